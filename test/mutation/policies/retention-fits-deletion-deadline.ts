import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { tenantOf } from '../support/values';
import { changed } from '../support/world';

const vault = 'azure-native:keyvault:Vault';
const backups = 'azure-native:recoveryservices:Vault';
const policy = 'azure-native:recoveryservices:ProtectionPolicy';
const account = 'azure-native:storage:StorageAccount';
const where = (resource: PlannedResource) => tenantOf(resource) !== undefined;
const softDelete = 'properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays';
const daily = 'properties.retentionPolicy.dailySchedule.retentionDuration';
const immutable = 'immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays';
const kept = (count: number, durationType: string) => ({ retentionDuration: { count, durationType } });

export const mutants: PolicyMutants = {
  broken: [
    change({
      of: vault,
      where,
      path: 'properties.softDeleteRetentionInDays',
      to: [16, 30, 90, '90', 'long', absent, null],
    }),
    change({ of: backups, where, path: softDelete, to: [16, 30, 180, '30', '', 'long'] }),
    change({
      of: backups,
      where,
      path: 'properties.securitySettings.immutabilitySettings.state',
      to: ['Locked', 'locked', 'Enabled', ''],
    }),
    change({ of: policy, where, path: `${daily}.count`, to: [17, 30, 365, '30', 'long', absent, null] }),
    change({
      of: policy,
      where,
      path: `${daily}.durationType`,
      to: ['Weeks', 'weeks', 'Months', 'Years', 'Decades', '', absent],
    }),
    ...(['weekly', 'monthly', 'yearly'] as const).map((schedule) =>
      change({
        of: policy,
        where,
        path: `properties.retentionPolicy.${schedule}Schedule`,
        to: [kept(3, 'Weeks'), kept(1, 'Months'), kept(1, 'years'), kept(17, 'Days')],
      }),
    ),
    // As policies for databases in machines have it: policies inside the policy.
    change({
      of: policy,
      where,
      path: 'properties.subProtectionPolicy',
      to: [
        [{ retentionPolicy: kept(30, 'Days') }],
        [{ retentionPolicy: kept(5, 'Days') }, { retentionPolicy: kept(1, 'Months') }],
      ],
      unknown: 'what lies in a list that is not known says nothing of retention by its name',
    }),
    change({ of: account, where, path: immutable, to: [31, 400, '400', 'ever'] }),
    // The vault keeps deleted backups longer, so that the policy's days are too many.
    rewritten({
      of: backups,
      where,
      path: softDelete,
      value: '15, with backups of 16 days',
      by: (one, world) => {
        const [own] = world
          .ofType(policy)
          .filter(({ inputs }) => inputs['vaultName'] === one.inputs['vaultName']);
        if (own === undefined) return undefined;
        return {
          put: [changed(one, softDelete.split('.'), 15), changed(own, `${daily}.count`.split('.'), 16)],
        };
      },
      at: (one, world) =>
        world
          .ofType(policy)
          .filter(({ inputs }) => inputs['vaultName'] === one.inputs['vaultName'])
          .map(({ urn }) => urn),
    }),
  ],
  harmless: [
    other({ of: vault, where, path: 'properties.softDeleteRetentionInDays', to: [7, 15, '14'] }),
    other({ of: backups, where, path: softDelete, to: [14, 15, absent] }),
    other({
      of: backups,
      where,
      path: 'properties.securitySettings.immutabilitySettings.state',
      to: ['Unlocked', 'Disabled', 'disabled', absent],
    }),
    other({ of: policy, where, path: `${daily}.count`, to: [1, 7, 15, '14'] }),
    other({ of: policy, where, path: 'properties.retentionPolicy.weeklySchedule', to: [kept(2, 'Weeks')] }),
    other({ of: account, where, path: immutable, to: [1, 30] }),
    // What is nobody's may last.
    other({ of: vault, where: (one) => !where(one), path: 'properties.softDeleteRetentionInDays', to: [90] }),
  ],
  unbroken: [
    {
      paths: ['tags.yosai-tenant'],
      because: 'the tag tells whose it is; that it is there is for the policy about tags',
    },
    {
      of: policy,
      paths: ['properties.*'],
      because:
        'every other property of a backup policy is read to find retentions in it, and keeps nothing longer',
    },
  ],
};
