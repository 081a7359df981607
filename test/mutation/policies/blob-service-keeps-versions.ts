import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal, rewritten } from '../support/rows';
import { notFalse, notTrue } from '../support/values';
import { changed, type World } from '../support/world';

const of = 'azure-native:storage:BlobServiceProperties';
const accountType = 'azure-native:storage:StorageAccount';
const policies = ['deleteRetentionPolicy', 'containerDeleteRetentionPolicy'];
const { softDeleteDays: days } = baseline.dataStores.storage;

/** The account whose blobs a service keeps. */
const accountsOf = (service: PlannedResource, world: World) =>
  world.ofType(accountType).filter(({ inputs }) => inputs['accountName'] === service.inputs['accountName']);
const atAccount = (service: PlannedResource, world: World) =>
  accountsOf(service, world).map(({ urn }) => urn);
/** The service under a name that only deployment tells, made from an account or from nothing that is known. */
const open = (service: PlannedResource, accounts: readonly PlannedResource[]): PlannedResource => ({
  ...changed(service, ['accountName'], unknown),
  propertyDependencies: { accountName: accounts.map(({ urn }) => urn) },
});
const others = (service: PlannedResource, world: World) =>
  world.ofType(accountType).filter((account) => !accountsOf(service, world).includes(account));

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'isVersioningEnabled', to: [...notTrue, absent, null] }),
    change({ of, path: policies.map((policy) => `${policy}.enabled`), to: [...notTrue, absent, null] }),
    change({
      of,
      path: policies.map((policy) => `${policy}.days`),
      to: [days - 1, String(days - 1), 1, 0, -365, '', 'a week', true, [], absent, null],
    }),
    change({
      of,
      path: policies,
      to: [absent, null, {}, [], 'enabled', { enabled: true }, { days }, { days, enabled: false }],
    }),
    change({ of, path: 'deleteRetentionPolicy.allowPermanentDelete', to: notFalse }),
    // No service for the account, or one of another account.
    removal({ of, at: atAccount }),
    change({
      of,
      at: atAccount,
      path: 'accountName',
      to: (before, { resource, world }) => [
        ...others(resource, world).map(({ inputs }) => inputs['accountName']),
        `${before}x`,
        '',
        absent,
        null,
      ],
    }),
    change({
      of,
      at: atAccount,
      path: 'resourceGroupName',
      to: ['rg-other'],
      unknown: 'the name tells alone',
    }),
    rewritten({
      of,
      at: atAccount,
      path: 'accountName',
      value: 'not known yet, made from another account',
      by: (service, world) => ({ put: [open(service, others(service, world).slice(0, 1))] }),
    }),
    addition(
      (world) =>
        world.ofType(accountType).map((account) => copied(account, 'more', { accountName: 'stmore' })),
      'added without blob services',
    ),
  ],
  harmless: [
    other({
      of,
      path: policies.map((policy) => `${policy}.days`),
      to: [days, String(days), days + 1, 365],
    }),
    other({ of, path: 'isVersioningEnabled', to: ['true', 'True'] }),
    other({ of, path: policies.map((policy) => `${policy}.enabled`), to: ['true', 'TRUE'] }),
    other({ of, path: 'deleteRetentionPolicy.allowPermanentDelete', to: ['false', absent, null] }),
    other({ of, path: 'accountName', to: (before) => [String(before).toUpperCase()] }),
    other({ of, path: 'changeFeed', to: [{ enabled: true }] }),
    rewritten({
      of,
      path: 'accountName',
      value: 'not known yet, made from the account',
      by: (service, world) => ({ put: [open(service, accountsOf(service, world))] }),
    }),
  ],
};
