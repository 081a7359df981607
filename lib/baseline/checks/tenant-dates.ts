import type { Mistake } from '../mistake';
import type { Path } from '../show';
import type { Tenant } from '../types.generated';
import type { YamlDocument } from '../yaml-document';
import { impossibleDate } from './common';

/** A tenant that is of its schema, and where in the register it stands. */
export interface TenantEntry {
  readonly index: number;
  readonly tenant: Tenant;
}

type Dated = 'suspendedOn' | 'terminatedOn' | 'deletedOn' | 'deletionRecord';

const dated: readonly Dated[] = ['suspendedOn', 'terminatedOn', 'deletedOn', 'deletionRecord'];

/** What an entry must say in each state, and what it may say besides; nothing else of these. */
const states: Readonly<Record<Tenant['state'], { needs: readonly Dated[]; admits?: readonly Dated[] }>> = {
  planned: { needs: [] },
  active: { needs: [] },
  suspended: { needs: ['suspendedOn'] },
  terminating: { needs: ['terminatedOn'], admits: ['suspendedOn'] },
  deleted: { needs: ['terminatedOn', 'deletedOn', 'deletionRecord'], admits: ['suspendedOn'] },
};

/** Days that cannot come before another, and whether they may be the same day. */
const order: readonly (readonly [later: keyof Tenant, earlier: keyof Tenant, sameDay: boolean])[] = [
  ['suspendedOn', 'since', true],
  ['terminatedOn', 'since', true],
  ['terminatedOn', 'suspendedOn', true],
  ['deletedOn', 'terminatedOn', false],
];

/** Checks that a tenant's dates are of the calendar, belong to its state and follow each other. */
export function checkTenantDates(document: YamlDocument, { tenant, index }: TenantEntry): Mistake[] {
  const at = (key: string): Path => ['tenants', index, key];
  const { needs, admits = [] } = states[tenant.state];
  const impossible = (['since', 'suspendedOn', 'terminatedOn', 'deletedOn'] as const).flatMap((key) =>
    tenant[key] === undefined ? [] : impossibleDate(document, at(key), tenant[key]),
  );
  if (impossible.length > 0) return impossible;
  return [
    ...needs
      .filter((key) => tenant[key] === undefined)
      .map((key) => document.mistake(at('state'), `a tenant that is ${tenant.state} needs ${key}`)),
    ...dated
      .filter((key) => tenant[key] !== undefined && !needs.includes(key) && !admits.includes(key))
      .map((key) => document.mistake(at(key), `a tenant that is ${tenant.state} has no ${key}`)),
    ...order.flatMap(([later, earlier, sameDay]) => {
      const [after, before] = [tenant[later], tenant[earlier]];
      if (typeof after !== 'string' || typeof before !== 'string') return [];
      // Dates of this form are in the order of their letters.
      if (after > before || (sameDay && after === before)) return [];
      const expected = sameDay ? 'before' : 'not after';
      return [document.mistake(at(later), `${after} is ${expected} ${earlier} ${before}`)];
    }),
  ];
}

/**
 * Checks that what only one environment at a time can have is nobody else's: two entries may share it when the
 * environment of one was proven deleted before the other's service began.
 */
export function checkHolders(
  document: YamlDocument,
  key: 'slot' | 'host',
  tenants: readonly TenantEntry[],
): Mistake[] {
  const holders = new Map<string | number, TenantEntry[]>();
  return tenants.flatMap((entry) => {
    const value = entry.tenant[key];
    const earlier = holders.get(value) ?? [];
    holders.set(value, [...earlier, entry]);
    const holder = earlier.find(({ tenant }) => !isApart(tenant, entry.tenant));
    if (holder === undefined) return [];
    const { line } = document.placeOf(['tenants', holder.index, key]);
    const shown = typeof value === 'string' ? `"${value}"` : value;
    const by = `by tenant ${holder.tenant.id} on line ${line}`;
    const gone = holder.tenant.deletedOn ?? entry.tenant.deletedOn;
    const until = gone === undefined ? '' : ` and free only after ${gone}, when that environment was deleted`;
    return [
      document.mistake(['tenants', entry.index, key], `the ${key} ${shown} is already taken ${by}${until}`),
    ];
  });
}

function isApart(one: Tenant, other: Tenant): boolean {
  return isBefore(one, other) || isBefore(other, one);
}

function isBefore(one: Tenant, other: Tenant): boolean {
  return one.state === 'deleted' && one.deletedOn !== undefined && one.deletedOn < other.since;
}
