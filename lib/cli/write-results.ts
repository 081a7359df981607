import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Rights of a file and of a folder that is made for it; what the umask takes away is taken away. */
export interface Rights {
  readonly file: number;
  readonly folder: number;
}

/** Everybody's, as far as the umask admits. */
const openRights: Rights = { file: 0o666, folder: 0o777 };

/**
 * Of what hosts showed: it tells an attacker where to begin, so whoever audits is the only one to read it, whatever the
 * umask of that run is. A folder that is there keeps the rights that somebody gave it.
 */
export const ownRights: Rights = { file: 0o600, folder: 0o700 };

/**
 * Writes files into a folder so that a reader sees either all old or whole new ones: each is written beside its
 * place first and then renamed.
 * @returns what went wrong, in words, or nothing.
 */
export function writeResults(
  directory: string,
  files: Readonly<Record<string, string | readonly Uint8Array[]>>,
  rights = openRights,
): string | undefined {
  let temporary: string | undefined;
  try {
    makeFolder(directory, rights.folder);
    temporary = mkdtempSync(path.join(directory, '.writing-'));
    for (const [name, content] of Object.entries(files)) {
      writeFile(path.join(temporary, name), content, rights.file);
    }
    for (const name of Object.keys(files)) renameSync(path.join(temporary, name), path.join(directory, name));
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `${directory}: could not be written (${code ?? message}). Choose another folder with --out`;
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

function writeFile(file: string, content: string | readonly Uint8Array[], mode: number): void {
  if (typeof content === 'string') {
    writeFileSync(file, content, { mode });
    return;
  }
  const descriptor = openSync(file, 'w', mode);
  try {
    // Unlike a bare write, this one goes on when only a part was taken.
    for (const piece of content) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a folder holds what an earlier run wrote. */
export function holdsResults(directory: string): boolean {
  return existsSync(path.join(directory, 'findings.json'));
}

/** Makes a folder and those above it, one by one: Node.js's own way never ends below some special folders. */
function makeFolder(directory: string, mode = openRights.folder): void {
  if (existsSync(directory)) return;
  makeFolder(path.dirname(directory));
  try {
    mkdirSync(directory, mode);
  } catch (error) {
    // Another run may have made it since.
    if (!existsSync(directory)) throw error;
  }
}
