import { isAuditStore } from '../azure/audit-store';
import { expectWord, undetermined } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * The immutability of the operators' audit log is locked: until then whoever may write the account can take it back.
 * Azure creates no account with a locked policy, so a new environment is told of it until it is locked by a step of
 * its own, which nobody can undo. Left out, nothing is locked.
 * https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope (2026-11-24)
 */
export const auditLogImmutabilityIsLocked: Rule = {
  types: ['azure-native:storage:StorageAccount'],
  check(resource, context) {
    const isAudit = isAuditStore(resource, context);
    if (isAudit === undefined) return [undetermined('tags', 'those of a store that is not the audit log')];
    if (!isAudit) return { notApplicable: 'the account is not the store of the audit log' };
    return expectWord(resource.properties.at('immutableStorageWithVersioning.immutabilityPolicy.state'), [
      'Locked',
    ]);
  },
};
