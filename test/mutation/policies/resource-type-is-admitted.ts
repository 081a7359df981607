import type { TypePlace } from '../../../lib/baseline/types.generated';
import type { PlannedResource } from '../../../lib/resources/from-plan';
import { resourceGroupType } from '../../../lib/resources/stack-view';
import { isTaggable } from '../../../policy-packs/iso27017/azure/taggable-types';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { subscription } from '../support/assignments';
import { networkOf, networkType } from '../support/networks';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, made, other, type Row, rewritten } from '../support/rows';
import { azureId, tagsOf, tenantOf } from '../support/values';
import { changed, type World } from '../support/world';

const { admitted } = baseline.resourceTypes;
const placed = admitted.flatMap(({ type, places }) => (places === undefined ? [] : [{ type, places }]));
const everyPlace: readonly TypePlace[] = ['tenant', 'platform', 'corporate'];
const onlyIn = (place: TypePlace) =>
  placed.filter(({ places }) => places.length === 1 && places[0] === place).map(({ type }) => type);

const scope = 'yosai-scope';
const tenant = 'yosai-tenant';
const service = { [scope]: 'cloud-service' };
/** A group of the plan for each place, and the tags of what stands there. */
const sides: Readonly<Record<TypePlace, { readonly group: string; readonly tags: object }>> = {
  tenant: { group: 'rg-dev-aoba-customer', tags: { ...service, [tenant]: 'aoba' } },
  platform: { group: 'rg-dev-hub', tags: service },
  corporate: { group: 'rg-dev-corporate', tags: { [scope]: 'corporate' } },
};
const extension = 'azure-native:monitor:DataCollectionRuleAssociation';
const peeringType = 'azure-native:network:VirtualNetworkPeering';
const linkType = 'azure-native:privatedns:VirtualNetworkLink';
const policyType = 'azure-native:network:FirewallPolicy';
const ruleGroupType = 'azure-native:network:FirewallPolicyRuleCollectionGroup';
const groupId = (name: string) => `${subscription}/resourceGroups/${name}`;

/** A type as somebody's resource, not as a component: those have no provider. */
const provided = (world: World, type: string, name: string, inputs: PlannedResource['inputs'] = {}) =>
  made(type, name, inputs, { provider: world.ofType('pulumi:providers:azure-native')[0]?.urn ?? '' });

/** Resources of a type, each in one of the places: as its tags say, and as its group or what it extends says. */
function standing(world: World, type: string, places: readonly TypePlace[]): PlannedResource[] {
  return places.flatMap((place) => {
    const { group, tags } = sides[place];
    const inputs = type === extension ? { resourceUri: groupId(group) } : { resourceGroupName: group };
    const silent = provided(world, type, `in-${place}`, inputs);
    return isTaggable(type) ? [provided(world, type, `of-${place}`, { ...inputs, tags }), silent] : [silent];
  });
}

const strangers = (world: World, types: readonly string[]) =>
  types.map((type) => provided(world, type, `a-${type}`));
/** Packages and services that no policy reads, and what makes resources out of sight. */
const unread = [
  'azure-native:web:WebApp',
  'azure-native:web/v20240401:WebApp',
  'azure-native_web_v20240401:web:WebApp',
  'azure-native:sql:Server',
  'azure-native:containerservice:ManagedCluster',
  'azure-native:network:VirtualNetworkGateway',
  'azure-native:network:NatGateway',
  'azure-native:network:PrivateLinkService',
  'azure-native:compute:VirtualMachineScaleSet',
  'azure-native:compute:VirtualMachineRunCommandByVirtualMachine',
  'azure-native:compute:DiskAccess',
  'azure-native:compute:Snapshot',
  'azure-native:keyvault:AccessPolicy',
  'azure-native:storage:LocalUser',
  'azure-native:storage:StorageAccountStaticWebsite',
  'azure-native:authorization:RoleDefinition',
  'azure-native:alertsmanagement/v20190505preview:ActionRuleByName',
  'azure-native:unheard:Of',
  'azure-native:compute/newest:Disk',
  'azure-native_compute:compute:Disk',
  'azure-native::Disk',
  'aws:s3/bucket:Bucket',
  'gcp:storage/bucket:Bucket',
  'kubernetes:core/v1:Secret',
  'random:index/randomPet:RandomPet',
  'tls:index/other:Other',
];
const hidden = [
  'azure:storage/account:Account',
  'azuread:index/application:Application',
  'azure-native:resources:Deployment',
  'azure-native:resources/v20240301:DeploymentAtSubscriptionScope',
  'azure-native:resources:DeploymentStackAtResourceGroup',
  'azure-native:resources:TemplateSpec',
  'azure-native:resources:AzureCliScript',
  'azure-native:resources:AzurePowerShellScript',
  'azure-native:resources:Resource',
  'azure-native:blueprint:Assignment',
  'azure-native:classicstorage:StorageAccount',
  'command:local:Command',
  'command:remote:Command',
  'null:index/resource:Resource',
  'terraform:state:RemoteStateReference',
  'pulumi-nodejs:dynamic:Resource',
  'pulumi-python:dynamic:Resource',
  'pulumi:providers:aws',
  'pulumi:providers:azure',
  'pulumi:providers:azuread',
  'pulumi:providers:command',
  'pulumi:providers:kubernetes',
  'pulumi:providers:pulumi-nodejs',
  'pulumi:providers:terraform-provider',
];
const misspelt = (type: string) => [
  `${type}s`,
  `${type}:${type.split(':').at(-1)}`,
  `x${type}`,
  type.slice(0, -1),
  type.toUpperCase(),
];

/** Changes a tag of everything that stands in certain places alone and has tags. */
const onTag = (types: readonly string[], tag: string, to: readonly unknown[]): Row =>
  change({ of: types.filter(isTaggable), path: `tags.${tag}`, to });
const retagged = (one: PlannedResource, tags: object) =>
  changed(one, ['tags'], { ...tagsOf(one), [scope]: undefined, [tenant]: undefined, ...tags });
const groupOf = (world: World, name: unknown) =>
  world.ofType(resourceGroupType).filter(({ inputs }) => inputs['resourceGroupName'] === name);
const inHub = ({ inputs }: PlannedResource) => inputs['resourceGroupName'] === sides.platform.group;
const urns = (resources: readonly PlannedResource[]) => resources.map(({ urn }) => urn);

export const mutants: PolicyMutants = {
  broken: [
    addition((world) => strangers(world, unread)),
    addition((world) => strangers(world, hidden)),
    addition(() =>
      hidden.concat('azure-native:web:WebApp', 'random:x:Y').map((type) => made(type, 'no-provider', {})),
    ),
    addition(
      (world) =>
        strangers(
          world,
          admitted.flatMap(({ type }) => misspelt(type)),
        ),
      'misspelt',
    ),
    // Each type where the baseline does not admit it.
    addition(
      (world) =>
        placed.flatMap(({ type, places }) =>
          standing(
            world,
            type,
            everyPlace.filter((place) => !places.includes(place)),
          ),
        ),
      'added in another place',
    ),
    // What the plan has moves there, with its tags and without.
    ...everyPlace.flatMap((place) =>
      [sides[place].tags, {}].map((tags) =>
        rewritten({
          of: placed
            .filter(({ type, places }) => isTaggable(type) && !places.includes(place))
            .map(({ type }) => type),
          path: 'tags',
          value: `those of the ${place}, or none, in its group`,
          by: (one) => ({
            put: [changed(retagged(one, tags), ['resourceGroupName'], sides[place].group)],
          }),
        }),
      ),
    ),
    onTag(onlyIn('platform'), tenant, ['aoba', 'nobody', '']),
    onTag(onlyIn('platform'), scope, ['corporate']),
    onTag(
      placed.map(({ type }) => type),
      tenant,
      [],
    ),
    onTag(
      placed.map(({ type }) => type),
      scope,
      [],
    ),
    change({
      of: onlyIn('platform'),
      path: 'resourceGroupName',
      to: [sides.tenant.group, 'rg-dev-minato-operator', 'RG-DEV-KITA-CUSTOMER'],
      unknown: 'what it is called, and its tags, say where it stands as well',
    }),
    // What an association extends says whose it is; the name, or what the name was made from.
    change({
      of: extension,
      path: 'resourceUri',
      to: [
        azureId('rg-dev-hub', 'Microsoft.Network', 'virtualNetworks', 'vnet-dev-hub'),
        azureId('rg-dev-hub', 'Microsoft.Compute', 'virtualMachines', 'vm-by-hand'),
        azureId('RG-DEV-CORPORATE', 'Microsoft.Compute', 'virtualMachines', 'vm-by-hand'),
        groupId('rg-dev-hub'),
        `${groupId('rg-dev-corporate')}/`,
      ],
      unknown:
        'of what is made from nothing known, nobody knows whose it is; below it is made from something',
    }),
    ...[sides.platform, sides.corporate].map(({ group }) =>
      rewritten({
        of: extension,
        path: 'resourceUri',
        value: `not known yet, made from a network in ${group}`,
        by: (one, world) => ({
          put: [
            {
              ...changed(one, ['resourceUri'], unknown),
              propertyDependencies: {
                resourceUri: urns(
                  world.ofType(networkType).filter(({ inputs }) => inputs['resourceGroupName'] === group),
                ),
              },
            },
          ],
        }),
      }),
    ),
    // What has no tags stands where its network, its policy or its group says.
    change({
      of: networkType,
      where: inHub,
      path: `tags.${scope}`,
      to: ['corporate'],
      unknown: 'its group says it as well',
      at: (network, world) =>
        urns(world.ofType(peeringType).filter((peering) => networkOf(peering, world) === network)),
    }),
    rewritten({
      of: networkType,
      where: (network) => tenantOf(network) !== undefined,
      path: `tags.${tenant}`,
      value: 'left out, as in its group, and the network is corporate',
      by: (network, world) => ({
        put: [
          retagged(network, sides.corporate.tags),
          ...groupOf(world, network.inputs['resourceGroupName']).map((group) => retagged(group, {})),
          // Its link to a zone has the same name, and would say whose it is.
          ...world
            .ofType(linkType)
            .filter(({ inputs }) => inputs['virtualNetworkLinkName'] === network.inputs['virtualNetworkName'])
            .map((link) => retagged(link, {})),
        ],
      }),
      at: (network, world) =>
        urns(
          world
            .ofType(peeringType)
            .filter(({ inputs }) => inputs['virtualNetworkName'] === network.inputs['virtualNetworkName']),
        ),
    }),
    change({
      of: resourceGroupType,
      where: inHub,
      path: `tags.${tenant}`,
      to: ['aoba', 'nobody'],
      unknown: 'that the tags of a group are known is for the policy about tags',
      at: (_group, world) => urns(world.ofType(...onlyIn('platform'))),
    }),
    rewritten({
      of: resourceGroupType,
      where: inHub,
      path: `tags.${scope}`,
      value: 'corporate, and the firewall policy in it says nothing',
      by: (group, world) => ({
        put: [
          retagged(group, sides.corporate.tags),
          ...world.ofType(policyType).map((policy) => retagged(policy, {})),
        ],
      }),
      at: (_group, world) => urns(world.ofType(ruleGroupType)),
    }),
  ],
  harmless: [
    addition(
      (world) =>
        strangers(
          world,
          admitted.map(({ type }) => type),
        ),
      'admitted, of nobody',
    ),
    addition(
      (world) => placed.flatMap(({ type, places }) => standing(world, type, places)),
      'admitted in its place',
    ),
    addition(
      (world) =>
        admitted
          .filter(({ type, places }) => type.startsWith('azure-native:') && places === undefined)
          .flatMap(({ type }) => standing(world, type, everyPlace)),
      'admitted everywhere',
    ),
    addition(
      (world) =>
        [
          'azure-native:compute/v20240302:Disk',
          'azure-native_compute_v20240302:compute:Disk',
          'azure-native:network/v20240701preview:Subnet',
        ].map((type) => provided(world, type, `a-${type}`)),
      'in an API version of its own',
    ),
    // Components of any package make nothing by themselves.
    addition(
      () =>
        ['acme:web:Site', 'yosai:azure:New', 'kubernetes-like:x:Y'].map((type) =>
          made(type, 'component', {}),
        ),
      'a component',
    ),
    // Where tags are left out, the group says it.
    (world) =>
      other({
        of: onlyIn('tenant').filter(isTaggable),
        path: [`tags.${tenant}`, `tags.${scope}`],
        to: [absent],
      })(world),
    other({ of: onlyIn('tenant').filter(isTaggable), path: `tags.${tenant}`, to: ['somebody'] }),
    other({
      of: [extension],
      path: 'resourceUri',
      to: [groupId('rg-dev-kita-operator'), groupId('rg-of-another-stack')],
    }),
  ],
};
