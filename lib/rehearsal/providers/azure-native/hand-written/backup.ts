import type { CompositeMapper } from '@azure/core-client';
import {
  between,
  choice,
  flag,
  identity,
  list,
  located,
  number,
  object,
  required,
  tags,
  text,
  texts,
} from './fields';

const state = choice('Disabled', 'Enabled');
const alwaysOn = choice('Disabled', 'Enabled', 'AlwaysON');
const duration = object('RetentionDuration', {
  count: number,
  durationType: choice('Days', 'Weeks', 'Months', 'Years'),
});
const retention = { retentionTimes: texts, retentionDuration: duration };

/** Models of backups of machines; those of other kinds are refused. https://learn.microsoft.com/rest/api/recoveryservices/ (2026-11) */
export const backup = {
  RecoveryVault: object('RecoveryVault', {
    ...located,
    identity,
    sku: object('Sku', { name: required(choice('Standard', 'RS0')), tier: text }),
    properties: object('VaultProperties', {
      encryption: object('VaultPropertiesEncryption', {
        infrastructureEncryption: state,
        kekIdentity: object('CmkKekIdentity', {
          useSystemAssignedIdentity: flag,
          userAssignedIdentity: text,
        }),
        keyVaultProperties: object('CmkKeyVaultProperties', { keyUri: text }),
      }),
      monitoringSettings: object('MonitoringSettings', {
        azureMonitorAlertSettings: object('AzureMonitorAlertSettings', {
          alertsForAllJobFailures: state,
          alertsForAllReplicationIssues: state,
          alertsForAllFailoverIssues: state,
        }),
        classicAlertSettings: object('ClassicAlertSettings', {
          alertsForCriticalOperations: state,
          emailNotificationsForSiteRecovery: state,
        }),
      }),
      publicNetworkAccess: state,
      redundancySettings: object('RedundancySettings', {
        standardTierStorageRedundancy: choice('LocallyRedundant', 'GeoRedundant', 'ZoneRedundant'),
        crossRegionRestore: state,
      }),
      restoreSettings: object('RestoreSettings', {
        crossSubscriptionRestoreSettings: object('CrossSubscriptionRestoreSettings', {
          crossSubscriptionRestoreState: choice('Disabled', 'Enabled', 'PermanentlyDisabled'),
        }),
      }),
      securitySettings: object('SecuritySettings', {
        immutabilitySettings: object('ImmutabilitySettings', {
          state: choice('Disabled', 'Unlocked', 'Locked'),
        }),
        softDeleteSettings: object('SoftDeleteSettings', {
          softDeleteState: alwaysOn,
          enhancedSecurityState: alwaysOn,
          softDeleteRetentionPeriodInDays: between(14, 180),
        }),
      }),
    }),
  }),
  ProtectionPolicy: object('ProtectionPolicy', {
    tags,
    properties: required(
      object('AzureIaaSVMProtectionPolicy', {
        backupManagementType: required(choice('AzureIaasVM')),
        policyType: choice('V1', 'V2'),
        timeZone: text,
        instantRPDetails: object('InstantRPAdditionalDetails', {
          azureBackupRGNamePrefix: text,
          azureBackupRGNameSuffix: text,
        }),
        instantRpRetentionRangeInDays: between(1, 30),
        retentionPolicy: object('LongTermRetentionPolicy', {
          retentionPolicyType: required(choice('LongTermRetentionPolicy')),
          dailySchedule: object('DailyRetentionSchedule', retention),
          weeklySchedule: object('WeeklyRetentionSchedule', { ...retention, daysOfTheWeek: texts }),
        }),
        schedulePolicy: object('SimpleSchedulePolicyV2', {
          schedulePolicyType: required(choice('SimpleSchedulePolicyV2')),
          scheduleRunFrequency: choice('Hourly', 'Daily', 'Weekly'),
          dailySchedule: object('DailySchedule', { scheduleRunTimes: texts }),
          hourlySchedule: object('HourlySchedule', {
            interval: number,
            scheduleWindowStartTime: text,
            scheduleWindowDuration: number,
          }),
          weeklySchedule: object('WeeklySchedule', { scheduleRunDays: texts, scheduleRunTimes: texts }),
        }),
      }),
    ),
  }),
  ProtectedItem: object('ProtectedItem', {
    tags,
    properties: required(
      object('AzureIaaSComputeVMProtectedItem', {
        protectedItemType: required(choice('Microsoft.Compute/virtualMachines', 'AzureIaaSVMProtectedItem')),
        policyId: text,
        sourceResourceId: text,
        protectionState: text,
        extendedProperties: object('ExtendedProperties', {
          diskExclusionProperties: object('DiskExclusionProperties', {
            diskLunList: list(number),
            isInclusionList: flag,
          }),
        }),
      }),
    ),
  }),
} satisfies Record<string, CompositeMapper>;
