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

/** Asks every command that is running to end, as Ctrl-C does, and waits until it has. */
export async function interruptCommands(): Promise<void> {
  for (const child of running.keys()) child.kill('SIGINT');
  await Promise.all(running.values());
}

/** Runs a command to its end; one that does not exist ends without a code. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, onLine }: CommandOptions,
): Promise<CommandEnd> {
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
