import type { PlannedResource } from '../../../lib/resources/from-plan';
import { resourceGroupType } from '../../../lib/resources/stack-view';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other, rewritten } from '../support/rows';
import { foreignRegions, japaneseRegions } from '../support/values';
import type { World } from '../support/world';

const { globalTypes } = baseline.regions;
const located = (isGlobal: boolean) => (world: World) =>
  world.resources.filter(
    ({ type }) => type.startsWith('azure-native:') && globalTypes.includes(type) === isGlobal,
  );
const typesOf = (isGlobal: boolean) => (world: World) => [
  ...new Set(located(isGlobal)(world).map(({ type }) => type)),
];

/** A provider whose configuration names a region, and a resource of it that names none. */
function elsewhere(resource: PlannedResource, region: string, location?: string) {
  const provider = made('pulumi:providers:azure-native', `in-${region}`, { location: region });
  const { location: _own, ...inputs } = resource.inputs;
  const moved = { ...resource, provider: provider.urn, inputs: { ...inputs, ...(location && { location }) } };
  return { put: [moved, provider] };
}

export const mutants: PolicyMutants = {
  broken: [
    (world) =>
      change({ of: typesOf(false)(world), path: 'location', to: [...foreignRegions, 'global'] })(world),
    (world) => change({ of: typesOf(true)(world), path: 'location', to: foreignRegions })(world),
    change({ of: resourceGroupType, path: 'location', to: [absent, null] }),
    addition(
      () =>
        ['azure-native:sql:Server', 'azure-native:web:WebApp', 'azure-native:unheard:Of'].map((type) =>
          made(type, 'by-hand', { location: 'westus' }),
        ),
      'added in another region',
    ),
  ],
  harmless: [
    (world) => other({ of: typesOf(false)(world), path: 'location', to: japaneseRegions })(world),
    (world) =>
      other({ of: typesOf(true)(world), path: 'location', to: ['Global', 'GLOBAL', 'japaneast'] })(world),
    // A resource without a region of its own is where its group is, which is judged itself.
    (world) =>
      other({
        of: typesOf(false)(world).filter((type) => type !== resourceGroupType),
        path: 'location',
        to: [absent],
      })(world),
    rewritten({
      of: resourceGroupType,
      path: 'location',
      value: 'from the provider, in Japan',
      by: (group) => elsewhere(group, 'japanwest'),
    }),
    rewritten({
      of: resourceGroupType,
      path: 'location',
      value: 'its own in Japan, another one of the provider',
      by: (group) => elsewhere(group, 'westus', 'japaneast'),
    }),
  ],
};
