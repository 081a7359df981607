import type { PlannedResource } from '../../../../lib/resources/from-plan';
import { hostileInbound } from '../hostile-rules';
import { atNetwork, nested, networkType, subnetType, takesGroup } from '../networks';
import { absent } from '../places';
import { addition, change, leftOpen, made, type Row, rewritten } from '../rows';
import {
  anywhere,
  elsewhere,
  groupType,
  isDenial,
  isDoor,
  isNear,
  isTenants,
  listOf,
  network,
  of,
  ofRules,
  type Planned,
} from './near';

/** Rules that admit, and not every protocol and port. */
const isNarrow = (one: Planned) => isDoor(one) && one['protocol'] !== '*';
const byGroup = hostileInbound.filter((one) => 'sourceApplicationSecurityGroups' in one);
const byAddress = hostileInbound.filter((one) => !byGroup.includes(one));
const before = (more: readonly Planned[]) => (rules: unknown) => more.map((one) => [one, ...listOf(rules)]);
const holdsEndpoints = ({ inputs }: PlannedResource) => String(inputs['subnetName']).includes('endpoints');
const more = (addressPrefix: string) => [{ name: 'more', addressPrefix }];

/** What stands before a subnet lets in more, or nothing stands there. */
export const groupRows: readonly Row[] = [
  change({ ...of(groupType), path: 'securityRules', to: before(byAddress) }),
  leftOpen(change({ ...of(groupType), path: 'securityRules', to: before(byGroup) })),
  change({ ...of(groupType), path: 'securityRules', to: [[], absent] }),
  change({
    ...of(groupType),
    path: ofRules('access', isDenial),
    to: ['Allow', 'allow', 'Maybe', '', absent],
  }),
  change({ ...of(groupType), path: ofRules('direction', isDenial), to: ['Outbound', 'Sideways', absent] }),
  change({ ...of(groupType), path: ofRules('priority', isDenial), to: [0, 5000, 'first', absent] }),
  change({
    ...of(groupType),
    path: ofRules('sourceAddressPrefix', isDoor),
    to: ['*', '0.0.0.0/0', 'any', absent],
  }),
  change({
    ...of(groupType),
    path: ofRules('sourceAddressPrefixes', isDoor),
    to: [['*'], ['0.0.0.0/1', '128.0.0.0/1']],
  }),
  change({ ...of(groupType), path: ofRules('protocol', isNarrow), to: ['*', 'Udp', 'Icmp', absent] }),
  change({
    ...of(groupType),
    path: ofRules('destinationPortRange', isNarrow),
    to: ['*', '0-65535', '21', '3389', absent],
  }),
  change({
    ...of(groupType),
    path: ofRules('destinationPortRanges', isNarrow),
    to: [['1-65535'], ['443', '5985-5986']],
  }),
  addition((world) =>
    world
      .ofType(groupType)
      .filter(isNear)
      .flatMap(({ name, inputs }) =>
        byAddress.slice(0, 3).map((one, index) =>
          made(network('SecurityRule'), `${name}-${index}`, {
            ...one,
            resourceGroupName: inputs['resourceGroupName'],
            networkSecurityGroupName: inputs['networkSecurityGroupName'],
            securityRuleName: `hostile-${index}`,
          }),
        ),
      ),
  ),
  change({ ...of(subnetType, takesGroup), path: 'networkSecurityGroup', to: [absent, null] }),
  leftOpen(
    change({
      ...of(subnetType, takesGroup),
      path: 'networkSecurityGroup.id',
      to: [elsewhere('networkSecurityGroups', 'nsg')],
    }),
  ),
  change({
    ...of(subnetType, holdsEndpoints),
    path: 'privateEndpointNetworkPolicies',
    to: ['Disabled', 'RouteTableEnabled', absent],
    at: anywhere,
  }),
  rewritten({
    ...of(subnetType, takesGroup),
    path: 'subnets[].networkSecurityGroup',
    value: 'left out',
    by: (one, world) => nested(one, world, { networkSecurityGroup: absent }),
    at: atNetwork,
  }),
  change({
    ...of(networkType, isTenants),
    path: 'subnets',
    to: [more('10.64.3.0/28'), more('10.64.0.0/22')],
  }),
  change({
    ...of(networkType, ({ name }) => name === 'hub-vnet'),
    path: 'subnets',
    to: [more('10.32.15.0/28')],
  }),
];
