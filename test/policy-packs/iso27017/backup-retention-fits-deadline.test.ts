import { backupRetentionFitsDeadline } from '../../../policy-packs/iso27017/policies/backup-retention-fits-deadline';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const lasting = (count: unknown, durationType = 'Days') => ({ retentionDuration: { count, durationType } });
const policy = (retentionPolicy: unknown): Shown => ({
  type: 'azure-native:recoveryservices:ProtectionPolicy',
  name: 'daily',
  properties: { resourceGroupName: 'rg', vaultName: 'rsv', properties: { retentionPolicy } },
});
const vault = (softDeleteRetentionPeriodInDays: unknown): Shown => ({
  type: 'azure-native:recoveryservices:Vault',
  name: 'vault',
  properties: {
    resourceGroupName: 'rg',
    vaultName: 'rsv',
    properties: { securitySettings: { softDeleteSettings: { softDeleteRetentionPeriodInDays } } },
  },
});

describePolicy('backup-retention-fits-deadline', backupRetentionFitsDeadline, {
  compliant: {
    'two weeks and two weeks': { stack: [vault(14), policy({ dailySchedule: lasting(14) })] },
    'a vault outside of the stack, with the default': { stack: [policy({ dailySchedule: lasting(16) })] },
    'the simple form': { stack: [vault(14), policy(lasting(2, 'Weeks'))] },
  },
  violated: {
    'a day too long': {
      stack: [vault(14), policy({ dailySchedule: lasting(17) })],
      says: [
        'daily: properties.retentionPolicy must be at most 30 days with soft delete, found 17 and 14 days',
      ],
    },
    'a longer soft delete': {
      stack: [vault(30), policy({ dailySchedule: lasting(14) })],
      says: [
        'daily: properties.retentionPolicy must be at most 30 days with soft delete, found 14 and 30 days',
      ],
    },
    'a monthly backup beside the daily one': {
      stack: [vault(14), policy({ dailySchedule: lasting(7), monthlySchedule: lasting(2, 'Months') })],
      says: [
        'daily: properties.retentionPolicy must be at most 30 days with soft delete, found 62 and 14 days',
      ],
    },
    'no duration at all': {
      stack: [vault(14), policy({})],
      says: ['daily: properties.retentionPolicy must be at most 30 days with soft delete, found no duration'],
    },
  },
  undetermined: {
    'days that are not known yet': {
      stack: [vault(14), policy({ dailySchedule: lasting(unknown) })],
      says: [
        'daily: properties.retentionPolicy is not known before deployment, must be at most 30 days with soft delete',
      ],
    },
    'a soft delete that is not known yet': {
      stack: [vault(unknown), policy({ dailySchedule: lasting(14) })],
      says: [
        'daily: properties.retentionPolicy is not known before deployment, must be at most 30 days with soft delete',
      ],
    },
  },
  notApplicable: {
    'a vault without a policy': { stack: [vault(14)], because: 'the stack holds no backup policy' },
  },
});
