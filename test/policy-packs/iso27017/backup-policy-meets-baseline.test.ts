import { backupPolicyMeetsBaseline } from '../../../policy-packs/iso27017/policies/backup-policy-meets-baseline';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const daily = {
  backupManagementType: 'AzureIaasVM',
  schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicyV2', scheduleRunFrequency: 'Daily' },
  retentionPolicy: {
    retentionPolicyType: 'LongTermRetentionPolicy',
    dailySchedule: { retentionDuration: { count: 14, durationType: 'Days' } },
  },
};
const policy = (properties: object = daily): Shown => ({
  type: 'azure-native:recoveryservices:ProtectionPolicy',
  name: 'policy',
  properties: { resourceGroupName: 'rg', vaultName: 'rsv', policyName: 'daily', properties },
});
const kept = (count: unknown, durationType: unknown) => ({
  resource: policy({
    ...daily,
    retentionPolicy: {
      retentionPolicyType: 'LongTermRetentionPolicy',
      dailySchedule: { retentionDuration: { count, durationType } },
    },
  }),
});
const run = (scheduleRunFrequency: unknown, schedulePolicyType = 'SimpleSchedulePolicyV2') => ({
  resource: policy({ ...daily, schedulePolicy: { schedulePolicyType, scheduleRunFrequency } }),
});
const item = (policyId: unknown): Shown => ({
  type: 'azure-native:recoveryservices:ProtectedItem',
  name: 'item',
  properties: { resourceGroupName: 'rg', vaultName: 'rsv', properties: { policyId } },
});
const id = (vault: string, name: string) =>
  `/subscriptions/1/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/${vault}/backupPolicies/${name}`;
const place = 'retentionPolicy.dailySchedule.retentionDuration';

describePolicy('backup-policy-meets-baseline', backupPolicyMeetsBaseline, {
  compliant: {
    'a policy of every day': { resource: policy() },
    'a policy of every few hours': run('Hourly'),
    'a policy of the older kind': run('Daily', 'SimpleSchedulePolicy'),
    'copies that are kept for weeks': kept(2, 'Weeks'),
    'an item whose policy is in the stack': { stack: [policy(), item(id('rsv', 'daily'))] },
    'an item by what the id was made from': {
      stack: [policy(), { ...item(unknown), madeFrom: { properties: ['policy'] } }],
    },
  },
  violated: {
    'copies of every week only': {
      ...run('Weekly'),
      says: ['policy: properties.schedulePolicy.scheduleRunFrequency must be Daily or Hourly, found Weekly'],
    },
    'a rhythm of another kind': {
      ...run('Daily', 'LogSchedulePolicy'),
      says: [
        'policy: properties.schedulePolicy.schedulePolicyType must be SimpleSchedulePolicy or SimpleSchedulePolicyV2, found LogSchedulePolicy',
      ],
    },
    'copies that are kept for a day': {
      ...kept(1, 'Days'),
      says: [`policy: properties.${place}.count must be at least 14 days, found 1`],
    },
    'days of a unit that Azure does not know': {
      ...kept(14, 'Fortnights'),
      says: [`policy: properties.${place}.count must be at least 14 days, found 14`],
    },
    'a policy that keeps no daily copies': {
      resource: policy({ ...daily, retentionPolicy: { retentionPolicyType: 'LongTermRetentionPolicy' } }),
      says: [`policy: properties.${place}.count must be at least 14 days, found nothing`],
    },
    'a policy for databases': {
      resource: policy({ ...daily, backupManagementType: 'AzureWorkload' }),
      says: ['policy: properties.backupManagementType must be AzureIaasVM, found AzureWorkload'],
    },
    'an item whose policy is not in the stack': {
      stack: [policy(), item(id('rsv', 'weekly'))],
      says: [`item: properties.policyId must be a backup policy of this stack, found ${id('rsv', 'weekly')}`],
    },
    'an item with the policy of another vault': {
      stack: [policy(), item(id('rsv-other', 'daily'))],
      says: [
        `item: properties.policyId must be a backup policy of this stack, found ${id('rsv-other', 'daily')}`,
      ],
    },
    'an item without a policy': {
      stack: [policy(), item(undefined)],
      says: ['item: properties.policyId must be a backup policy of this stack, found nothing'],
    },
  },
  undetermined: {
    'a unit that is not known yet': {
      ...kept(1, unknown),
      says: [
        `policy: properties.${place}.durationType is not known before deployment, must be at least 14 days`,
      ],
    },
    'an item of which nothing tells the policy': {
      stack: [policy(), item(unknown)],
      says: [
        'item: properties.policyId is not known before deployment, must be a backup policy of this stack',
      ],
    },
  },
  notApplicable: {
    'a stack that backs nothing up': { stack: [policy()], because: 'the stack backs nothing up' },
  },
});
