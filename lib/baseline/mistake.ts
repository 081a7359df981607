import { relative } from 'node:path';

/** Something that is wrong in a file which people write. */
export interface Mistake {
  /** The file or folder, as it was opened. */
  readonly file: string;
  /** Counted from 1; absent when the file as a whole is meant. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** Where in the document, such as `subnets.hub[2].prefixLength`; absent for the whole. */
  readonly path?: string;
  /** What was found and what is expected instead. */
  readonly text: string;
  /** The nearest valid word, when one is near. */
  readonly suggestion?: string;
}

/** A value, or everything that is wrong with what it should have been read from. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Writes a mistake as one line: file and line, path, text and suggestion. The file is named relative to the
 * current folder unless its full path is shorter.
 */
export function renderMistake(mistake: Mistake): string {
  const line = mistake.line === undefined ? '' : `:${mistake.line}`;
  const path = mistake.path === undefined || mistake.path === '' ? '' : ` ${mistake.path}`;
  const suggestion = mistake.suggestion === undefined ? '' : `; did you mean \`${mistake.suggestion}\`?`;
  return `${showFile(mistake.file)}${line}${path}: ${mistake.text}${suggestion}`;
}

/** A file's name as people are shown it. */
export function showFile(file: string): string {
  const near = relative(process.cwd(), file);
  return near === '' || near.length > file.length ? file : near;
}

/** Orders mistakes by file, line, column, path and text, and drops those that say the same twice. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return withoutRepeats([...mistakes].sort(compare));
}

/** Drops mistakes that say the same as an earlier one. */
export function withoutRepeats(mistakes: readonly Mistake[]): Mistake[] {
  const seen = new Set<string>();
  return mistakes.filter((mistake) => {
    const line = renderMistake(mistake);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}

function compare(a: Mistake, b: Mistake): number {
  return (
    order(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    order(a.path ?? '', b.path ?? '') ||
    order(a.text, b.text)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
