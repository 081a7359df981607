import { type RouteTable, Subnet, VirtualNetwork } from '@pulumi/azure-native/network';
import type * as pulumi from '@pulumi/pulumi';
import { networkRange, subnetRanges } from '../lib/baseline/addresses';
import type { NetworkKind } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { createSecurityGroup } from './security-group';
import { type TagFacts, tagsOf } from './tags';

export interface NetworkArgs {
  readonly deployment: Deployment;
  readonly kind: NetworkKind;
  /** The tenant's slot; needed when the kind is `tenant`. */
  readonly slot?: number;
  /** What tells the network's names from those of others: `hub`, `corporate` or the tenant's id. */
  readonly place: string;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Public ranges of the operators, in CIDR form. */
  readonly operators: readonly string[];
  readonly tags: TagFacts;
  /** The table that sends a subnet's traffic to the hub; needed when the baseline asks a subnet for it. */
  readonly routeTable?: { readonly resource: RouteTable; readonly id: pulumi.Output<string> };
}

export interface Network {
  readonly virtualNetworkName: pulumi.Output<string>;
  readonly virtualNetworkId: pulumi.Output<string>;
  /** Azure ids by subnet role. */
  readonly subnetIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Address ranges by subnet role, in CIDR form. */
  readonly subnetRanges: ReadonlyMap<string, string>;
  readonly diagnosed: readonly DiagnosedResource[];
  /** The subnet made last: what changes the network again waits for it. */
  readonly lastSubnet: pulumi.Resource | undefined;
}

/**
 * A virtual network with the subnets of its kind in the baseline, a network security group on each that takes
 * one, and the way out that the baseline gives it. No subnet has Azure's implicit way to the Internet, whatever
 * the default of the API version is, and network policies apply to private endpoints everywhere.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
 */
export function createNetwork(name: string, args: NetworkArgs, parent: pulumi.Resource): Network {
  const { deployment, kind, place, resourceGroup, resourceGroupName } = args;
  const slot = args.slot === undefined ? {} : { slot: args.slot };
  const range = networkRange(deployment.baseline.network, kind, args.slot);
  const ranges = subnetRanges(deployment.baseline.network, kind, args.slot);
  const vnetName = resourceName(deployment, 'virtualNetwork', place);

  const vnet = new VirtualNetwork(
    `${name}-vnet`,
    {
      resourceGroupName,
      virtualNetworkName: vnetName,
      location: deployment.location,
      addressSpace: { addressPrefixes: [range] },
      tags: tagsOf(deployment, args.tags),
    },
    { parent },
  );
  const virtualNetworkName = reference(vnet, vnetName);
  const vnetPath = ['Microsoft.Network', 'virtualNetworks', vnetName];

  const subnetIds = new Map<string, pulumi.Output<string>>();
  const virtualNetworkId = reference(vnet, azureId(deployment, resourceGroup, ...vnetPath));
  const diagnosed: DiagnosedResource[] = [
    { part: 'vnet', type: 'azure-native:network:VirtualNetwork', id: virtualNetworkId },
  ];
  let lastSubnet: Subnet | undefined;
  for (const subnet of deployment.baseline.network.subnets[kind]) {
    const nsgName = resourceName(deployment, 'networkSecurityGroup', place, subnet.role);
    const nsg = subnet.nsg
      ? createSecurityGroup(
          `${name}-nsg-${subnet.role}`,
          {
            deployment,
            place: { kind, role: subnet.role, operators: args.operators, ...slot },
            resourceGroupName,
            networkSecurityGroupName: nsgName,
            tags: tagsOf(deployment, { ...args.tags, subnetRole: subnet.role }),
          },
          { parent },
        )
      : undefined;
    const nsgId =
      nsg &&
      reference(
        nsg,
        azureId(deployment, resourceGroup, 'Microsoft.Network', 'networkSecurityGroups', nsgName),
      );
    if (nsgId !== undefined) {
      const type = 'azure-native:network:NetworkSecurityGroup';
      diagnosed.push({ part: `nsg-${subnet.role}`, type, id: nsgId });
    }
    if (subnet.routesThroughHub && args.routeTable === undefined) {
      throw new RangeError(`subnet ${subnet.role} of the ${kind} network needs a route table to the hub`);
    }
    lastSubnet = new Subnet(
      `${name}-subnet-${subnet.role}`,
      {
        resourceGroupName,
        virtualNetworkName,
        subnetName: subnet.name,
        addressPrefix: rangeOf(ranges, subnet.role),
        defaultOutboundAccess: false,
        privateEndpointNetworkPolicies: 'Enabled',
        ...(nsgId && { networkSecurityGroup: { id: nsgId } }),
        ...(subnet.routesThroughHub && args.routeTable && { routeTable: { id: args.routeTable.id } }),
      },
      // Azure takes one change of a network at a time and refuses the others.
      { parent, dependsOn: lastSubnet ? [lastSubnet] : [] },
    );
    subnetIds.set(
      subnet.role,
      reference(lastSubnet, azureId(deployment, resourceGroup, ...vnetPath, 'subnets', subnet.name)),
    );
  }
  return {
    virtualNetworkName,
    virtualNetworkId,
    diagnosed,
    subnetIds,
    subnetRanges: ranges,
    lastSubnet,
  };
}

/** What a network says of one subnet role. Throws a RangeError when it has no such subnet. */
export function rangeOf<T>(byRole: ReadonlyMap<string, T>, role: string): T {
  const value = byRole.get(role);
  if (value === undefined) throw new RangeError(`the network has no subnet of role ${role}`);
  return value;
}

/**
 * A subnet as another resource names it. The SDK would add that network policies are off there, which Azure
 * ignores and a reader of the plan would not.
 */
export function subnetReference(id: pulumi.Input<string>) {
  return { id, privateEndpointNetworkPolicies: 'Enabled' };
}
