import {
  allTexts,
  type Inputs,
  idIn,
  isSaid,
  type PlainResource,
  partIn,
  partsIn,
  plainId,
  textIn,
} from './plain';

/** Where something stands in the plan: `urn` and the path of the property. */
export interface Spot {
  readonly urn: string;
  readonly path: string;
}

export interface PlainSubnet {
  readonly id: string;
  readonly spot: Spot;
  readonly network: string;
  readonly inputs: Inputs;
  readonly prefixes: readonly string[];
  readonly group: string;
  readonly table: string;
}

/** A rule of a security group with its place. */
export interface PlainRule {
  readonly spot: Spot;
  readonly inputs: Inputs;
}

/** One network's side of a peering. */
export interface PlainPeering {
  readonly inputs: Inputs;
  readonly remote: string;
}

/** One address of a network interface, private endpoint or firewall. */
export interface PlainHost {
  readonly kind: 'interface' | 'privateEndpoint' | 'firewall';
  readonly id: string;
  readonly resource: PlainResource;
  readonly subnet: string;
  /** As the plan writes it. */
  readonly address: string;
  readonly applicationGroups: readonly string[];
  readonly group: string;
  readonly publicAddresses: readonly string[];
}

const provider = '/providers/microsoft.network/';
const collections: Readonly<Record<string, readonly [collection: string, nameKey: string]>> = {
  VirtualNetwork: ['virtualnetworks', 'virtualNetworkName'],
  NetworkSecurityGroup: ['networksecuritygroups', 'networkSecurityGroupName'],
  ApplicationSecurityGroup: ['applicationsecuritygroups', 'applicationSecurityGroupName'],
  RouteTable: ['routetables', 'routeTableName'],
  NetworkInterface: ['networkinterfaces', 'networkInterfaceName'],
  PublicIPAddress: ['publicipaddresses', 'publicIpAddressName'],
  PrivateEndpoint: ['privateendpoints', 'privateEndpointName'],
  AzureFirewall: ['azurefirewalls', 'azureFirewallName'],
  FirewallPolicy: ['firewallpolicies', 'firewallPolicyName'],
  NatGateway: ['natgateways', 'natGatewayName'],
};

/** The id that Azure gives a resource of the plan, from the resource group on. */
export function azureId(resource: PlainResource): string {
  const [collection = '', nameKey = ''] = collections[classOf(resource)] ?? [];
  return (
    groupId(resource.inputs) + provider + `${collection}/${textIn(resource.inputs, nameKey)}`.toLowerCase()
  );
}

export const classOf = ({ type }: PlainResource): string => type.split(':').at(-1) ?? '';

const groupId = (inputs: Inputs): string =>
  `/resourcegroups/${textIn(inputs, 'resourceGroupName')}`.toLowerCase();

/** The plan's resources by their ids, read without any knowledge of the network model. */
export class World {
  readonly networks = new Map<string, PlainResource>();
  readonly subnets: PlainSubnet[] = [];
  readonly hosts: PlainHost[] = [];
  readonly #rules = new Map<string, readonly PlainRule[]>();
  readonly #peerings = new Map<string, readonly PlainPeering[]>();
  readonly #byClass = new Map<string, readonly PlainResource[]>();
  readonly #byId = new Map<string, PlainResource>();

  constructor(readonly resources: readonly PlainResource[]) {
    for (const resource of resources) this.#byId.set(azureId(resource), resource);
    for (const resource of this.of('VirtualNetwork')) {
      const id = azureId(resource);
      this.networks.set(id, resource);
      for (const [index, inputs] of partsIn(resource.inputs, 'subnets').entries()) {
        this.subnets.push(subnetOf(id, inputs, 'name', { urn: resource.urn, path: `subnets[${index}]` }));
      }
    }
    for (const { inputs, urn } of this.of('Subnet')) {
      this.subnets.push(
        subnetOf(this.#holder(inputs, 'VirtualNetwork'), inputs, 'subnetName', { urn, path: '' }),
      );
    }
    for (const resource of this.of('NetworkInterface')) this.#addInterface(resource);
    for (const resource of this.of('PrivateEndpoint')) this.#addEndpoint(resource);
    for (const resource of this.of('AzureFirewall')) this.#addFirewall(resource);
  }

  of(className: string): readonly PlainResource[] {
    const known = this.#byClass.get(className);
    if (known !== undefined) return known;
    const found = this.resources.filter((resource) => classOf(resource) === className);
    this.#byClass.set(className, found);
    return found;
  }

  byId(id: string): PlainResource | undefined {
    return this.#byId.get(plainId(id));
  }

  subnet(id: string): PlainSubnet | undefined {
    return this.subnets.find((subnet) => subnet.id === id.toLowerCase());
  }

  /** The rules of a security group, in it and beside it. */
  rulesOf(group: string): readonly PlainRule[] {
    const known = this.#rules.get(group);
    if (known !== undefined) return known;
    const rules = this.#readRules(group);
    this.#rules.set(group, rules);
    return rules;
  }

  #readRules(group: string): PlainRule[] {
    const resource = this.byId(group);
    if (resource === undefined) return [];
    const inside = partsIn(resource.inputs, 'securityRules').map((inputs, index) => ({
      inputs,
      spot: { urn: resource.urn, path: `securityRules[${index}]` },
    }));
    const beside = this.of('SecurityRule')
      .filter(({ inputs }) => this.#holder(inputs, 'NetworkSecurityGroup') === group)
      .map(({ inputs, urn }) => ({ inputs, spot: { urn, path: '' } }));
    return [...inside, ...beside];
  }

  /** The user-defined routes of a table, in it and beside it. */
  routesOf(table: string): Inputs[] {
    const resource = this.byId(table);
    if (resource === undefined) return [];
    const beside = this.of('Route').filter(({ inputs }) => this.#holder(inputs, 'RouteTable') === table);
    return [...partsIn(resource.inputs, 'routes'), ...beside.map(({ inputs }) => inputs)];
  }

  /** A network's own sides of its peerings. */
  peeringsOf(network: string): readonly PlainPeering[] {
    const known = this.#peerings.get(network);
    if (known !== undefined) return known;
    const peerings = this.of('VirtualNetworkPeering')
      .filter(({ inputs }) => this.#holder(inputs, 'VirtualNetwork') === network)
      .map(({ inputs }) => ({ inputs, remote: idIn(inputs, 'remoteVirtualNetwork') }));
    this.#peerings.set(network, peerings);
    return peerings;
  }

  prefixesOf(network: string): readonly string[] {
    const resource = this.networks.get(network);
    return resource === undefined
      ? []
      : allTexts(partIn(resource.inputs, 'addressSpace'), '', 'addressPrefixes');
  }

  /** The number that the program gives a public address; empty while it gives none. */
  publicAddress(id: string): string {
    const resource = this.byId(id);
    return resource === undefined ? '' : (textIn(resource.inputs, 'ipAddress') ?? '');
  }

  isStandard(publicAddress: string): boolean {
    const resource = this.byId(publicAddress);
    return resource !== undefined && textIn(partIn(resource.inputs, 'sku'), 'name') === 'Standard';
  }

  #holder(inputs: Inputs, className: string): string {
    const [collection = '', nameKey = ''] = collections[className] ?? [];
    return groupId(inputs) + provider + `${collection}/${textIn(inputs, nameKey)}`.toLowerCase();
  }

  #addInterface(resource: PlainResource): void {
    for (const configuration of partsIn(resource.inputs, 'ipConfigurations')) {
      const address = idIn(configuration, 'publicIPAddress');
      this.hosts.push({
        kind: 'interface',
        id: azureId(resource),
        resource,
        subnet: idIn(configuration, 'subnet'),
        address: textIn(configuration, 'privateIPAddress') ?? '',
        applicationGroups: partsIn(configuration, 'applicationSecurityGroups').map((item) =>
          plainId(String(textIn(item, 'id'))),
        ),
        group: idIn(resource.inputs, 'networkSecurityGroup'),
        publicAddresses: address === '' ? [] : [address],
      });
    }
  }

  #addEndpoint(resource: PlainResource): void {
    for (const configuration of partsIn(resource.inputs, 'ipConfigurations')) {
      this.hosts.push({
        kind: 'privateEndpoint',
        id: azureId(resource),
        resource,
        subnet: idIn(resource.inputs, 'subnet'),
        address: textIn(configuration, 'privateIPAddress') ?? '',
        applicationGroups: [],
        group: '',
        publicAddresses: [],
      });
    }
  }

  #addFirewall(resource: PlainResource): void {
    const configurations = partsIn(resource.inputs, 'ipConfigurations');
    const [first = {}] = configurations;
    this.hosts.push({
      kind: 'firewall',
      id: azureId(resource),
      resource,
      subnet: idIn(first, 'subnet'),
      address: firstUsable(this.subnet(idIn(first, 'subnet'))),
      applicationGroups: [],
      group: '',
      publicAddresses: configurations.map((configuration) => idIn(configuration, 'publicIPAddress')),
    });
  }
}

function subnetOf(network: string, inputs: Inputs, nameKey: string, spot: Spot): PlainSubnet {
  return {
    id: `${network}/subnets/${textIn(inputs, nameKey)}`.toLowerCase(),
    spot,
    network,
    inputs,
    prefixes: allTexts(inputs, 'addressPrefix', 'addressPrefixes'),
    group: idIn(inputs, 'networkSecurityGroup'),
    table: idIn(inputs, 'routeTable'),
  };
}

/**
 * The first address that Azure gives out, which a firewall gets: it keeps the first four of a subnet.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq (2026-11-27)
 */
function firstUsable(subnet: PlainSubnet | undefined): string {
  const [base = ''] = subnet?.prefixes[0]?.split('/') ?? [];
  const octets = base.split('.');
  return [...octets.slice(0, 3), Number(octets[3]) + 4].join('.');
}

/** Whether Azure gives what stands in a subnet a way to the Internet of its own. */
export const hasDefaultOutbound = ({ inputs }: PlainSubnet): boolean =>
  isSaid(inputs, 'defaultOutboundAccess') !== false;
