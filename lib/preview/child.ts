import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { lifeline } from './lifeline';

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called for every line of standard output and standard error. */
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
}

/** How a process ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Time in milliseconds that a process gets to end by itself before it is killed. */
const graceMs = 2000;

/** Children that were not stopped yet, so that neither they nor what they started outlive this process. */
const running = new Set<Child>();

/** A process and everything that it starts, ended together. */
export class Child {
  readonly ended: Promise<ChildEnd>;
  readonly #process: ChildProcess;

  constructor(args: readonly string[], options: ChildOptions) {
    // A process group of its own lets us end what the program itself has started.
    this.#process = spawn(process.execPath, [...lifeline, ...args], {
      cwd: options.cwd,
      env: withoutProxyToLoopback(options.env),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    running.add(this);
    const streams = (['stdout', 'stderr'] as const).map((name) => {
      const stream = this.#process[name];
      if (stream === null) return Promise.resolve();
      const lines = createInterface({ input: stream });
      lines.on('line', (line) => options.onLine(line, name));
      return new Promise<void>((resolve) => lines.once('close', resolve));
    });
    this.ended = new Promise((resolve) => {
      const done = async (end: ChildEnd) => {
        // A grandchild may keep the pipes open; the process itself has ended, so it is not waited for long.
        await Promise.race([Promise.all(streams), delay(graceMs)]);
        resolve(end);
      };
      this.#process.once('exit', (code, signal) => void done({ code, signal }));
      this.#process.once('error', () => void done({ code: null, signal: null }));
    });
  }

  /** Asks the process and its descendants to end, and kills those that do not. */
  async stop(): Promise<void> {
    if (this.#isAlive()) {
      this.#signal('SIGTERM');
      const killer = setTimeout(() => this.#signal('SIGKILL'), graceMs);
      await this.ended;
      clearTimeout(killer);
    }
    this.kill();
  }

  /** Kills it at once, and what it has started, which lives on in its group when it ended by itself. */
  kill(): void {
    running.delete(this);
    this.#signal('SIGKILL');
  }

  #isAlive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #signal(signal: NodeJS.Signals): void {
    const id = this.#process.pid;
    if (id === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? id : -id, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}

/** Ends every process that is still running; for Ctrl-C and for errors. */
export function killChildren(): void {
  for (const child of running) child.kill();
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}

/** The environment in which a child reaches this engine directly, whatever proxy it uses for everything else. */
function withoutProxyToLoopback(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ['no_proxy', 'NO_PROXY', ...(env['no_grpc_proxy'] === undefined ? [] : ['no_grpc_proxy'])];
  const direct = (name: string) => [env[name], '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { ...env, ...Object.fromEntries(names.map((name) => [name, direct(name)])) };
}
