import type { PlannedResource } from '../../../lib/resources/from-plan';
import { isObject, leavesOf, type Steps, valueAt } from './places';
import type { Place } from './rows';
import type { World } from './world';

/** Regions outside Japan in Azure's spellings, near words, and words that name no region. */
export const foreignRegions: readonly unknown[] = [
  'westeurope',
  'West Europe',
  'EASTASIA',
  'koreacentral',
  'eastus2',
  'japan',
  'japaneast2',
  'asia',
  'Japan South',
  '',
  0,
];

/** Spellings of Japan's regions that Azure takes as the same. */
export const japaneseRegions: readonly string[] = [
  'japanwest',
  'Japan West',
  'JapanWest',
  'japan west',
  'JAPANEAST',
  'Japan East',
];

/** Words for a switch that has to be on, all of which leave it off or say nothing. */
export const notTrue: readonly unknown[] = [false, 'false', 'False', 'no', '', 0, 'disabled'];
/** Words for a switch that has to be off. */
export const notFalse: readonly unknown[] = [true, 'true', 'TRUE', 'yes', '', 1, 'Enabled'];

/** Other spellings of a word that Azure compares without regard to case. */
export const spellings = (word: string): readonly string[] => [word.toLowerCase(), word.toUpperCase()];

const subscriptionId = '00000000-0000-4000-8000-000000000001';

/** The same id in another subscription. */
export const inOtherSubscription = (id: unknown): string =>
  `${id}`.replace(subscriptionId, '99999999-0000-4000-8000-000000000001');

/** The Azure id of something in a resource group. */
export function azureId(group: string, ...path: readonly string[]): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${path.join('/')}`;
}

export const tagsOf = ({ inputs }: PlannedResource): Readonly<Record<string, unknown>> =>
  isObject(inputs['tags']) ? inputs['tags'] : {};

export const tenantOf = (resource: PlannedResource): unknown => tagsOf(resource)['yosai-tenant'];

/** Whose tags a mutant is about. */
export const hasTag = (key: string, value?: unknown) => (resource: PlannedResource) =>
  value === undefined ? tagsOf(resource)[key] !== undefined : tagsOf(resource)[key] === value;

/** Every place in a resource that holds an Azure id. */
export function idPlaces({ inputs }: PlannedResource): Steps[] {
  return leavesOf(inputs).filter((steps) => {
    const value = valueAt(inputs, steps);
    return typeof value === 'string' && value.startsWith('/subscriptions/');
  });
}

const pools = new WeakMap<World, ReadonlyMap<string, readonly string[]>>();
const kindOf = (id: string) =>
  id
    .split('/')
    .filter((_part, index) => index % 2 === 1 || index === 6)
    .join('/')
    .toLowerCase();

/** Every id in a plan by the kind of what it names, such as `…/virtualNetworks/subnets`. */
function idsOf(world: World): ReadonlyMap<string, readonly string[]> {
  const known = pools.get(world);
  if (known !== undefined) return known;
  const ids = new Set<string>();
  for (const resource of world.resources) {
    for (const steps of idPlaces(resource)) ids.add(String(valueAt(resource.inputs, steps)));
  }
  const pool = new Map<string, string[]>();
  for (const id of ids) pool.set(kindOf(id), [...(pool.get(kindOf(id)) ?? []), id]);
  pools.set(world, pool);
  return pool;
}

/** Ids of the same kind as the one at a place, which other resources of the plan use. */
export function otherIds(before: unknown, { world }: Place): readonly string[] {
  if (typeof before !== 'string') return [];
  return (idsOf(world).get(kindOf(before)) ?? []).filter((id) => id !== before);
}

const tenants = ['aoba', 'kita', 'minato'];

/** The ids of the same kind that another tenant uses, told by the names of its groups. */
export function idsOfOtherTenants(before: unknown, place: Place): readonly string[] {
  const own = tenants.find((tenant) => `${before}`.includes(tenant)) ?? String(tenantOf(place.resource));
  return otherIds(before, place).filter((id) =>
    tenants.some((tenant) => tenant !== own && id.includes(`-${tenant}-`)),
  );
}
