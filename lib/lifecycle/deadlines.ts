import type { LifecycleBaseline, Tenant } from '../baseline/types.generated';
import { addDays, type Day } from './calendar';

/** The days that follow from a customer's last day of service. */
export interface Deadlines {
  /** Day D: the last on which the service can be used. */
  readonly lastDay: Day;
  /** The first day on which it cannot be reached. */
  readonly closedFrom: Day;
  /** From this day on the engine may delete what holds data. */
  readonly releasedFrom: Day;
  /** From this day on the environment is no longer built. */
  readonly removedFrom: Day;
  /** At the end of this day nothing of it may be left. */
  readonly goneBy: Day;
}

/** The deadlines of a last day of service. White paper section 10. */
export function deadlinesOf(lastDay: Day, lifecycle: LifecycleBaseline): Deadlines {
  return {
    lastDay,
    closedFrom: addDays(lastDay, lifecycle.closedAfterDays),
    releasedFrom: addDays(lastDay, lifecycle.releasedAfterDays),
    removedFrom: addDays(lastDay, lifecycle.removedAfterDays),
    goneBy: addDays(lastDay, lifecycle.deletedWithinDays),
  };
}

/** The deadlines of a tenant that leaves or has left; `undefined` for one that stays. */
export function tenantDeadlines(tenant: Tenant, lifecycle: LifecycleBaseline): Deadlines | undefined {
  return tenant.terminatedOn === undefined ? undefined : deadlinesOf(tenant.terminatedOn, lifecycle);
}
