import type { Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';
import { dayAt } from './calendar';
import type { DeletionRecord } from './deletion-record';
import schema from './deletion-record.schema.json';

/** A record that proves a deletion. */
export type Proof = DeletionRecord & { readonly deletedOn: string };

/**
 * Reads what `yosai tenant record` has written, as the proof that nothing of an environment is left: a record of a
 * rehearsal, or one that leaves a resource open, is a mistake and tells why. A promise that was broken, such as a
 * deletion after the deadline, does not make the environment less gone.
 */
export function readProof(file: string): Result<Proof> {
  const read = readDocument<DeletionRecord>(file, schema);
  if (!read.ok) return read;
  const { document, value: record } = read.value;
  const { deletedOn, resources, rehearsed } = record;
  if (rehearsed) {
    const text = 'is of a rehearsal, which proves nothing of what runs';
    return { ok: false, mistakes: [document.mistake(['rehearsed'], text)] };
  }
  const open = resources.flatMap(({ name, deletedAt, remains }, index) => {
    if (deletedAt !== undefined) return [];
    const text = `${name} ${remains ? 'is still there' : 'has gone without a known time'}, so the deletion is not proven`;
    return [document.mistake(['resources', index], text)];
  });
  if (open.length > 0) return { ok: false, mistakes: open };
  const last = resources
    .map(({ deletedAt }) => dayAt(Date.parse(deletedAt ?? '')))
    .sort()
    .at(-1);
  if (last === undefined) {
    return {
      ok: false,
      mistakes: [document.mistake(['resources'], 'names no resource, so it proves nothing')],
    };
  }
  if (deletedOn !== last) {
    const text = `found ${deletedOn ?? 'nothing'}, expected ${last}, the day of the last deletion in Japan Standard Time`;
    return { ok: false, mistakes: [document.mistake(deletedOn === undefined ? [] : ['deletedOn'], text)] };
  }
  return { ok: true, value: { ...record, deletedOn } };
}
