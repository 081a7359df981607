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
  return tried(readPlaces(row, judge)).flatMap((place) => {
    if (isGivenOtherwise(place) || isTold(row, place, judge)) return [];
    const refused = othersAt(place).filter((value) => {
      // An item of a list is one, known or not.
      if (value === undefined && typeof place.steps.at(-1) === 'number') return false;
      return judge(withValue(row, place, value)).violated.length > 0;
    });
    if (refused.length === 0) return [];
    return [`${describePlace(row, place)}: ${JSON.stringify(refused[0]) ?? 'nothing'} is refused there`];
  });
}

/** Azure refuses any other direction, and to go without. */
function othersAt({ steps }: Place): readonly unknown[] {
  return steps.at(-1) === 'direction' ? ['Inbound', 'Outbound'] : others;
}

/**
 * Of a case with more places than this, such as a whole stack of which a rule reads everything, as many are tried, spread
 * evenly.
 */
const mostPlaces = 40;

function tried(places: readonly Place[]): readonly Place[] {
  const step = Math.max(1, places.length / mostPlaces);
  return places.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** Whether a value that is not known is told of, by the resource or by the stack that it stands in. */
function isTold(row: Case, place: Place, judge: (row: Case) => Answer): boolean {
  const open = madeFromNothing(withValue(row, place, unknown), place);
  if (said(judge(open))) return true;
  const { resource, ...rest } = open;
  if (resource === undefined) return false;
  // Alone in a stack, much about a resource is open; what counts is what is said of the place.
  const path = showPath(place.steps);
  return judge({ ...rest, stack: [resource] }).undetermined.some((line) => line.includes(`: ${path}`));
}

/**
 * Places where what is not known is not left open, and why: a resource is found by its type and name alone where the group
 * is not known, unless two have the name (`StackView.find`); the subscription may come from the environment, which no
 * plan shows.
 */
function isGivenOtherwise({ of, steps }: Place): boolean {
  return of === 'provider' ? steps[0] === 'subscriptionId' : steps[0] === 'resourceGroupName';
}

/** The case in which nobody knows either what the place was made from. */
function madeFromNothing(row: Case, { resource, steps }: Place): Case {
  return withResources(row, (shown, index) => {
    if (index !== resource || shown.madeFrom === undefined) return shown;
    const madeFrom = Object.entries(shown.madeFrom).filter(([property]) => property !== steps[0]);
    return { ...shown, madeFrom: Object.fromEntries(madeFrom) };
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
  const places = new Map<string, Place>();
  const watch = (resource: number, of: Place['of'], root: object | undefined) =>
    root &&
    watched(root, [], (steps) => {
      places.set(JSON.stringify([resource, of, steps]), { resource, of, steps });
    });
  judge(
    withResources(row, (shown, index) => {
      const provider = watch(index, 'provider', shown.provider);
      const properties = watch(index, 'properties', shown.properties) ?? {};
      return { ...shown, properties, ...(provider && { provider }) } as Shown;
    }),
  );
  return [...places.values()];
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
