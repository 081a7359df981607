import type { Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';
import { yamlLimits } from '../baseline/read-yaml';
import { show } from '../baseline/show';
import { dayAt } from './calendar';
import type { DeletionRecord } from './deletion-record';
import schema from './deletion-record.schema.json';

/** A machine adds some ten resources of half a kilobyte each, and a subnet has room for hundreds. */
const limits = { ...yamlLimits, maximumBytes: 16 * 1024 * 1024 };

/** A record that proves a deletion. */
export type Proof = DeletionRecord & { readonly deletedOn: string };

/**
 * Reads what `yosai tenant record` has written, as the proof that nothing of an environment is left: a record of a
 * rehearsal, or one that leaves a resource open, is a mistake and tells why. A promise that was broken, such as a
 * deletion after the deadline, does not make the environment less gone.
 */
export function readProof(file: string): Result<Proof> {
  const read = readDocument<DeletionRecord>(file, schema, limits);
  if (!read.ok) return read;
  const { document, value: record } = read.value;
  const { deletedOn, resources, rehearsed } = record;
  if (rehearsed) {
    const text = 'is of a rehearsal, which proves nothing of what runs';
    return { ok: false, mistakes: [document.mistake(['rehearsed'], text)] };
  }
  const open = resources.flatMap(({ name, deletedAt, remains, leftBehind }, index) => {
    if (deletedAt !== undefined) return [];
    const text = `${name} ${remains ? 'is still there' : leftBehind ? 'was left in Azure' : 'has gone without a known time'}, so the deletion is not proven`;
    return [document.mistake(['resources', index], text)];
  });
  const wrong = resources.flatMap(({ urn, deletedAt = '' }, index) => [
    ...(isTime(deletedAt)
      ? []
      : [
          document.mistake(
            ['resources', index, 'deletedAt'],
            `${deletedAt} is no time in UTC of the calendar`,
          ),
        ]),
    ...(isOfStack(urn, resources[0]?.urn)
      ? []
      : [document.mistake(['resources', index, 'urn'], `${show(urn)} is no URN of one stack and project`)]),
  ]);
  if (open.length + wrong.length > 0) return { ok: false, mistakes: open.length > 0 ? open : wrong };
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

/** Whether a text that looks like a time is one: the calendar knows no 13th month. */
function isTime(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace('Z', '.000Z');
}

/**
 * Whether a URN is whole and of the same stack and project as another: an environment is in one.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#urns (2026-11-24)
 */
function isOfStack(urn: string, other = urn): boolean {
  const [, stack] = /^(urn:pulumi:[^:]+::[^:]+::)[^:]+:.*::./.exec(urn) ?? [];
  return stack !== undefined && other.startsWith(stack);
}
