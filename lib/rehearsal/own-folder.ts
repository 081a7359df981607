import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file by which a folder is known as a rehearsal's own. */
const mark = '.yosai-rehearsal';

/** Makes a rehearsal's folder, and marks it as one. */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, mark), '');
}

/**
 * Why a rehearsal must not use a folder: it holds something that no rehearsal made, which one from nothing would
 * delete. Nothing where the folder is not there yet, is empty, or is marked.
 */
export function whyNotOwn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  try {
    const names = readdirSync(folder);
    if (names.length === 0 || names.includes(mark)) return undefined;
    return `holds ${names.sort()[0]}, and no rehearsal made it; expected a folder of its own, which a rehearsal makes and deletes`;
  } catch (error) {
    return `cannot be read as a folder (${(error as NodeJS.ErrnoException).code})`;
  }
}

/** Forgets a rehearsal: its state and its cloud. Whatever a rehearsal did not make stays. */
export function forgetRehearsal(folder: string): void {
  if (existsSync(path.join(folder, mark))) rmSync(folder, { recursive: true, force: true });
}
