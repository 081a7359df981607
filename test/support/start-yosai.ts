import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Ended } from './repository-copy';

/** A command line that runs. */
export interface Started {
  readonly child: ChildProcess;
  /** Everything that it has printed so far. */
  printed(): string;
  readonly ended: Promise<Ended & { readonly signal: NodeJS.Signals | null }>;
}

/**
 * Starts `yosai` as a shell does: in a process group of its own, which a terminal's Ctrl-C would reach as a whole. Unlike
 * `spawnSync` it leaves the test free to look at what goes on.
 */
export function startYosai(
  root: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Started {
  const child = spawn(process.execPath, [path.join(root, 'bin/yosai.js'), ...args], {
    cwd: root,
    env: { ...environment, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended & { signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, printed: () => stdout + stderr, ended };
}
