import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { type Holder, isGone, readHolder } from './holder';

/** A folder that this process has for itself until it gives it back, or who has it. */
export type Taken =
  | { readonly ok: true; readonly giveBack: () => void }
  | { readonly ok: false; readonly lock: string; readonly holder: Holder | undefined };

/**
 * Takes a rehearsal's folder for this process: two runs in one would write over each other's project files, and one
 * from nothing would delete what the other works on. The lock stands beside the folder, because the folder comes and
 * goes; one whose process is gone counts for nothing.
 */
export function takeFolder(folder: string): Taken {
  const lock = `${folder}.lock`;
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!make(lock)) {
    const holder = readHolder(lock);
    if (holder === undefined || !isGone(holder)) return { ok: false, lock, holder };
    clear(lock);
  }
  return { ok: true, giveBack: () => rmSync(lock, { force: true }) };
}

function make(lock: string): boolean {
  try {
    const self: Holder = { pid: process.pid, hostname: hostname() };
    writeFileSync(lock, JSON.stringify(self), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a lock away whose holder is gone; of several that try only one has moved it, and looks again at what it has. */
function clear(lock: string): void {
  const moved = `${lock}.${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return;
  }
  const holder = readHolder(moved);
  if (holder !== undefined && !isGone(holder)) renameSync(moved, lock);
  else rmSync(moved);
}
