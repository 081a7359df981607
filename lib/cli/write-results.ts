import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes files into a folder so that a reader sees either all old or whole new ones: each is written beside its
 * place first and then renamed.
 * @returns what went wrong, in words, or nothing.
 */
export function writeResults(directory: string, files: Readonly<Record<string, string>>): string | undefined {
  let temporary: string | undefined;
  try {
    makeFolder(directory);
    temporary = mkdtempSync(path.join(directory, '.writing-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(temporary, name), text);
    for (const name of Object.keys(files)) renameSync(path.join(temporary, name), path.join(directory, name));
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `${directory}: could not be written (${code ?? message}). Choose another folder with --out`;
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

/** Whether a folder holds what an earlier run wrote. */
export function holdsResults(directory: string): boolean {
  return existsSync(path.join(directory, 'findings.json'));
}

/** Makes a folder and those above it, one by one: Node.js's own way never ends below some special folders. */
function makeFolder(directory: string): void {
  if (existsSync(directory)) return;
  makeFolder(path.dirname(directory));
  mkdirSync(directory);
}
