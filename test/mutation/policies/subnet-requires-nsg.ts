import type { PlannedResource } from '../../../lib/resources/from-plan';
import { atNetwork, nested, networkType, subnetType as of, takesGroup } from '../support/networks';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, leftOpen, other, rewritten } from '../support/rows';
import { azureId, otherIds, tagsOf } from '../support/values';
import { changed } from '../support/world';

const id = 'networkSecurityGroup.id';
const group = 'azure-native:network:NetworkSecurityGroup';
const nsgType = { of, where: takesGroup };
const placeTags = ['yosai-network', 'yosai-subnet-role', 'yosai-slot'];
const usersOf = (nsg: PlannedResource, subnets: readonly PlannedResource[]) =>
  subnets
    .filter(({ inputs }) => JSON.stringify(inputs).includes(`/${nsg.inputs['networkSecurityGroupName']}"`))
    .map(({ urn }) => urn);
/** Ranges in which none of the plan's subnets stands exactly: wider, narrower, elsewhere. */
const strays = (before: unknown) => {
  const [address = '', length = ''] = String(before).split('/');
  const [a, b, c] = address.split('.');
  return [
    `${address}/${Number(length) + 1}`,
    `${address}/${Number(length) - 1}`,
    `${address}/16`,
    '0.0.0.0/0',
    '192.0.2.0/24',
    `${a}.${b}.${c}.0/31`,
    'fd00::/64',
    'nowhere',
  ];
};

export const mutants: PolicyMutants = {
  broken: [
    change({ ...nsgType, path: 'networkSecurityGroup', to: [absent, null, {}] }),
    change({ ...nsgType, path: id, to: (before, place) => [absent, null, ...otherIds(before, place)] }),
    // A group of another stack may be anything.
    leftOpen(
      change({
        ...nsgType,
        path: id,
        to: [azureId('rg-else', 'Microsoft.Network', 'networkSecurityGroups', 'nsg-else'), ''],
      }),
    ),
    change({
      ...nsgType,
      path: 'addressPrefix',
      to: strays,
      unknown:
        'a subnet with a name of the plan is that subnet, and its group is judged by its range once it is known',
    }),
    change({
      ...nsgType,
      path: 'addressPrefixes',
      to: [['198.51.100.0/24'], ['fd00:1::/64'], ['10.64.200.0/30']],
      unknown: 'the first range is known',
    }),
    // By another name the firewall's subnet is one that takes a group.
    change({
      of,
      where: (subnet) => !takesGroup(subnet),
      path: 'subnetName',
      to: ['AzureFirewallSubnet2', 'firewall', ''],
    }),
    change({
      of: group,
      path: placeTags.map((tag) => `tags.${tag}`),
      to: (before) =>
        before === undefined
          ? []
          : ['office', 'hub', 'gateway', '7', absent].filter((value) => value !== before),
      at: (nsg, world) => usersOf(nsg, world.ofType(of)),
      unknown: 'the tag of a group is for the policy about its rules',
    }),
    ...[absent, null, unknown].map((value) =>
      rewritten({
        ...nsgType,
        path: 'subnets[].networkSecurityGroup',
        value: value === absent ? 'left out' : JSON.stringify(value),
        ...(value === unknown && { isOpen: true as const }),
        by: (subnet, world) => nested(subnet, world, { networkSecurityGroup: value }),
        at: atNetwork,
      }),
    ),
    change({
      of: networkType,
      path: 'subnets',
      to: [[{ name: 'new', addressPrefix: '10.64.250.0/24' }], [{}]],
    }),
    addition((world) =>
      world
        .ofType(of)
        .map((subnet) =>
          changed(
            copied(subnet, 'second', { subnetName: 'second', addressPrefix: '10.65.0.0/24' }),
            ['networkSecurityGroup'],
            absent,
          ),
        ),
    ),
  ],
  harmless: [
    other({ of, path: id, to: (before) => (before === undefined ? [] : [String(before).toUpperCase()]) }),
    rewritten({ of, path: 'subnets', value: 'nested', by: (subnet, world) => nested(subnet, world) }),
    rewritten({
      of,
      path: 'addressPrefixes',
      value: 'as a list of one',
      by: (subnet) => ({
        put: [
          changed(
            changed(subnet, ['addressPrefixes'], [subnet.inputs['addressPrefix']]),
            ['addressPrefix'],
            absent,
          ),
        ],
      }),
    }),
    other({ of, path: 'subnetName', to: (before) => [String(before).toUpperCase()] }),
    other({ of: networkType, path: 'subnets', to: [[], absent] }),
    other({
      of: group,
      path: 'tags.team',
      to: (_before, { resource }) => [String(tagsOf(resource)['yosai-owner'])],
    }),
  ],
};
