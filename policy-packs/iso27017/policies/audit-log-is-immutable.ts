import { isAuditStore } from '../azure/audit-store';
import { expectAtLeast, expectBoolean, expectWord, undetermined } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** States in which immutability holds; a locked policy can no longer be taken back. */
const states = ['Unlocked', 'Locked'];

/**
 * The store of the operators' audit log keeps every version unchanged for the baseline's days, said for the whole
 * account: the policy of a single container cannot be locked by this provider. Left out, nothing is immutable.
 * https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope (2026-11-23)
 */
export const auditLogIsImmutable: Rule = {
  types: ['azure-native:storage:StorageAccount'],
  check(resource, context) {
    const { auditRetentionDays, auditImmutability } = context.baseline.dataStores.logs;
    const isAudit = isAuditStore(resource, context);
    if (isAudit === undefined) return [undetermined('tags', 'those of a store that is not the audit log')];
    if (!isAudit) return { notApplicable: 'the account is not the store of the audit log' };
    const immutable = resource.properties.key('immutableStorageWithVersioning');
    const policy = immutable.key('immutabilityPolicy');
    return [
      ...expectBoolean(immutable.key('enabled'), true, { resource, value: false }),
      ...expectWord(policy.key('state'), states.slice(states.indexOf(auditImmutability))),
      ...expectAtLeast(policy.key('immutabilityPeriodSinceCreationInDays'), auditRetentionDays, 'days'),
    ];
  },
};
