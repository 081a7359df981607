import { chmodSync, mkdirSync } from 'node:fs';

/**
 * Makes a folder that others on this machine cannot look into: a rehearsal keeps what it is given in plain text. One
 * that is there keeps the rights that somebody gave it.
 */
export function makePrivateFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true });
  if (made !== undefined) chmodSync(folder, 0o700);
}
