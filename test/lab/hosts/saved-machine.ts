import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keep } from './cache';
import { must } from './commands';
import type { LabMachine } from './lab-machines';
import type { LoginKey } from './machine/login-key';
import { Machine, type MachineOptions } from './machine/machine';
import { processors } from './machine/qemu-arguments';
import { writeSeed } from './machine/seed';
import type { Ssh } from './machine/ssh';
import type { LabNetwork } from './network/lab-network';

/** Longest that a first boot may take on a machine that does other things too, in seconds. */
const bootSeconds = 900;

/** What is known of a first boot. */
export interface Boot {
  /** From the start of QEMU to the end of cloud-init, in seconds. */
  readonly seconds: number;
  /** Host keys as the console told them. */
  readonly hostKeys: readonly string[];
  readonly console: string;
}

/** A machine that came up once and can be had again within seconds, as often as somebody wants. */
export interface SavedMachine {
  readonly machine: LabMachine;
  readonly boot: Boot;
  /** Whether it was booted now, and not kept from an earlier run. */
  readonly made: boolean;
  readonly folder: string;
}

/** A copy of a saved machine, with how to log in. */
export interface Copy {
  readonly machine: Machine;
  readonly ssh: Ssh;
  /** Starts it anew, with what is on its disk. */
  restart(): Promise<void>;
}

/** A machine as it was when its first boot had come to its end: kept from an earlier run, or booted now. */
export async function saveMachine(
  machine: LabMachine,
  network: LabNetwork,
  key: LoginKey,
  account: string,
): Promise<SavedMachine> {
  const version = (await must('qemu-system-x86_64', ['--version'])).toString('utf8').split('\n')[0];
  const { image: _, ...hardware } = machine.hardware;
  const madeFrom = JSON.stringify([machine.imageId, machine.seed, hardware, processors, version]);
  const digest = createHash('sha256').update(madeFrom).digest('hex').slice(0, 16);
  const name = `${machine.name.replaceAll(' ', '-')}-${digest}`;
  const { folder, made } = await keep('machines', name, (place) =>
    bootAndSave(machine, network, { account, key: key.file }, place),
  );
  const boot = JSON.parse(readFileSync(path.join(folder, 'boot.json'), 'utf8')) as Boot;
  return { machine, boot, made, folder };
}

async function bootAndSave(
  machine: LabMachine,
  network: LabNetwork,
  login: MachineOptions['login'],
  folder: string,
): Promise<void> {
  const seed = path.join(folder, 'seed.iso');
  await writeSeed(machine.seed, seed);
  const started = Date.now();
  const running = await Machine.start({
    ...optionsOf(machine, network, login),
    under: { disk: machine.disk },
    seed,
  });
  try {
    await running.console.says(/Cloud-init v\. \S+ finished at/, bootSeconds, () => running.isAlive);
    const seconds = (Date.now() - started) / 1000;
    const hostKeys = running.console.hostKeys();
    const ssh = running.ssh(hostKeys);
    await ssh.isUp(60);
    // Its last writes are then on the disk, and nothing starts any more.
    await ssh.asRoot(
      'cloud-init status --wait >/dev/null || :\nsystemctl is-system-running --wait || :\nsync',
      300,
    );
    const boot: Boot = { seconds, hostKeys, console: running.console.text() };
    writeFileSync(path.join(folder, 'boot.json'), JSON.stringify(boot));
    await save(running, path.join(folder, 'memory.zst'));
    copyDisks(running.folder, folder, machine.hardware.dataDisk);
  } finally {
    await running.stop();
  }
}

/** Writes the state of a machine into a file; it stands still from then on. */
async function save({ qmp }: Machine, file: string): Promise<void> {
  await qmp.execute('stop');
  await qmp.execute('migrate', { uri: `exec:zstd -q -1 -T0 > ${file}` });
  for (;;) {
    const { status } = (await qmp.execute('query-migrate')) as { status?: string };
    if (status === 'completed') return;
    if (status === 'failed' || status === 'cancelled') throw new Error('QEMU could not save the machine');
    await delay(100);
  }
}

function copyDisks(from: string, to: string, hasDataDisk: boolean): void {
  for (const name of ['disk.qcow2', ...(hasDataDisk ? ['data.qcow2'] : [])]) {
    cpSync(path.join(from, name), path.join(to, name));
  }
}

/**
 * A copy of a saved machine that goes on where it was saved, with the time of now: what it changes goes when it stops.
 */
export async function restore(
  saved: SavedMachine,
  network: LabNetwork,
  key: LoginKey,
  account: string,
): Promise<Copy> {
  const { machine, folder, boot } = saved;
  const inFolder = (name: string) => path.join(folder, name);
  const copy = await Machine.start({
    ...optionsOf(machine, network, { account, key: key.file }),
    under: {
      disk: inFolder('disk.qcow2'),
      ...(machine.hardware.dataDisk && { dataDisk: inFolder('data.qcow2') }),
    },
    seed: inFolder('seed.iso'),
    saved: inFolder('memory.zst'),
  });
  try {
    await arrived(copy);
    await copy.qmp.execute('cont');
    const ssh = copy.ssh(boot.hostKeys);
    await ssh.isUp(120);
    await setClock(ssh);
    return { machine: copy, ssh, restart: () => restart(copy, ssh) };
  } catch (error) {
    await copy.stop();
    throw error;
  }
}

async function restart(machine: Machine, ssh: Ssh): Promise<void> {
  const { console } = machine;
  const said = console.text().length;
  // Who was just told to read its files again may be away.
  await ssh.isUp(120);
  await ssh.asRoot('systemctl --no-block reboot');
  await console.says(/Linux version/, 300, () => machine.isAlive, said);
  await ssh.isUp(bootSeconds);
  await ssh.asRoot('systemctl is-system-running --wait || :', bootSeconds);
}

async function arrived({ qmp }: Machine): Promise<void> {
  for (;;) {
    const { status } = (await qmp.execute('query-status')) as { status: string };
    if (status !== 'inmigrate') return;
    await delay(100);
  }
}

/** A saved machine goes on with the time at which it was saved. */
async function setClock(ssh: Ssh): Promise<void> {
  await ssh.asRoot(
    `date -u -s @${(Date.now() / 1000).toFixed(2)} >/dev/null
systemctl try-restart chrony
if systemctl is-active --quiet chrony; then chronyc -n waitsync 60 0.05 0 0.5 >/dev/null || :; fi`,
    120,
  );
}

function optionsOf(
  { hardware, dev }: LabMachine,
  network: LabNetwork,
  login: MachineOptions['login'],
): Omit<MachineOptions, 'under' | 'seed'> {
  return { hardware, login, network, address: dev.address };
}
