import type { LifecycleBaseline, Tenant } from '../baseline/types.generated';
import type { Day } from './calendar';
import { tenantDeadlines } from './deadlines';

/**
 * Where a tenant stands on a day:
 * - `notYet`: planned, nothing is built;
 * - `inService`: built and open, also before the first day of service, so that it can be tried;
 * - `suspended`: closed for the time being, everything is kept;
 * - `guarded`: the last day is over; closed, data kept and guarded against deletion;
 * - `released`: still there and closed, but the engine may delete it;
 * - `removed`: no longer part of the program, so the next deployment deletes it;
 * - `overdue`: the deadline is over and the deletion is not proven;
 * - `gone`: proven deleted.
 */
export type Phase =
  | 'notYet'
  | 'inService'
  | 'suspended'
  | 'guarded'
  | 'released'
  | 'removed'
  | 'overdue'
  | 'gone';

/** The phase of a tenant on a day. A deletion that the register proves counts from its day on. */
export function phaseOf(tenant: Tenant, day: Day, lifecycle: LifecycleBaseline): Phase {
  if (tenant.state === 'planned') return 'notYet';
  if (tenant.deletedOn !== undefined && day >= tenant.deletedOn) return 'gone';
  const deadlines = tenantDeadlines(tenant, lifecycle);
  if (deadlines !== undefined && day > deadlines.goneBy) return 'overdue';
  if (deadlines !== undefined && day >= deadlines.removedFrom) return 'removed';
  if (deadlines !== undefined && day >= deadlines.releasedFrom) return 'released';
  if (deadlines !== undefined && day >= deadlines.closedFrom) return 'guarded';
  return isSuspended(tenant, day) ? 'suspended' : 'inService';
}

/** One that is suspended from its first day on is closed before it, too: it was never open. */
function isSuspended({ suspendedOn, since }: Tenant, day: Day): boolean {
  return suspendedOn !== undefined && (day >= suspendedOn || (suspendedOn === since && day < since));
}

/** How an environment is to be built. */
export interface Building {
  /** Whether the service can be reached. */
  readonly open: boolean;
  /** Whether the engine refuses to delete what holds data. */
  readonly guarded: boolean;
}

const buildings: Readonly<Record<Phase, Building | undefined>> = {
  notYet: undefined,
  inService: { open: true, guarded: true },
  suspended: { open: false, guarded: true },
  guarded: { open: false, guarded: true },
  released: { open: false, guarded: false },
  removed: undefined,
  overdue: undefined,
  gone: undefined,
};

/** How a tenant in a phase is built; `undefined` when it is not built at all. */
export function buildingIn(phase: Phase): Building | undefined {
  return buildings[phase];
}
