import type { PlannedResource } from '../../../lib/resources/from-plan';
import { atNetwork, nested, networkType, subnetType as of } from '../support/networks';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, rewritten } from '../support/rows';
import { azureId, spellings } from '../support/values';
import { changed, type World } from '../support/world';

const endpoint = 'azure-native:network:PrivateEndpoint';
const path = 'privateEndpointNetworkPolicies';
const off = ['Disabled', 'disabled', 'RouteTableEnabled', 'routetableenabled', '', 'no', absent, null];
const isForEndpoints = ({ inputs }: PlannedResource) => /endpoints$/.test(String(inputs['subnetName']));
const idOf = ({ inputs }: PlannedResource) =>
  azureId(
    String(inputs['resourceGroupName']),
    'Microsoft.Network',
    'virtualNetworks',
    String(inputs['virtualNetworkName']),
    'subnets',
    String(inputs['subnetName']),
  );
const others = (world: World) => world.ofType(of).filter((subnet) => !isForEndpoints(subnet));

export const mutants: PolicyMutants = {
  broken: [
    change({ of, where: isForEndpoints, path, to: off }),
    ...off.map((value) =>
      rewritten({
        of,
        where: isForEndpoints,
        path: `subnets[].${path}`,
        value: value === absent ? 'left out' : String(value),
        by: (subnet, world) => nested(subnet, world, { [path]: value }),
        at: atNetwork,
      }),
    ),
    // An endpoint moves into a subnet to whose endpoints groups do not apply.
    (world) =>
      others(world).flatMap((subnet) =>
        rewritten({
          of: endpoint,
          path: 'subnet.id',
          value: `${subnet.name}, whose groups pass endpoints by`,
          by: (one) => ({
            put: [changed(subnet, [path], 'Disabled'), changed(one, ['subnet', 'id'], idOf(subnet))],
          }),
          at: () => [subnet.urn],
        })(world),
      ),
    addition((world) =>
      world
        .ofType(of)
        .filter(isForEndpoints)
        .map((subnet) =>
          changed(
            copied(subnet, 'second', { subnetName: 'more-endpoints', addressPrefix: '192.0.2.0/24' }),
            [path],
            'Disabled',
          ),
        ),
    ),
    change({
      of: networkType,
      path: 'subnets',
      to: [[{ name: 'private-endpoints' }], [{ name: 'unlisted', [path]: 'Disabled' }]],
    }),
  ],
  harmless: [
    other({ of, where: isForEndpoints, path, to: [...spellings('Enabled'), 'NetworkSecurityGroupEnabled'] }),
    // No endpoint stands in these.
    other({ of, where: (subnet) => !isForEndpoints(subnet), path, to: ['Disabled', absent] }),
    other({ of: endpoint, path: 'subnet.id', to: (before) => [String(before).toUpperCase()] }),
    rewritten({ of, path: 'subnets', value: 'nested', by: (subnet, world) => nested(subnet, world) }),
  ],
  unbroken: [
    {
      of,
      paths: [path, 'addressPrefix', 'addressPrefixes', 'addressPrefixes[]'],
      because: 'where no endpoint stands nothing is passed by; name and range tell which subnet it is',
    },
  ],
};
