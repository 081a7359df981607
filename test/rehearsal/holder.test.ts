import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { isGone } from '../../lib/rehearsal/holder';

it.runIf(process.platform === 'linux')('a process of which only the entry is left is gone', async () => {
  // A shell that has become something else never asks how its child has ended.
  const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const child = { pid: Number(line), hostname: hostname() };
    await expect.poll(() => isGone(child), { timeout: 5000 }).toBe(true);
    expect(() => process.kill(child.pid, 0)).not.toThrow();
    expect(isGone({ pid: parent.pid ?? 0, hostname: hostname() })).toBe(false);
  } finally {
    parent.kill('SIGKILL');
  }
});
