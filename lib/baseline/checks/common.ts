import { isDate } from '../is-date';
import { type Mistake, showFile } from '../mistake';
import { nearest } from '../nearest';
import { type Path, show } from '../show';
import type { YamlDocument } from '../yaml-document';

/** Something that must be there once only, and where it stands. */
export interface Entry {
  readonly key: string | number;
  readonly path: Path;
  /** Who has it, such as `tenant aoba`; the line alone when left out. */
  readonly owner?: string;
}

/** A mistake for each entry whose key an earlier one has, naming both. */
export function repeated(document: YamlDocument, what: string, entries: readonly Entry[]): Mistake[] {
  const first = new Map<string | number, Entry>();
  return entries.flatMap((entry) => {
    const earlier = first.get(entry.key);
    if (earlier === undefined) {
      first.set(entry.key, entry);
      return [];
    }
    const { line } = document.placeOf(earlier.path);
    const holder = earlier.owner === undefined ? `on line ${line}` : `by ${earlier.owner} on line ${line}`;
    return [document.mistake(entry.path, `${what} ${show(entry.key)} is already taken ${holder}`)];
  });
}

/** A mistake when a name is none of the known ones; it names the nearest, or all of them. */
export function unknown(
  document: YamlDocument,
  path: Path,
  what: string,
  name: string,
  known: readonly string[],
): Mistake[] {
  if (known.includes(name)) return [];
  const near = nearest(name, known);
  const listed = near === undefined ? `; known are ${known.join(', ')}` : '';
  return [document.mistake(path, `there is no ${what} ${show(name)}${listed}`, near)];
}

/** A place in another file, for the end of a sentence. */
export function elsewhere(document: YamlDocument, path: Path): string {
  return `${showFile(document.file)}:${document.placeOf(path).line}`;
}

/** A mistake when a date of the right form, such as 2026-02-30, is not in the calendar. */
export function impossibleDate(document: YamlDocument, path: Path, date: string): Mistake[] {
  return isDate(date) ? [] : [document.mistake(path, `${show(date)} is not a date of the calendar`)];
}

/** A mistake when a number is not less than another of the same file. */
export function notLess(
  document: YamlDocument,
  path: Path,
  value: number,
  limit: { readonly name: string; readonly value: number },
): Mistake[] {
  if (value < limit.value) return [];
  return [document.mistake(path, `${value} is not less than ${limit.name} ${limit.value}`)];
}
