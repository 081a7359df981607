import type { Mistake } from '../mistake';
import { nearest } from '../nearest';
import { type Path, show } from '../show';
import type { Control } from '../types.generated';
import type { Valid } from '../validate';
import type { YamlDocument } from '../yaml-document';

/** What promises name by their ids, and where it stands. */
export interface NamedEntries {
  readonly document: YamlDocument;
  readonly entries: readonly { readonly id: string; readonly path: Path }[];
}

/**
 * Checks that every entry which a promise names is there, that none is still called planned, and that every entry
 * keeps a promise.
 * @param kind how promises name it, what it is called, and the file in which it stands.
 */
export function checkNamed(
  controls: readonly Valid<Control>[],
  kind: { readonly by: string; readonly what: string; readonly file: string },
  { document: own, entries }: NamedEntries,
  allControlsRead: boolean,
): Mistake[] {
  const ids = entries.map(({ id }) => id);
  const named = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const { document, value } of controls) {
    for (const [index, { keptBy }] of value.promises.entries()) {
      for (const [place, { by, ref, status }] of keptBy.entries()) {
        if (by !== kind.by) continue;
        named.add(ref);
        const path: Path = ['promises', index, 'keptBy', place];
        if (status === undefined && !ids.includes(ref)) {
          const text = `there is no ${kind.what} ${show(ref)}`;
          mistakes.push(document.mistake([...path, 'ref'], text, nearest(ref, ids)));
        } else if (status !== undefined && ids.includes(ref)) {
          const text = `the ${kind.what} ${ref} is called planned, but ${kind.file} has it`;
          mistakes.push(document.mistake([...path, 'status'], text));
        }
      }
    }
  }
  if (!allControlsRead) return mistakes;
  return [
    ...mistakes,
    ...entries
      .filter(({ id }) => !named.has(id))
      .map(({ id, path }) =>
        own.mistake(path, `no control names the ${kind.what} ${id}: it keeps no promise`),
      ),
  ];
}
