import { buildNetworkModel } from '../../../lib/network-model/build';
import type { ModelOptions } from '../../../lib/network-model/building';
import type { Remark } from '../../../lib/network-model/remark';
import { fromPlans, type PlannedResource } from '../../../lib/resources/from-plan';

type Inputs = Readonly<Record<string, unknown>>;

/** How a plan file writes what is not known yet. */
export const unknown = { 'yosai:value': 'unknown' };

/** Names in Azure by the type's short name, where it is not the name followed by `Name`. */
const nameKeys: Readonly<Record<string, string>> = {
  IpGroup: 'ipGroupsName',
  PublicIPAddress: 'publicIpAddressName',
  VirtualMachine: 'vmName',
};

const modules: Readonly<Record<string, string>> = {
  PrivateZone: 'privatedns',
  VirtualNetworkLink: 'privatedns',
  VirtualMachine: 'compute',
  VirtualMachineScaleSet: 'compute',
};

/** A resource of a plan, named in Azure as in the program, in the group `rg`. */
export function resource(type: string, name: string, inputs: Inputs = {}): PlannedResource {
  const key = nameKeys[type] ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}Name`;
  return {
    urn: name,
    name,
    type: `azure-native:${modules[type] ?? 'network'}:${type}`,
    inputs: { resourceGroupName: 'rg', [key]: name, ...inputs },
  };
}

/** The id of a resource of the group `rg`: `id('virtualNetworks/hub/subnets/firewall')`. */
export function id(path: string): { readonly id: string } {
  return { id: `/subscriptions/s/resourceGroups/RG/providers/Microsoft.Network/${path}` };
}

export function network(name: string, prefix: string, inputs: Inputs = {}): PlannedResource {
  return resource('VirtualNetwork', name, { addressSpace: { addressPrefixes: [prefix] }, ...inputs });
}

/** A subnet without a way to the Internet, whose private endpoints obey its group and table. */
export function subnet(
  of: string,
  name: string,
  addressPrefix: string,
  inputs: Inputs = {},
): PlannedResource {
  return resource('Subnet', name, {
    virtualNetworkName: of,
    addressPrefix,
    defaultOutboundAccess: false,
    privateEndpointNetworkPolicies: 'Enabled',
    ...inputs,
  });
}

export function peering(from: string, to: string, inputs: Inputs = {}): PlannedResource {
  return resource('VirtualNetworkPeering', `${from}-${to}`, {
    virtualNetworkName: from,
    remoteVirtualNetwork: id(`virtualNetworks/${to}`),
    ...inputs,
  });
}

/** Both sides of a peering. */
export function joined(one: string, other: string): PlannedResource[] {
  return [peering(one, other), peering(other, one)];
}

/** A rule in short: `in 100 Allow Tcp 22 from 10.0.0.0/8 to *`. */
export function rule(text: string, more: Inputs = {}): Inputs {
  const [direction, priority, access, protocol, ports, , source, , destination] = text.split(' ');
  return {
    name: `${access}-${priority}`,
    direction: direction === 'in' ? 'Inbound' : 'Outbound',
    priority: Number(priority),
    access,
    protocol,
    sourcePortRange: '*',
    destinationPortRange: ports,
    sourceAddressPrefix: source,
    destinationAddressPrefix: destination,
    ...more,
  };
}

export function group(name: string, ...rules: readonly (string | Inputs)[]): PlannedResource {
  return resource('NetworkSecurityGroup', name, {
    securityRules: rules.map((one) => (typeof one === 'string' ? rule(one) : one)),
  });
}

export const inGroup = (name: string) => ({ networkSecurityGroup: id(`networkSecurityGroups/${name}`) });
export const byTable = (name: string) => ({ routeTable: id(`routeTables/${name}`) });
export const inSubnet = (of: string, name: string) => ({
  subnet: id(`virtualNetworks/${of}/subnets/${name}`),
});

/** A route table in short: `0.0.0.0/0 VirtualAppliance 10.0.0.4`. */
export function table(name: string, ...routes: readonly string[]): PlannedResource {
  return resource('RouteTable', name, {
    routes: routes.map((text) => {
      const [addressPrefix, nextHopType, nextHopIpAddress] = text.split(' ');
      return { name: text, addressPrefix, nextHopType, ...(nextHopIpAddress && { nextHopIpAddress }) };
    }),
  });
}

/** An interface with one address in a subnet; without one Azure gives it any. */
export function nic(
  name: string,
  of: string,
  within: string,
  privateIPAddress?: string,
  inputs: Inputs = {},
  configuration: Inputs = {},
): PlannedResource {
  return resource('NetworkInterface', name, {
    ipConfigurations: [
      {
        name: 'one',
        ...inSubnet(of, within),
        ...(privateIPAddress && { privateIPAddress }),
        ...configuration,
      },
    ],
    ...inputs,
  });
}

export function privateEndpoint(
  name: string,
  of: string,
  within: string,
  privateIPAddress: string,
): PlannedResource {
  return resource('PrivateEndpoint', name, {
    ...inSubnet(of, within),
    ipConfigurations: [{ privateIPAddress }],
    privateLinkServiceConnections: [{ privateLinkServiceId: id('x/y').id }],
  });
}

export function publicAddress(name: string, ipAddress?: string, sku = 'Standard'): PlannedResource {
  return resource('PublicIPAddress', name, { sku: { name: sku }, ...(ipAddress && { ipAddress }) });
}

/** A firewall in the subnet `AzureFirewallSubnet` with one group of rule collections. */
export function firewall(
  name: string,
  of: string,
  collections: readonly Inputs[],
  inputs: Inputs = {},
): PlannedResource[] {
  return [
    resource('FirewallPolicy', `${name}-policy`),
    resource('FirewallPolicyRuleCollectionGroup', `${name}-rules`, {
      firewallPolicyName: `${name}-policy`,
      priority: 100,
      ruleCollections: collections,
    }),
    resource('AzureFirewall', name, {
      firewallPolicy: id(`firewallPolicies/${name}-policy`),
      ipConfigurations: [
        {
          ...inSubnet(of, 'AzureFirewallSubnet'),
          publicIPAddress: id(`publicIPAddresses/${name}-address`),
        },
      ],
      ...inputs,
    }),
    publicAddress(`${name}-address`, '198.51.100.9'),
  ];
}

export function collection(priority: number, action: string, ...rules: readonly Inputs[]): Inputs {
  return { name: `c${priority}`, priority, action: { type: action }, rules };
}

export function modelOf(resources: readonly PlannedResource[], options: ModelOptions = {}) {
  return buildNetworkModel(fromPlans([{ project: 'p', stack: 's', resources }]), options);
}

/** A remark as a line: `urn path: what`. */
export function lineOf({ where, what }: Remark): string {
  return `${where.urn}${where.path === '' ? '' : ` ${where.path}`}: ${what}`;
}
