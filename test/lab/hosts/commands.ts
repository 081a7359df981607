import { spawn } from 'node:child_process';

/** What a command that ended printed. */
export interface Ended {
  /** Exit code; none when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** After how many seconds it is killed; 600 when left out. */
  readonly seconds?: number;
}

/** Runs a command to its end. Throws when it cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  { input, env, seconds = 600 }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'pipe', env: env ?? process.env });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const out: Buffer[] = [];
    const messages: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => messages.push(bytes));
    // Whoever does not read to the end is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: code ?? undefined,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(messages).toString('utf8'),
      });
    });
  });
}

/** Runs a command that has to succeed; throws with what it said when it does not. */
export async function must(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Buffer> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) return stdout;
  const said = `${stdout.toString('utf8')}${stderr}`.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${command} ${args.slice(0, 3).join(' ')} … ended with ${code ?? 'a signal'}:\n${said}`);
}
