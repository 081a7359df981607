import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal } from '../support/rows';
import { inOtherSubscription, spellings } from '../support/values';
import type { World } from '../support/world';

const of = 'azure-native:authorization:ManagementLockByScope';
const names = {
  'azure-native:keyvault:Vault': 'vaultName',
  'azure-native:storage:StorageAccount': 'accountName',
  'azure-native:compute:Disk': 'diskName',
};
const kept = Object.keys(names);
const nameOf = ({ inputs }: PlannedResource) =>
  String(Object.values(names).flatMap((name) => inputs[name] ?? [])[0]);
/** What a lock is on. */
const target = (lock: PlannedResource, world: World) =>
  world
    .ofType(...kept)
    .filter((one) => String(lock.inputs['scope']).endsWith(`/${nameOf(one)}`))
    .map(({ urn }) => urn);
const groupOf = (scope: unknown) => String(scope).replace(/\/providers\/.*$/, '');

export const mutants: PolicyMutants = {
  broken: [
    change({ of, at: target, path: 'level', to: ['NotSpecified', 'None', '', true, absent, null] }),
    removal({ of, at: target }),
    change({
      of,
      at: target,
      path: 'scope',
      to: (before) => [
        `${before}-other`,
        `${before}/keys/disk`,
        `${groupOf(before)}-other`,
        inOtherSubscription(before),
        inOtherSubscription(groupOf(before)),
        String(before).replace(/providers\/[^/]+\/[^/]+/, 'providers/Microsoft.Network/virtualNetworks'),
        String(before).replace(/resourceGroups\/[^/]+/, 'resourceGroups/rg-other'),
        '',
        absent,
      ],
      unknown: 'what the scope is made from tells what is locked',
    }),
    addition(
      (world) =>
        world
          .ofType(...kept)
          .map((one) =>
            copied(one, 'second', { [names[one.type as keyof typeof names] ?? '']: `${nameOf(one)}2` }),
          ),
      'a second one without a lock',
    ),
  ],
  harmless: [
    other({ of, path: 'level', to: ['ReadOnly', ...spellings('CanNotDelete')] }),
    other({
      of,
      path: 'scope',
      to: (before) => [
        String(before).toUpperCase(),
        groupOf(before),
        `${groupOf(before)}/`,
        String(before).replace(/\/resourceGroups\/.*$/, ''),
      ],
    }),
    other({ of, path: ['lockName', 'notes'], to: ['another'] }),
  ],
};
