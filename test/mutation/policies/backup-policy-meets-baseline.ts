import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, copied, other, removal, rewritten } from '../support/rows';
import { inOtherSubscription, otherIds, spellings } from '../support/values';

const of = 'azure-native:recoveryservices:ProtectionPolicy';
const item = 'azure-native:recoveryservices:ProtectedItem';
const schedule = 'properties.schedulePolicy';
const retention = 'properties.retentionPolicy';
const duration = `${retention}.dailySchedule.retentionDuration`;

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: `${schedule}.scheduleRunFrequency`,
      to: ['Weekly', 'weekly', 'Monthly', 'Invalid', '', absent, null],
    }),
    change({
      of,
      path: `${schedule}.schedulePolicyType`,
      to: ['LogSchedulePolicy', 'LongTermSchedulePolicy', ''],
    }),
    change({ of, path: schedule, to: [absent, {}] }),
    change({ of, path: `${duration}.count`, to: [1, 7, 13, 13.9, '7', 0, -14, '', 'long', absent, null] }),
    change({ of, path: `${duration}.durationType`, to: ['Hours', 'Decades', '', absent] }),
    change({
      of,
      path: duration,
      to: [{ count: 1, durationType: 'Weeks' }, { count: 0, durationType: 'Months' }, absent, {}],
    }),
    change({ of, path: `${retention}.retentionPolicyType`, to: ['SimpleRetentionPolicy', '', absent] }),
    // A policy that keeps weekly copies alone.
    change({
      of,
      path: retention,
      to: [
        {
          retentionPolicyType: 'LongTermRetentionPolicy',
          weeklySchedule: { retentionDuration: { count: 2, durationType: 'Weeks' } },
        },
      ],
    }),
    change({
      of,
      path: 'properties.backupManagementType',
      to: ['AzureWorkload', 'AzureStorage', 'MAB', '', absent],
    }),
    change({
      of: item,
      path: 'properties.policyId',
      to: (before) => [
        `${before}-other`,
        `${before}`.replace('/vaults/', '/vaults/other-'),
        inOtherSubscription(before),
        '',
        absent,
        null,
      ],
      unknown: 'what it is made from tells the policy',
    }),
    removal({
      of,
      at: (policy, world) =>
        world
          .ofType(item)
          .filter(({ inputs }) => inputs['vaultName'] === policy.inputs['vaultName'])
          .map(({ urn }) => urn),
    }),
    // The policy goes into another vault, and its items stay.
    change({
      of,
      path: ['policyName', 'vaultName', 'resourceGroupName'],
      to: ['elsewhere'],
      at: (policy, world) =>
        world
          .ofType(item)
          .filter(({ inputs }) => inputs['vaultName'] === policy.inputs['vaultName'])
          .map(({ urn }) => urn),
      unknown: 'a policy whose name or group is not known is found by its vault and group',
    }),
  ],
  harmless: [
    other({ of, path: `${schedule}.scheduleRunFrequency`, to: ['Hourly', ...spellings('Daily')] }),
    other({ of, path: `${schedule}.schedulePolicyType`, to: ['SimpleSchedulePolicy'] }),
    other({ of, path: `${duration}.count`, to: [15, 16, '14'] }),
    other({
      of,
      path: duration,
      to: [
        { count: 2, durationType: 'Weeks' },
        { count: 1, durationType: 'months' },
      ],
    }),
    other({
      of,
      path: `${retention}.weeklySchedule`,
      to: [{ retentionDuration: { count: 1, durationType: 'Weeks' } }],
    }),
    other({ of: item, path: 'properties.policyId', to: (before) => [String(before).toUpperCase()] }),
    other({ of: item, path: 'properties.policyId', to: otherIds }),
    rewritten({
      of,
      path: 'the resource',
      value: 'with a second one beside it',
      by: (policy) => ({ put: [copied(policy, 'second', { policyName: 'second' })] }),
    }),
  ],
};
