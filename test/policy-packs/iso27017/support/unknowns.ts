import { isDeepStrictEqual } from 'node:util';
import { showPath } from '../../../../lib/baseline/show';
import type { Case } from './describe-policy';
import { type Answer, type Shown, unknown } from './pack-run';

type Step = string | number;

/** A place in the properties of a resource of a case, or of its provider. */
interface Place {
  readonly resource: number;
  readonly of: 'properties' | 'provider';
  readonly steps: readonly Step[];
}

/** Values of all kinds that a place may hold instead. */
const others: readonly unknown[] = [
  undefined,
  'other',
  '',
  'Enabled',
  'Disabled',
  true,
  false,
  0,
  1_000_000,
  [],
  ['other'],
  {},
  { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/other' },
];

/**
 * Replaces each property that a rule reads of a compliant case by one that is not known, one at a time. Whatever decides
 * has to be undetermined then, or violated already: a place that passes silently is named when some known value there
 * is refused.
 */
export function silentUnknowns(row: Case, judge: (row: Case) => Answer): string[] {
  return readPlaces(row, judge).flatMap((place) => {
    if (said(judge(withValue(row, place, unknown)))) return [];
    const refused = others.find((value) => judge(withValue(row, place, value)).violated.length > 0);
    const isRefused = refused !== undefined || judge(withValue(row, place, undefined)).violated.length > 0;
    return isRefused
      ? [`${describePlace(row, place)}: ${JSON.stringify(refused) ?? 'nothing'} is refused there`]
      : [];
  });
}

function said({ violated, undetermined }: Answer): boolean {
  return violated.length + undetermined.length > 0;
}

function describePlace(row: Case, { resource, of, steps }: Place): string {
  const { name = 'it' } = resourcesOf(row)[resource] ?? {};
  return `${name}${of === 'provider' ? ' provider' : ''} ${showPath(steps)}`;
}

function resourcesOf({ resource, stack }: Case): readonly Shown[] {
  return stack ?? (resource === undefined ? [] : [resource]);
}

/** Every place that is looked at while a case is judged, there or not. */
function readPlaces(row: Case, judge: (row: Case) => Answer): Place[] {
  const places: Place[] = [];
  const watch = (resource: number, of: Place['of'], root: object | undefined) =>
    root &&
    watched(root, [], (steps) => {
      const place = { resource, of, steps };
      if (!places.some((one) => isDeepStrictEqual(one, place))) places.push(place);
    });
  judge(
    withResources(row, (shown, index) => {
      const provider = watch(index, 'provider', shown.provider);
      const properties = watch(index, 'properties', shown.properties) ?? {};
      return { ...shown, properties, ...(provider && { provider }) } as Shown;
    }),
  );
  return places;
}

function watched<T extends object>(
  value: T,
  steps: readonly Step[],
  note: (steps: readonly Step[]) => void,
): T {
  const below = (key: string | symbol): readonly Step[] | undefined => {
    if (typeof key === 'symbol') return undefined;
    if (!Array.isArray(value)) return [...steps, key];
    return /^\d+$/.test(key) ? [...steps, Number(key)] : undefined;
  };
  return new Proxy(value, {
    getOwnPropertyDescriptor(target, key) {
      const path = below(key);
      if (path !== undefined) note(path);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      const path = below(key);
      if (path === undefined) return found;
      note(path);
      return typeof found === 'object' && found !== null ? watched(found, path, note) : found;
    },
  });
}

/** The case with another value at one place; `undefined` takes it away. */
function withValue(row: Case, { resource, of, steps }: Place, value: unknown): Case {
  return withResources(row, (shown, index) =>
    index === resource ? ({ ...shown, [of]: put(shown[of] ?? {}, steps, value) } as Shown) : shown,
  );
}

function withResources(row: Case, change: (shown: Shown, index: number) => Shown): Case {
  const { resource, stack } = row;
  return {
    ...row,
    ...(resource && { resource: change(resource, 0) }),
    ...(stack && { stack: stack.map(change) }),
  };
}

function put(holder: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  const below = put((holder as Record<Step, unknown> | undefined)?.[step], rest, value);
  if (Array.isArray(holder)) {
    return below === undefined
      ? holder.filter((_, index) => index !== step)
      : holder.map((item, index) => (index === step ? below : item));
  }
  const { [step]: _, ...others } = (holder ?? {}) as Record<Step, unknown>;
  return below === undefined ? others : { ...others, [step]: below };
}
