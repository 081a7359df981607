import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * Removes the locks of engines that are gone: one that was killed cannot remove its own, and would block the next. A
 * lock of a process that runs, or of another machine, stays.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/backend/diy/lock.go (2026-11-24)
 */
export function removeStaleLocks(state: string): void {
  const locks = path.join(state, '.pulumi', 'locks');
  if (!existsSync(locks)) return;
  for (const name of readdirSync(locks, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(locks, name);
    if (name.endsWith('.json') && isStale(readFileSync(file, 'utf8'))) rmSync(file);
  }
}

function isStale(content: string): boolean {
  const { pid, hostname: host } = JSON.parse(content) as { pid: number; hostname: string };
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
