import { isTaggable } from '../../../policy-packs/iso27017/azure/taggable-types';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other, type Row } from '../support/rows';
import { hasTag, tagsOf } from '../support/values';
import type { World } from '../support/world';

const taggable = (world: World) => world.types.filter(isTaggable);
/** A change of a tag of everything that takes tags. */
const onTag = (tag: string, to: readonly unknown[], where?: Parameters<typeof change>[0]['where']): Row => {
  return (world) => change({ of: taggable(world), path: tag, to, ...(where && { where }) })(world);
};
const isTenants = hasTag('yosai-tenant');

export const mutants: PolicyMutants = {
  broken: [
    onTag('tags.yosai-owner', ['nobody', 'customer ', 'Operator', 'OPERATOR', '', 1, absent, null]),
    onTag('tags.yosai-scope', ['service', 'Cloud-Service', 'cloud-service,corporate', '', absent, null]),
    onTag('tags.yosai-environment', ['', '  ', absent, null]),
    onTag('tags', [absent, {}, null, { owner: 'operator', scope: 'cloud-service' }]),
    onTag('tags.yosai-slot', [absent, null], isTenants),
    onTag('tags.yosai-tenant', [absent, null], isTenants),
    onTag('tags.yosai-tenant', ['aoba'], (resource) => !isTenants(resource)),
    onTag('tags.yosai-slot', ['0', 0], (resource) => !isTenants(resource)),
    addition(
      () =>
        [
          'azure-native:web:WebApp',
          'azure-native:sql:Server',
          'azure-native:containerservice:ManagedCluster',
        ].map((type) => made(type, 'by-hand', { location: 'japaneast' })),
      'added without tags',
    ),
  ],
  harmless: [
    (world) => other({ of: taggable(world), path: 'tags.yosai-owner', to: ['customer', 'operator'] })(world),
    (world) => other({ of: taggable(world), path: 'tags.yosai-environment', to: ['prod', '本番'] })(world),
    (world) => other({ of: taggable(world), path: 'tags.team', to: ['platform'] })(world),
    (world) =>
      other({
        of: taggable(world),
        path: 'tags',
        to: (_before, { resource }) => [Object.fromEntries(Object.entries(tagsOf(resource)).toReversed())],
      })(world),
  ],
};
