import { linkSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { type Holder, isGone, readHolder } from './holder';

/** A folder that this process has for itself until it gives it back, or who has it. */
export type Taken =
  | { readonly ok: true; readonly folder: string; readonly giveBack: () => void }
  | { readonly ok: false; readonly lock: string; readonly holder: Holder | undefined };

/** Locks are made whole, so one that cannot be read for so long nobody is writing any more. */
const unreadableMs = 5_000;

/**
 * Takes a rehearsal's folder for this process: two runs in one would write over each other's project files, and one
 * from nothing would delete what the other works on. The lock stands beside the folder, because the folder comes and
 * goes; one whose process is gone counts for nothing.
 * @returns the folder as it is without links, so that it is one lock by whatever name somebody calls it.
 */
export function takeFolder(named: string): Taken {
  const folder = withoutLinks(path.resolve(named));
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!make(lock)) {
    if (!isStale(lock)) return { ok: false, lock, holder: readHolder(lock) };
    clear(lock);
  }
  return { ok: true, folder, giveBack: () => rmSync(lock, { force: true }) };
}

/** A path without links, as far as it is there. */
function withoutLinks(place: string): string {
  try {
    return realpathSync(place);
  } catch (error) {
    const parent = path.dirname(place);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === place) throw error;
    return path.join(withoutLinks(parent), path.basename(place));
  }
}

/** Makes the lock with all that is in it at once, unless there is one. */
function make(lock: string): boolean {
  const whole = `${lock}.${process.pid}.tmp`;
  try {
    const self: Holder = { pid: process.pid, hostname: hostname() };
    writeFileSync(whole, JSON.stringify(self));
    linkSync(whole, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

function isStale(lock: string): boolean {
  const holder = readHolder(lock);
  if (holder !== undefined) return isGone(holder);
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || Date.now() - made > unreadableMs;
}

/** Takes a lock away whose holder is gone; of several that try only one has moved it, and looks again at what it has. */
function clear(lock: string): void {
  const moved = `${lock}.${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return;
  }
  if (isStale(moved)) rmSync(moved);
  else renameSync(moved, lock);
}
