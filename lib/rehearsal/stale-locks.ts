import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Holder, isGone, readHolder } from './holder';

/**
 * Removes the locks of engines that are gone: one that was killed cannot remove its own, and would block the next. A
 * lock of a process that runs, or of another machine, stays.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/backend/diy/lock.go (2026-11-24)
 * @returns who holds a lock that stays.
 */
export function removeStaleLocks(state: string): Holder | undefined {
  const locks = path.join(state, '.pulumi', 'locks');
  if (!existsSync(locks)) return undefined;
  let alive: Holder | undefined;
  for (const name of readdirSync(locks, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(locks, name);
    const holder = readHolder(file);
    // What cannot be read an engine could not write to its end.
    if (holder === undefined || isGone(holder)) rmSync(file);
    else alive = holder;
  }
  return alive;
}
