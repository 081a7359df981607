import type { PlannedResource } from '../../../lib/resources/from-plan';
import type { Resource } from '../../../lib/resources/resource';
import { unknownLeaf, Value } from '../../../lib/resources/value';
import type { Context, Rule } from '../../../policy-packs/iso27017/framework/rule';
import { isFor, judgeOne, judgeStack } from './judge';
import { pathOf, type Steps } from './places';
import type { World } from './world';

/** Property paths by the types on which a rule read them: the ends only, not what it read on the way. */
export type Reads = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Which properties a rule reads of which types when it judges a plan. Each resource is shown through a proxy that notes
 * what is asked; putting the stack together, which asks every resource for its name, is not noted.
 */
export function readsOf(rule: Rule, world: World, config: Context['config']): Reads {
  const noted = new Map<string, Set<string>>();
  let isNoting = false;
  const watched = new Map<PlannedResource, Resource>();
  const see = (planned: PlannedResource): Resource => {
    const seen = world.seen(planned);
    const paths = noted.get(seen.type) ?? new Set<string>();
    noted.set(seen.type, paths);
    const note = (steps: Steps) => {
      if (isNoting) paths.add(pathOf(steps));
    };
    const resource = { ...seen, properties: Value.of(watch(plain(seen.properties), [], note)) };
    watched.set(planned, resource);
    return resource;
  };
  const stack = world.view(undefined, see);
  isNoting = true;
  for (const [planned, resource] of watched) {
    if (isFor(rule, planned)) judgeOne(rule, resource, config);
  }
  judgeStack(rule, stack, config);
  return new Map([...noted].map(([type, paths]) => [type, endsOf(paths)]));
}

function watch(value: unknown, steps: Steps, note: (steps: Steps) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const stepOf = (key: string) => [...steps, isList ? Number(key) : key];
  const isProperty = (key: string | symbol): key is string =>
    typeof key === 'string' && !(isList && !/^\d+$/.test(key));
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      if (!isProperty(key) || typeof found === 'function') return found;
      note(stepOf(key));
      return watch(found, stepOf(key), note);
    },
    getOwnPropertyDescriptor(target, key) {
      const own = Reflect.getOwnPropertyDescriptor(target, key);
      // Asked for, and not there: the property that is left out is what was read.
      if (own === undefined && isProperty(key)) note(stepOf(key));
      return own;
    },
  });
}

/** What a value holds, as plain data. */
function plain(value: Value): unknown {
  if (value.isUnknown) return unknownLeaf;
  if (value.isList) return value.items.map(plain);
  if (value.isObject) return Object.fromEntries(value.properties.map((item) => [item.name, plain(item)]));
  return value.text ?? value.boolean ?? value.number;
}

/** The paths that no other one goes on from. */
function endsOf(paths: ReadonlySet<string>): Set<string> {
  const all = [...paths];
  return new Set(all.filter((path) => !all.some((longer) => isBelow(longer, path))));
}

/** Whether a path leads to somewhere in what another leads to. */
export function isBelow(path: string, above: string): boolean {
  return path.length > above.length && path.startsWith(above) && /[.[]/.test(path.charAt(above.length));
}
