import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a command that ended printed, standard output and standard error in one. */
export interface CommandEnd {
  /** Its exit code; none when it could not be started or was ended by a signal. */
  readonly code: number | undefined;
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  onLine?(line: string): void;
}

/** Commands that are running. */
const running = new Map<ChildProcess, Promise<CommandEnd>>();

/** Once it is true, no command is started any more. */
let interrupted = false;

/** When a command that was asked to end is asked once more, which means at once, and when it is killed. */
const patienceMs = { insist: 30_000, kill: 40_000 };

/** Whether this process was asked to end. */
export function isInterrupted(): boolean {
  return interrupted;
}

/**
 * Asks every command that is running to end, as Ctrl-C does, and waits until it has: the official engine lets what is
 * under way come to its end, writes its state and gives its lock back. One that takes too long is asked again, and then
 * killed.
 * @returns how many there were.
 */
export async function interruptCommands(): Promise<number> {
  interrupted = true;
  signalCommands('SIGINT');
  const timers = [
    setTimeout(() => signalCommands('SIGINT'), patienceMs.insist),
    setTimeout(() => signalCommands('SIGKILL'), patienceMs.kill),
  ];
  const ended = await Promise.all(running.values());
  for (const timer of timers) clearTimeout(timer);
  return ended.length;
}

/** Kills every command that is running, and waits until it is gone; its plugins see that and end by themselves. */
export async function killCommands(): Promise<void> {
  interrupted = true;
  const gone = [...running.keys()].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  signalCommands('SIGKILL');
  await Promise.all(gone);
}

function signalCommands(signal: NodeJS.Signals): void {
  for (const { pid } of running.keys()) {
    if (pid === undefined) continue;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}

/** Runs a command to its end; one that does not exist, or is not to begin any more, ends without a code. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, onLine }: CommandOptions,
): Promise<CommandEnd> {
  if (interrupted) return Promise.resolve({ code: undefined, output: 'interrupted' });
  // In a group of its own: Ctrl-C reaches it through `interruptCommands` alone, once.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = new Promise<CommandEnd>((resolve) => {
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine?.(line);
      });
    }
    child.once('error', (error) => resolve({ code: undefined, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? undefined, output: lines.join('\n') }));
  }).finally(() => running.delete(child));
  running.set(child, end);
  return end;
}
