import type { Tenant } from '../baseline/types.generated';
import type { Day } from './calendar';

/**
 * The lowest slot that an environment which begins on a day can have: nobody's, or that of an environment which
 * was proven deleted before. `undefined` when the address plan has none left.
 */
export function nextFreeSlot(tenants: readonly Tenant[], slots: number, since: Day): number | undefined {
  const taken = new Set(tenants.filter((tenant) => !isFree(tenant, since)).map(({ slot }) => slot));
  for (let slot = 0; slot < slots; slot += 1) if (!taken.has(slot)) return slot;
  return undefined;
}

function isFree({ state, deletedOn }: Tenant, since: Day): boolean {
  return state === 'deleted' && deletedOn !== undefined && deletedOn < since;
}
