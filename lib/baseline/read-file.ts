import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Mistake, Result } from './mistake';

/**
 * Reads a text file of at most so many bytes, without a byte order mark. A file that is missing, too large, a
 * folder, no regular file, unreadable or not UTF-8 is a mistake; a larger file is not read.
 */
export function readText(file: string, maximumBytes: number): Result<string> {
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return refuse(file, 'is a folder where a file is expected');
    // Opening a pipe would wait for its writer.
    if (!stat.isFile()) return refuse(file, 'is not a regular file');
    if (stat.size > maximumBytes) {
      return refuse(file, `has ${grouped(stat.size)} bytes; at most ${grouped(maximumBytes)} are admitted`);
    }
    bytes = readAtMost(file, maximumBytes);
  } catch (error) {
    return refuse(file, whyUnreadable(error));
  }
  if (bytes.length > maximumBytes)
    return refuse(file, `has more than ${grouped(maximumBytes)} bytes, the most admitted`);
  const text = decode(bytes);
  if (text !== undefined) return { ok: true, value: text };
  const mistake = { file, line: firstBadLine(bytes), text: 'is not UTF-8 text; save the file as UTF-8' };
  return { ok: false, mistakes: [mistake] };
}

/** Why a file or folder could not be opened, for the end of a sentence that begins with its name. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const reasons: Record<string, string> = {
    ENOENT: 'does not exist',
    ENOTDIR: 'does not exist: a part of its path is a file, not a folder',
    EACCES: 'cannot be read: permission denied',
    EPERM: 'cannot be read: permission denied',
    ELOOP: 'cannot be read: its symbolic links lead in a circle',
    ENAMETOOLONG: 'cannot exist: its name is too long',
  };
  return reasons[code] ?? `cannot be read (${code})`;
}

function readAtMost(file: string, maximumBytes: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    // The file may have grown since it was looked at, so its size does not decide how much is read.
    const buffer = Buffer.alloc(Math.min(fstatSync(descriptor).size, maximumBytes) + 1);
    let length = 0;
    while (length < buffer.length) {
      const read = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const next = end === -1 ? bytes.length : end + 1;
    if (decode(bytes.subarray(start, next)) === undefined) return line;
    start = next;
  }
  return line;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function refuse(file: string, text: string): { ok: false; mistakes: Mistake[] } {
  return { ok: false, mistakes: [{ file, text }] };
}
