import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { backupDays } from '../azure/backup-days';
import { belongsTo } from '../azure/belonging';
import { expect, expectAtMost, expectWord, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

const backupVaultType = 'azure-native:recoveryservices:Vault';
const softDelete = 'properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays';
const immutability = 'properties.securitySettings.immutabilitySettings.state';
/** Days for which deleted backups last when nothing is said: the least that Azure admits. */
const softDeleteDefault = 14;

/**
 * What Azure keeps of a tenant after its deletion is gone when the deadline ends: soft-deleted vaults within the days
 * that the removal leaves, backups with their retention and soft delete together within the deadline, and nothing
 * of a storage account is immutable for longer; a backup vault whose immutability is locked can be deleted by nobody
 * before its last backup has expired. Left out, a key vault keeps 90 days, a backup vault 14 and is not immutable.
 * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview,
 * https://learn.microsoft.com/azure/backup/backup-azure-security-feature-cloud (2026-11-24),
 * https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept (2026-11-27)
 */
export const retentionFitsDeletionDeadline: Rule = {
  types: [
    'azure-native:keyvault:Vault',
    backupVaultType,
    'azure-native:recoveryservices:ProtectionPolicy',
    'azure-native:storage:StorageAccount',
  ],
  checkStack(stack, context) {
    const judged = stack
      .ofType(...(retentionFitsDeletionDeadline.types ?? []))
      .filter((resource) => belongsTo(resource, 'tenant', stack, context) !== undefined);
    if (judged.length === 0) return { notApplicable: 'the stack keeps nothing of a tenant' };
    return judged.flatMap((resource) => at(resource, judge(resource, stack, context)));
  },
};

function judge(resource: Resource, stack: StackView, { baseline }: Context): Result[] {
  const { deletedWithinDays, removedAfterDays } = baseline.lifecycle;
  const room = deletedWithinDays - removedAfterDays;
  const { type, properties } = resource;
  if (type === 'azure-native:keyvault:Vault') {
    return expectAtMost(properties.at('properties.softDeleteRetentionInDays'), room, 'days', {
      resource,
      value: 90,
    });
  }
  if (type === backupVaultType) {
    const state = properties.at(immutability);
    return [
      ...expectAtMost(properties.at(softDelete), room, 'days', { resource, value: softDeleteDefault }),
      ...(state.isAbsent ? [] : expectWord(state, ['Disabled', 'Unlocked'])),
    ];
  }
  if (type === 'azure-native:storage:StorageAccount') {
    const policy = properties.at('immutableStorageWithVersioning.immutabilityPolicy');
    const days = policy.key('immutabilityPeriodSinceCreationInDays');
    return policy.isAbsent || days.isAbsent ? [] : expectAtMost(days, deletedWithinDays, 'days');
  }
  const vault = stack.holderOf(resource, backupVaultType);
  const kept = vault?.properties.at(softDelete);
  if (kept === undefined || kept.isUnknown) {
    return [undetermined('vaultName', 'a vault of this stack whose soft delete is known')];
  }
  const left = deletedWithinDays - (kept.number ?? softDeleteDefault);
  return backupDays(properties.key('properties')).flatMap(({ place, days }) =>
    expect(
      place,
      `at most ${left} days, which the soft delete leaves of ${deletedWithinDays}`,
      () => days <= left,
    ),
  );
}
