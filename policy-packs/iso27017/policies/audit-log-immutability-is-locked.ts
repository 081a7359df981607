import { dayAt, isDay } from '../../../lib/lifecycle/calendar';
import { isAuditStore } from '../azure/audit-store';
import { asOf } from '../azure/leaving';
import { expectWord, undetermined } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * From the day in the configuration on, the immutability of the operators' audit log is locked: before, whoever may
 * write the account can take it back. Azure creates no account with a locked policy, and locking is a step that nobody
 * can undo, so each environment names its day. Left out of the account, nothing is locked.
 * https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope (2026-11-24)
 */
export const auditLogImmutabilityIsLocked: Rule = {
  types: ['azure-native:storage:StorageAccount'],
  config: {
    asOf,
    lockedFrom: {
      ...asOf,
      description:
        'The day in Japan Standard Time from which the audit log has to be locked, such as 2027-01-15; never when left out.',
    },
  },
  check(resource, context) {
    const { config, now } = context;
    const isAudit = isAuditStore(resource, context);
    if (isAudit === false) return { notApplicable: 'the account is not the store of the audit log' };
    const from = config['lockedFrom'];
    if (from === undefined) {
      return { notApplicable: 'the configuration names no day from which the audit log has to be locked' };
    }
    const state = resource.properties.at('immutableStorageWithVersioning.immutabilityPolicy.state');
    const today = config['asOf'] ?? dayAt(now);
    if (typeof from !== 'string' || typeof today !== 'string' || !isDay(from) || !isDay(today)) {
      const days =
        'judged on days of the calendar, as `lockedFrom` and `asOf` in the configuration have to be';
      return [undetermined(state, days)];
    }
    if (today < from) return { notApplicable: `the audit log has to be locked from ${from} on` };
    return isAudit === undefined
      ? [undetermined('tags', 'those of a store that is not the audit log')]
      : expectWord(state, ['Locked']);
  },
};
