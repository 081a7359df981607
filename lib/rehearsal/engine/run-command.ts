import { spawn } from 'node:child_process';
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

/** Runs a command to its end; one that does not exist ends without a code. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env, onLine }: CommandOptions,
): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine?.(line);
      });
    }
    child.once('error', (error) => resolve({ code: undefined, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? undefined, output: lines.join('\n') }));
  });
}
