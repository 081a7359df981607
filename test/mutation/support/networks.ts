import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from './places';
import { tagsOf } from './values';
import { changed, type Edit, type World } from './world';

export const subnetType = 'azure-native:network:Subnet';
export const networkType = 'azure-native:network:VirtualNetwork';

/** The network that a subnet names. */
export function networkOf(subnet: PlannedResource, world: World): PlannedResource {
  const network = world
    .ofType(networkType)
    .find(({ inputs }) => inputs['virtualNetworkName'] === subnet.inputs['virtualNetworkName']);
  if (network === undefined) throw new Error(`${subnet.name} stands in no network of the plan`);
  return network;
}

/** The subnet as an item of its network's list, with changes, instead of a resource of its own. */
export function nested(
  subnet: PlannedResource,
  world: World,
  change: Readonly<Record<string, unknown>> = {},
): Edit {
  const { subnetName, resourceGroupName: _group, virtualNetworkName: _network, ...inputs } = subnet.inputs;
  const network = networkOf(subnet, world);
  const item = Object.fromEntries(
    Object.entries({ name: subnetName, ...inputs, ...change }).filter(([, value]) => value !== absent),
  );
  return { put: [changed(network, ['subnets'], [item])], drop: [subnet.urn] };
}

/** URN of the network that reports what is wrong with a nested subnet. */
export const atNetwork = (subnet: PlannedResource, world: World) => [networkOf(subnet, world).urn];

/** Subnets that take a network security group: all but the one of the firewall. */
export const takesGroup = ({ inputs }: PlannedResource) => inputs['subnetName'] !== 'AzureFirewallSubnet';

/** Subnets of tenants that the baseline sends through the hub. */
export function goesThroughHub(subnet: PlannedResource, world: World): boolean {
  return (
    tagsOf(networkOf(subnet, world))['yosai-network'] === 'tenant' &&
    subnet.inputs['subnetName'] !== 'gateway'
  );
}
