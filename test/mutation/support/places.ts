import { showPath } from '../../../lib/baseline/show';

/** Keys and indices that lead to one place of a resource's inputs. */
export type Steps = readonly (string | number)[];

/** Stands among the values of a mutant for a property that is left out. */
export const absent = Symbol('left out');

/** A value that is not known before deployment, as plan files write it. */
export const unknown = { 'yosai:value': 'unknown' } as const;

export function isUnknown(value: unknown): boolean {
  return isObject(value) && 'yosai:value' in value;
}

/**
 * The places of an object that a path names: keys with dots between them, `[]` for every item of a list. A property that
 * is left out has a place too, unless it is in a list that has no items.
 */
export function placesOf(inputs: unknown, path: string): Steps[] {
  const parts = path.split('.').flatMap((part) => {
    const lists = part.split('[]').length - 1;
    return [part.replaceAll('[]', ''), ...Array.from({ length: lists }, () => '[]')];
  });
  let places: { readonly steps: Steps; readonly value: unknown }[] = [{ steps: [], value: inputs }];
  for (const part of parts) {
    places = places.flatMap(({ steps, value }) => {
      if (part !== '[]')
        return [{ steps: [...steps, part], value: isObject(value) ? value[part] : undefined }];
      const items: unknown[] = Array.isArray(value) ? value : [];
      return items.map((item, index) => ({ steps: [...steps, index], value: item }));
    });
  }
  return places.map(({ steps }) => steps);
}

/** Every place that holds something other than a list or an object. */
export function leavesOf(value: unknown, before: Steps = []): Steps[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...before, index]));
  if (!isObject(value) || isUnknown(value)) return [before];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...before, key]));
}

export function valueAt(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (inner as never)[step] : undefined),
    value,
  );
}

/** A copy with another value at a place, objects on the way to it made; `absent` takes the property or item out. */
export function withValue(value: unknown, [step, ...more]: Steps, to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    const index = Number(step);
    return more.length === 0 && to === absent
      ? value.filter((_item, other) => other !== index)
      : value.map((item, other) => (other === index ? withValue(item, more, to) : item));
  }
  const { [step]: before, ...others } = isObject(value) ? value : {};
  if (more.length === 0 && to === absent) return others;
  return { ...others, [step]: withValue(before, more, to) };
}

/** Maps every text in a value; keys stay as they are. */
export function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (!isObject(value) || isUnknown(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)]));
}

/** A path with its indices taken out, so that it stands for every item of a list. */
export function pathOf(steps: Steps): string {
  return showPath(steps).replaceAll(/\[\d+\]/g, '[]');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
