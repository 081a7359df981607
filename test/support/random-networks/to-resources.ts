import type { PlainResource } from '../packet-oracle/plain';
import {
  endpointHost,
  firewallAddress,
  firewallPrefix,
  firstHost,
  hostAddress,
  hostAddressIpv6,
  hostIn,
  networkPrefix,
  networkPrefixIpv6,
  rangeAddress,
  ruleAddress,
  subnetPrefix,
  subnetPrefixIpv6,
} from './addresses';
import type { AddressSketch, GroupSketch, InterfaceSketch, RouteSketch, RuleSketch, Sketch } from './sketch';

const group = 'rg-net';
const idOf = (collection: string, name: string, ...below: string[]) =>
  [
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups',
    group,
    'providers/Microsoft.Network',
    collection,
    name,
    ...below,
  ].join('/');

/** Writes the resources of a plan for a sketch. */
export function toResources(sketch: Sketch): PlainResource[] {
  const writer = new Writer(sketch);
  writer.write();
  return writer.resources;
}

class Writer {
  readonly resources: PlainResource[] = [];
  #publicAddresses = 0;

  constructor(private readonly sketch: Sketch) {}

  write(): void {
    const { networks, groups, tables } = this.sketch;
    for (const [index, item] of groups.entries()) this.#addGroup(index, item);
    for (const [index, routes] of tables.entries()) this.#addTable(index, routes);
    for (const index of networks.keys()) this.#add('ApplicationSecurityGroup', `asg-${index}`, {});
    for (const index of networks.keys()) this.#addNetwork(index);
    this.#addPeerings();
    this.#addFirewall();
  }

  #add(className: string, name: string, inputs: object, nameKey = nameKeyOf(className)): void {
    const type = `azure-native:network:${className}`;
    this.resources.push({
      urn: `urn:pulumi:test::test::${type}::${name}`,
      type,
      name,
      inputs: { resourceGroupName: group, [nameKey]: name, ...inputs },
    });
  }

  #addGroup(index: number, { listed, backwards, rules }: GroupSketch): void {
    const written = rules.map((rule, at) => this.#rule(rule, at, backwards));
    const name = `nsg-${index}`;
    this.#add('NetworkSecurityGroup', name, { securityRules: listed ? written : [] });
    if (listed) return;
    for (const rule of written) {
      this.#add('SecurityRule', `${name}-${rule.name}`, {
        ...rule,
        securityRuleName: rule.name,
        networkSecurityGroupName: name,
      });
    }
  }

  #rule(rule: RuleSketch, index: number, backwards: boolean) {
    return {
      name: `rule-${index}`,
      priority: backwards ? 4096 - index : 100 + index,
      access: rule.access,
      direction: rule.direction,
      protocol: rule.protocol,
      ...this.#side('source', rule.sources),
      ...this.#side('destination', rule.destinations),
      ...oneOrMany('sourcePortRange', 'sourcePortRanges', rule.sourcePorts),
      ...oneOrMany('destinationPortRange', 'destinationPortRanges', rule.ports),
    };
  }

  #side(side: 'source' | 'destination', addresses: readonly AddressSketch[]): object {
    const written = addresses.map((address) => ruleAddress(this.sketch, address));
    const texts = written.filter((address) => typeof address === 'string');
    const groups = written.filter((address) => typeof address !== 'string');
    // Azure takes either addresses or application security groups on a side.
    if (groups.length > 0) {
      const ids = groups.map((item) => ({ id: idOf('applicationSecurityGroups', `asg-${item.group}`) }));
      return { [`${side}ApplicationSecurityGroups`]: ids };
    }
    return oneOrMany(`${side}AddressPrefix`, `${side}AddressPrefixes`, texts);
  }

  #addTable(index: number, routes: readonly RouteSketch[]): void {
    const seen = new Set<string>();
    const written = routes.flatMap((route, at) => {
      const addressPrefix = rangeAddress(this.sketch, route.to, route.hop === 'VirtualAppliance');
      if (seen.has(addressPrefix)) return [];
      seen.add(addressPrefix);
      return [
        {
          name: `route-${at}`,
          addressPrefix,
          nextHopType: route.hop,
          ...(route.hop === 'VirtualAppliance' && {
            nextHopIpAddress: route.toFirewall ? firewallAddress : '10.0.0.222',
          }),
        },
      ];
    });
    this.#add('RouteTable', `rt-${index}`, { routes: written, disableBgpRoutePropagation: true });
  }

  #addNetwork(index: number): void {
    const network = this.sketch.networks[index];
    if (network === undefined) return;
    const name = `vnet-${index}`;
    const subnets = network.subnets.map((subnet, at) => ({
      listed: subnet.listed,
      inputs: {
        name: `subnet-${at}`,
        ...(network.dual
          ? { addressPrefixes: [subnetPrefix(index, at), subnetPrefixIpv6(index, at)] }
          : { addressPrefix: subnetPrefix(index, at) }),
        ...(subnet.group !== undefined && {
          networkSecurityGroup: { id: idOf('networkSecurityGroups', `nsg-${subnet.group}`) },
        }),
        ...(subnet.table !== undefined && { routeTable: { id: idOf('routeTables', `rt-${subnet.table}`) } }),
        ...(subnet.policies !== undefined && { privateEndpointNetworkPolicies: subnet.policies }),
        ...(subnet.defaultOutbound !== undefined && { defaultOutboundAccess: subnet.defaultOutbound }),
        ...(subnet.nat && { natGateway: { id: idOf('natGateways', 'nat') } }),
      },
    }));
    if (index === 0) this.#addNat();
    this.#add('VirtualNetwork', name, {
      addressSpace: {
        addressPrefixes: [networkPrefix(index), ...(network.dual ? [networkPrefixIpv6(index)] : [])],
      },
      subnets: subnets.filter(({ listed }) => listed).map(({ inputs }) => inputs),
    });
    for (const { listed, inputs } of subnets) {
      if (listed) continue;
      const { name: subnetName, ...rest } = inputs;
      this.#add('Subnet', `${name}-${subnetName}`, { ...rest, subnetName, virtualNetworkName: name });
    }
    for (const [at, subnet] of network.subnets.entries()) {
      const subnetId = { id: idOf('virtualNetworks', name, 'subnets', `subnet-${at}`) };
      for (const [host, nic] of subnet.interfaces.entries()) {
        this.#addInterface(nic, [index, at, firstHost + host], subnetId, network.dual);
      }
      if (subnet.endpoint) {
        this.#add('PrivateEndpoint', `pe-${index}-${at}`, {
          subnet: subnetId,
          ipConfigurations: [
            {
              name: 'a',
              groupId: 'blob',
              memberName: 'blob',
              privateIPAddress: hostAddress(index, at, endpointHost),
            },
          ],
          privateLinkServiceConnections: [
            {
              name: 'a',
              groupIds: ['blob'],
              privateLinkServiceId: `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/store`,
            },
          ],
        });
      }
    }
  }

  #addNat(): void {
    if (this.sketch.networks.some(({ subnets }) => subnets.some(({ nat }) => nat))) {
      this.#add('NatGateway', 'nat', { publicIpAddresses: [this.#publicAddress('Standard')] });
    }
  }

  #addInterface(
    { group: nsg, member, publicAddress }: InterfaceSketch,
    [network, subnet, host]: readonly [number, number, number],
    subnetId: object,
    dual: boolean,
  ): void {
    const groups = member
      ? { applicationSecurityGroups: [{ id: idOf('applicationSecurityGroups', `asg-${network}`) }] }
      : {};
    const first = {
      name: 'ipv4',
      subnet: subnetId,
      privateIPAllocationMethod: 'Static',
      privateIPAddress: hostAddress(network, subnet, host),
      ...groups,
      ...(publicAddress !== undefined && { publicIPAddress: this.#publicAddress(publicAddress) }),
    };
    const second = {
      name: 'ipv6',
      subnet: subnetId,
      privateIPAddressVersion: 'IPv6',
      privateIPAllocationMethod: 'Static',
      privateIPAddress: hostAddressIpv6(network, subnet, host),
      ...groups,
    };
    this.#add('NetworkInterface', `nic-${network}-${subnet}-${host}`, {
      ipConfigurations: dual ? [first, second] : [first],
      ...(nsg !== undefined && { networkSecurityGroup: { id: idOf('networkSecurityGroups', `nsg-${nsg}`) } }),
    });
  }

  #publicAddress(sku: string): { readonly id: string } {
    const number = this.#publicAddresses;
    this.#publicAddresses += 1;
    const name = `pip-${number}`;
    this.#add('PublicIPAddress', name, {
      ipAddress: `20.0.0.${number}`,
      publicIPAllocationMethod: 'Static',
      sku: { name: sku },
    });
    return { id: idOf('publicIPAddresses', name) };
  }

  #addPeerings(): void {
    const count = this.sketch.networks.length;
    const seen = new Set<string>();
    for (const { from, to, sides, access, forwarded } of this.sketch.peerings) {
      const [a, b] = [from % count, to % count];
      const key = [a, b].sort().join('-');
      if (a === b || seen.has(key)) continue;
      seen.add(key);
      const side = (near: number, far: number, index: 0 | 1) =>
        this.#add('VirtualNetworkPeering', `peering-${near}-${far}`, {
          virtualNetworkName: `vnet-${near}`,
          remoteVirtualNetwork: { id: idOf('virtualNetworks', `vnet-${far}`) },
          ...(access[index] !== undefined && { allowVirtualNetworkAccess: access[index] }),
          ...(forwarded[index] !== undefined && { allowForwardedTraffic: forwarded[index] }),
        });
      side(a, b, 0);
      if (sides === 'both') side(b, a, 1);
    }
  }

  #addFirewall(): void {
    const { firewall } = this.sketch;
    if (firewall === undefined) return;
    const subnet = {
      subnetName: 'AzureFirewallSubnet',
      virtualNetworkName: 'vnet-0',
      addressPrefix: firewallPrefix,
    };
    this.#add('Subnet', 'AzureFirewallSubnet', subnet);
    const address = this.#publicAddress('Standard');
    const number = `20.0.0.${this.#publicAddresses - 1}`;
    this.#add('FirewallPolicy', 'policy', {});
    const collections = firewall.collections.map((collection, index) => ({
      ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
      name: `network-${index}`,
      priority: 1000 - index,
      action: { type: collection.allows ? 'Allow' : 'Deny' },
      rules: [
        {
          ruleType: 'NetworkRule',
          name: 'a',
          ipProtocols: collection.protocols,
          sourceAddresses: collection.sources.map((item) => this.#firewallAddress(item)),
          destinationAddresses: collection.destinations.map((item) => this.#firewallAddress(item)),
          destinationPorts: collection.ports,
        },
      ],
    }));
    const nat = firewall.nat.map(({ to, port }, index) => ({
      ruleCollectionType: 'FirewallPolicyNatRuleCollection',
      name: `nat-${index}`,
      priority: 200 + index,
      action: { type: 'DNAT' },
      rules: [
        {
          ruleType: 'NatRule',
          name: 'a',
          ipProtocols: ['TCP'],
          sourceAddresses: ['*'],
          destinationAddresses: [number],
          destinationPorts: [String(port)],
          translatedAddress: hostIn(this.sketch, to),
          translatedPort: '443',
        },
      ],
    }));
    this.#add(
      'FirewallPolicyRuleCollectionGroup',
      'rules',
      {
        firewallPolicyName: 'policy',
        priority: 100,
        ruleCollections: [...collections, ...nat],
      },
      'ruleCollectionGroupName',
    );
    this.#add('AzureFirewall', 'firewall', {
      firewallPolicy: { id: idOf('firewallPolicies', 'policy') },
      ipConfigurations: [
        {
          name: 'a',
          subnet: { id: idOf('virtualNetworks', 'vnet-0', 'subnets', 'AzureFirewallSubnet') },
          publicIPAddress: address,
        },
      ],
    });
  }

  #firewallAddress(address: AddressSketch): string {
    return address.form % 4 === 0 ? '*' : rangeAddress(this.sketch, address, true);
  }
}

function oneOrMany(one: string, many: string, texts: readonly string[]): object {
  return texts.length === 1 ? { [one]: texts[0] } : { [many]: texts };
}

const specialNames: Readonly<Record<string, string>> = { PublicIPAddress: 'publicIpAddressName' };

function nameKeyOf(className: string): string {
  return specialNames[className] ?? `${className.charAt(0).toLowerCase()}${className.slice(1)}Name`;
}
