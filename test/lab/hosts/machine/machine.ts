import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../commands';
import type { LabNetwork } from '../network/lab-network';
import { Console } from './console';
import { type Hardware, qemuArguments } from './qemu-arguments';
import { Qmp } from './qmp';
import { type Login, Ssh } from './ssh';

export interface MachineOptions {
  readonly hardware: Hardware;
  readonly login: Login;
  readonly network: LabNetwork;
  /** Its address in the tenant's network. */
  readonly address: string;
  /** Disk that lies under the machine's own and is not changed, and the same for its data disk. */
  readonly under: { readonly disk: string; readonly dataDisk?: string };
  readonly seed: string;
  /** File of a saved machine that goes on. */
  readonly saved?: string;
}

/** A running virtual machine. Everything of it is in a folder of its own, which goes when it stops. */
export class Machine {
  private constructor(
    private readonly options: MachineOptions,
    /** Port on loopback that leads to its SSH. */
    readonly sshPort: number,
    readonly folder: string,
    readonly console: Console,
    readonly qmp: Qmp,
    private readonly child: ChildProcess,
    private readonly detach: () => void,
  ) {}

  /** Starts a machine. Throws with what QEMU said when it does not come up. */
  static async start(options: MachineOptions): Promise<Machine> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await Machine.#launch(options);
      } catch (error) {
        // A port that was free may be somebody else's before QEMU takes it.
        if (attempt === 3 || !(error instanceof Error) || !portTaken.test(error.message)) throw error;
      }
    }
  }

  static async #launch(options: MachineOptions): Promise<Machine> {
    const folder = mkdtempSync(path.join(tmpdir(), 'yosai-lab-'));
    const inFolder = (name: string) => path.join(folder, name);
    await overlay(options.under.disk, inFolder('disk.qcow2'));
    if (options.hardware.dataDisk) await dataDisk(options.under.dataDisk, inFolder('data.qcow2'));
    const { own, peer, detach } = await options.network.attach(options.address);
    const sshPort = await freePort();
    const args = qemuArguments(options.hardware, {
      disk: inFolder('disk.qcow2'),
      dataDisk: inFolder('data.qcow2'),
      seed: options.seed,
      console: inFolder('console'),
      qmp: inFolder('qmp'),
      sshPort,
      network: { own, peer },
      ...(options.saved !== undefined && { saved: options.saved }),
    });
    const messages = openSync(inFolder('messages'), 'w');
    // Whatever ends the lab ends its machines too.
    const command = ['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...args];
    const child = spawn('setpriv', command, { stdio: ['ignore', messages, messages] });
    closeSync(messages);
    const gone = once(child, 'exit').then(() => {
      throw new Error(`QEMU ended: ${readFileSync(inFolder('messages'), 'utf8').trim()}`);
    });
    gone.catch(() => undefined);
    const qmp = await Promise.race([Qmp.open(inFolder('qmp')), gone]).catch((error: unknown) => {
      detach();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    });
    return new Machine(options, sshPort, folder, new Console(inFolder('console')), qmp, child, detach);
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** How to log in, with these host keys. */
  ssh(hostKeys: readonly string[]): Ssh {
    return new Ssh(this.sshPort, this.options.login, hostKeys, this.folder);
  }

  /** Ends it at once, and deletes everything of it. */
  async stop(): Promise<void> {
    this.qmp.close();
    if (this.isAlive) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await gone;
    }
    this.detach();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** As QEMU says it of its networks. */
const portTaken = /can't bind ip=|Could not set up host forwarding rule/;

function overlay(under: string, file: string): Promise<Buffer> {
  return must('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', under, file]);
}

/** An empty disk, or what was on it when the machine was saved. */
function dataDisk(under: string | undefined, file: string): Promise<Buffer> {
  if (under !== undefined) return overlay(under, file);
  return must('qemu-img', ['create', '-q', '-f', 'qcow2', file, '256M']);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
