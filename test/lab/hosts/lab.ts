import { inject } from 'vitest';
import { repositoryBaseline } from './dev-machines';
import type { Release } from './image/recipe';
import { type LabAddresses, labAddresses, labMachine, type Wanted } from './lab-machines';
import { type LoginKey, loginKey } from './machine/login-key';
import { LabNetwork } from './network/lab-network';
import { MetadataService } from './network/metadata';
import { LogCollector, nameServer, timeServer } from './network/services';
import { progress } from './report';
import { type Copy, restore, type SavedMachine, saveMachine } from './saved-machine';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the lab is asked to boot. */
    machines: readonly { readonly release: number; readonly role: string }[];
  }
}

/** The lab of one test file: its network with its services, and the machines on it. */
export class Lab {
  readonly baseline = repositoryBaseline();
  readonly addresses: LabAddresses = labAddresses(this.baseline);
  readonly network = new LabNetwork();
  readonly collector = new LogCollector();
  readonly metadata = new MetadataService();
  /** How often somebody asked for the time. */
  timeQuestions = 0;
  readonly #account = this.baseline.virtualMachines.adminUser;
  readonly #copies: Copy[] = [];

  private constructor(private readonly key: LoginKey) {
    const { network, addresses } = this;
    network.serveUdp(`${addresses.nameServer}:53`, nameServer(addresses.timeServers));
    for (const address of addresses.timeServers.values()) {
      network.serveUdp(
        `${address}:123`,
        timeServer(() => {
          this.timeQuestions += 1;
        }),
      );
    }
    network.serveTcp(`${addresses.logs}:443`, this.collector.service);
    network.serveTcp(`${addresses.metadata}:80`, this.metadata.service);
  }

  /** File of the private key by which its machines are logged in to. */
  get keyFile(): string {
    return this.key.file;
  }

  static async open(): Promise<Lab> {
    return new Lab(await loginKey());
  }

  /** A machine whose first boot is over, kept or booted now. */
  async saved(wanted: Wanted): Promise<SavedMachine> {
    const machine = await labMachine(this.baseline, wanted, this.key);
    progress(`${machine.name}: ${machine.imageMade ? 'image was built' : 'image was kept'}`);
    const saved = await saveMachine(machine, this.network, this.key, this.#account);
    progress(`${machine.name}: ${saved.made ? `booted in ${saved.boot.seconds.toFixed(0)} s` : 'was kept'}`);
    return saved;
  }

  /** A throwaway copy of it, which runs until the lab closes. */
  async copy(saved: SavedMachine): Promise<Copy> {
    const copy = await restore(saved, this.network, this.key, this.#account);
    this.#copies.push(copy);
    return copy;
  }

  async stop(copy: Copy): Promise<void> {
    this.#copies.splice(this.#copies.indexOf(copy), 1);
    await copy.machine.stop();
  }

  async close(): Promise<void> {
    await Promise.all(this.#copies.map(({ machine }) => machine.stop()));
    this.network.close();
  }
}

/** The hardened machines that this run boots: the first of each role of a tenant. */
export const hardenedMachines = (): (Wanted & { readonly role: string })[] =>
  inject('machines').map(({ release, role }) => ({
    release: release as Release,
    role,
    name: `aoba-${role}-1`,
    hardened: true,
  }));

/** Their releases. */
export const labReleases = (): Release[] => [...new Set(hardenedMachines().map(({ release }) => release))];
