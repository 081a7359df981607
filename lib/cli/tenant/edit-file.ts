import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Mistake, Result } from '../../baseline';

/** What an edit came to: done, refused for what was asked or found, or failed for something outside. */
export type EditOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly mistakes: readonly Mistake[] }
  | { readonly kind: 'failed'; readonly text: string };

export interface Edited<T> {
  readonly text: string;
  readonly value: T;
}

export interface EditOptions {
  /** Whether the new text replaces the old; otherwise it is only made. Default true. */
  readonly write?: boolean;
  /** How long to wait for another edit of the same file. Default five seconds. */
  readonly patienceMs?: number;
}

/** How often to look whether another edit has ended. */
const pauseMs = 25;

/**
 * Edits a file of which others may make an edit at the same time. One edit of this program waits for the other, by
 * a lock file beside it; one of another program, found before the new text replaces the old, makes this one fail.
 * Whoever reads the file sees the old or the new text, never a part, and its mode stays as it was.
 */
export function editFile<T>(
  file: string,
  edit: (text: string) => Result<Edited<T>>,
  { write: writes = true, patienceMs = 5_000 }: EditOptions = {},
): EditOutcome<T> {
  let lock: string | undefined;
  try {
    // The file itself, not the link to it, is what is replaced.
    const real = realpathSync(file);
    const wanted = `${real}.lock`;
    const end = Date.now() + patienceMs;
    while (writes && !take(wanted)) {
      if (Date.now() >= end) {
        const text = `${wanted}: another edit is under way. Try again; when there is none, remove that file`;
        return { kind: 'failed', text };
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
    if (writes) lock = wanted;
    const before = readFileSync(real);
    const text = before.toString('utf8');
    if (!Buffer.from(text).equals(before)) return { kind: 'failed', text: `${file}: is not UTF-8 text` };
    const edited = edit(text);
    if (!edited.ok) return { kind: 'refused', mistakes: edited.mistakes };
    if (!writes) return { kind: 'done', value: edited.value.value };
    const temporary = `${real}.${process.pid}.tmp`;
    try {
      write(temporary, edited.value.text, statSync(real).mode);
      if (!readFileSync(real).equals(before)) {
        return { kind: 'failed', text: `${file}: was changed by somebody else meanwhile. Try again` };
      }
      renameSync(temporary, real);
    } finally {
      rmSync(temporary, { force: true });
    }
    return { kind: 'done', value: edited.value.value };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { kind: 'failed', text: `${file}: could not be written (${code ?? message})` };
  } finally {
    if (lock !== undefined) rmSync(lock, { force: true });
  }
}

/** Makes the lock file, unless there is one. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Writes a new file and waits until the disk has it, so that the rename cannot come first. */
function write(file: string, text: string, mode: number): void {
  const descriptor = openSync(file, 'w');
  try {
    fchmodSync(descriptor, mode);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
