import type { Mistake } from './mistake';

/** An item of a list, and where in it the item stands. */
export interface SoundItem<T> {
  readonly item: T;
  readonly index: number;
}

/**
 * The items of a document's list with which its schema finds nothing wrong: so they are of the schema's type, and can
 * be checked further while others are not. Mistakes about the list itself leave no item to trust.
 */
export function soundItems<T>(document: unknown, list: string, wrong: readonly Mistake[]): SoundItem<T>[] {
  const items = (document as Record<string, unknown> | null)?.[list];
  if (!Array.isArray(items)) return [];
  const place = new RegExp(`^${list}(?:\\[(\\d+)\\])?`);
  const spoilt = new Set(
    wrong.flatMap(({ path }) => {
      const match = place.exec(path ?? list);
      return match === null ? [] : [match[1]];
    }),
  );
  if (spoilt.has(undefined)) return [];
  return items.flatMap((item: T, index) => (spoilt.has(String(index)) ? [] : [{ item, index }]));
}
