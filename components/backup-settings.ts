import type { ProtectionPolicyArgs, VaultArgs } from '@pulumi/azure-native/recoveryservices';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

/**
 * What a backup vault is: closed to networks, encrypted with the given key in whichever version is newest, its
 * copies as the baseline asks, and deleted backups kept for the baseline's days, whoever deleted them.
 * https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk (2026-11-24): the key is set before the first
 * item is protected.
 * https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-about (2026-11-24)
 */
export function recoveryVaultProperties(
  deployment: Deployment,
  { identityId, keyUri }: { identityId: pulumi.Input<string>; keyUri: pulumi.Input<string> },
) {
  const { redundancy, softDeleteDays, softDeleteState } = deployment.baseline.dataStores.backup;
  return {
    publicNetworkAccess: 'Disabled',
    encryption: {
      infrastructureEncryption: 'Enabled',
      kekIdentity: { useSystemAssignedIdentity: false, userAssignedIdentity: identityId },
      keyVaultProperties: { keyUri },
    },
    redundancySettings: { standardTierStorageRedundancy: redundancy, crossRegionRestore: 'Disabled' },
    securitySettings: {
      softDeleteSettings: {
        softDeleteState,
        softDeleteRetentionPeriodInDays: softDeleteDays,
        enhancedSecurityState: softDeleteState,
      },
    },
    restoreSettings: {
      crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: 'Disabled' },
    },
    monitoringSettings: {
      azureMonitorAlertSettings: { alertsForAllJobFailures: 'Enabled' },
      classicAlertSettings: { alertsForCriticalOperations: 'Disabled' },
    },
  } satisfies VaultArgs['properties'];
}

/**
 * One backup a day, kept for the baseline's days. Azure wants a whole date with a time and takes the time of it, in
 * the time zone that is named beside it. Snapshots lie in a group that Azure makes, of the given name and a number.
 * https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-createorupdatepolicy (2026-11-24)
 */
export function dailyBackup(deployment: Deployment, snapshotGroup: string) {
  const { timeZone, timeOfDay, frequency, instantRestoreDays, retentionDays } =
    deployment.baseline.dataStores.backup;
  const times = [`2026-01-01T${timeOfDay}:00Z`];
  return {
    backupManagementType: 'AzureIaasVM',
    policyType: 'V2',
    timeZone,
    instantRpRetentionRangeInDays: instantRestoreDays,
    instantRPDetails: { azureBackupRGNamePrefix: `${snapshotGroup}-` },
    schedulePolicy: {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: frequency,
      dailySchedule: { scheduleRunTimes: times },
    },
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: {
        retentionTimes: times,
        retentionDuration: { count: retentionDays, durationType: 'Days' },
      },
    },
  } satisfies ProtectionPolicyArgs['properties'];
}
