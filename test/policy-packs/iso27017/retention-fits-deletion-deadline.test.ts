import { retentionFitsDeletionDeadline } from '../../../policy-packs/iso27017/policies/retention-fits-deletion-deadline';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const tags = { 'yosai-tenant': 'aoba' };
const keyVault = (properties: object, owner: unknown = tags, type = 'azure-native:keyvault:Vault') => ({
  stack: [{ type, properties: { vaultName: 'kv', properties, tags: owner } }],
});
const account = (immutableStorageWithVersioning: unknown) => ({
  stack: [
    { type: 'azure-native:storage:StorageAccount', properties: { tags, immutableStorageWithVersioning } },
  ],
});
const immutable = (days: unknown) =>
  account({ enabled: true, immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: days } });
const keeps = (days: unknown) => ({
  securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays: days } },
});
const backupVault = (properties: object) => ({
  type: 'azure-native:recoveryservices:Vault',
  name: 'vault',
  properties: { vaultName: 'rsv', resourceGroupName: 'rg', properties, tags },
});
const duration = (count: unknown, durationType: unknown = 'Days') => ({
  retentionDuration: { count, durationType },
});
const backups = (vault: object, retentionPolicy: unknown) => ({
  stack: [
    {
      type: 'azure-native:resources:ResourceGroup',
      name: 'group',
      properties: { resourceGroupName: 'rg', tags },
    },
    backupVault(vault),
    {
      type: 'azure-native:recoveryservices:ProtectionPolicy',
      properties: { vaultName: 'rsv', resourceGroupName: 'rg', properties: { retentionPolicy } },
    },
  ],
});
const left = 'at most 16 days, which the soft delete leaves of 30';
const daily = 'properties.retentionPolicy.dailySchedule.retentionDuration.count';

describePolicy('retention-fits-deletion-deadline', retentionFitsDeletionDeadline, {
  compliant: {
    'a key vault with the shortest soft delete': keyVault({ softDeleteRetentionInDays: 7 }),
    'a key vault that is gone on the day of the deadline': keyVault({ softDeleteRetentionInDays: 15 }),
    'backups that fit together with the soft delete of their vault': backups(keeps(14), {
      dailySchedule: duration(16),
      weeklySchedule: duration(2, 'Weeks'),
    }),
    'backups in a vault that says nothing, which keeps 14 days': backups({}, duration(16)),
    'an account that nothing is immutable in': account(undefined),
    'an account whose blobs can be deleted in time': immutable(30),
  },
  violated: {
    'a key vault that keeps too long': {
      ...keyVault({ softDeleteRetentionInDays: 16 }),
      says: ['it: properties.softDeleteRetentionInDays must be at most 15 days, found 16'],
    },
    'a key vault that says nothing': {
      ...keyVault({}),
      says: [
        'it: properties.softDeleteRetentionInDays must be at most 15 days, found nothing, which Azure takes as 90',
      ],
    },
    'a backup vault whose immutability nobody can end': {
      stack: [
        backupVault({
          securitySettings: {
            softDeleteSettings: { softDeleteRetentionPeriodInDays: 14 },
            immutabilitySettings: { state: 'Locked' },
          },
        }),
      ],
      says: [
        'vault: properties.securitySettings.immutabilitySettings.state must be Disabled or Unlocked, found Locked',
      ],
    },
    'a backup vault that keeps too long': {
      stack: [backupVault(keeps(30))],
      says: [
        'vault: properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays must be at most 15 days, found 30',
      ],
    },
    'daily backups that are kept too long': {
      ...backups(keeps(14), { dailySchedule: duration(17) }),
      says: [`it: ${daily} must be ${left}, found 17`],
    },
    'monthly backups, counted at their longest': {
      ...backups(keeps(14), { dailySchedule: duration(7), monthlySchedule: duration(1, 'Months') }),
      says: [
        `it: properties.retentionPolicy.monthlySchedule.retentionDuration.count must be ${left}, found 1`,
      ],
    },
    'a duration that cannot be read': {
      ...backups(keeps(14), { dailySchedule: duration(1, 'Moons') }),
      says: [`it: ${daily} must be ${left}, found 1`],
    },
    'blobs that cannot be deleted before the deadline': {
      ...immutable(31),
      says: [
        'it: immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays must be at most 30 days, found 31',
      ],
    },
  },
  undetermined: {
    'days that are not known yet': {
      ...keyVault({ softDeleteRetentionInDays: unknown }),
      says: [
        'it: properties.softDeleteRetentionInDays is not known before deployment, must be at most 15 days',
      ],
    },
    'a retention that is not known yet': {
      ...backups(keeps(14), { dailySchedule: duration(unknown) }),
      says: [`it: ${daily} is not known before deployment, must be ${left}`],
    },
    'a policy in a vault of another stack': {
      stack: [
        {
          type: 'azure-native:resources:ResourceGroup',
          name: 'group',
          properties: { resourceGroupName: 'rg', tags },
        },
        {
          type: 'azure-native:recoveryservices:ProtectionPolicy',
          properties: { vaultName: 'far', resourceGroupName: 'rg', properties: {} },
        },
      ],
      says: [
        'it: vaultName is not known before deployment, must be a vault of this stack whose soft delete is known',
      ],
    },
  },
  notApplicable: {
    'a vault of the platform': {
      ...keyVault({ softDeleteRetentionInDays: 90 }, { 'yosai-owner': 'operator' }),
      because: 'the stack keeps nothing of a tenant',
    },
    'a stack that keeps nothing': {
      stack: [{ type: 'azure-native:network:VirtualNetwork', properties: { tags } }],
      because:
        'the stack has none of azure-native:keyvault:Vault, azure-native:recoveryservices:Vault, azure-native:recoveryservices:ProtectionPolicy, azure-native:storage:StorageAccount',
    },
  },
});
