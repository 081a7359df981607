import { baselineRules, networkId, placeTags } from '../support/network';
import { type Shown, unknown } from '../support/pack-run';
import { caseOf, compliant, type Expected } from './case';

const tableId = networkId('rg-aoba', 'routeTables', 'rt-aoba');
const groupId = networkId('rg-aoba', 'networkSecurityGroups', 'nsg-app');
const subnetProperties = {
  addressPrefix: '10.64.1.0/24',
  routeTable: { id: tableId },
  networkSecurityGroup: { id: groupId },
  defaultOutboundAccess: false,
};
const subnet = (change: object = {}): Shown => ({
  type: 'azure-native:network:Subnet',
  name: 'subnet',
  properties: {
    resourceGroupName: 'rg-aoba',
    virtualNetworkName: 'vnet-aoba',
    subnetName: 'app',
    ...subnetProperties,
    ...change,
  },
});
const table = (routes: unknown): Shown => ({
  type: 'azure-native:network:RouteTable',
  name: 'table',
  properties: { resourceGroupName: 'rg-aoba', routeTableName: 'rt-aoba', routes },
});
const groupOf = (role: string): Shown => ({
  type: 'azure-native:network:NetworkSecurityGroup',
  name: 'group',
  properties: {
    resourceGroupName: 'rg-aoba',
    networkSecurityGroupName: 'nsg-app',
    securityRules: baselineRules(role),
    tags: placeTags({ network: 'tenant', role, slot: 0 }),
  },
});
const group = groupOf('app');
const route = (addressPrefix: unknown, change: object = {}) => ({
  addressPrefix,
  nextHopType: 'VirtualAppliance',
  nextHopIpAddress: '10.32.0.4',
  ...change,
});
const toHub = route('0.0.0.0/0');
const found = (...violated: string[]): Expected => ({ violated });
const left = (...undetermined: string[]): Expected => ({ undetermined });

const routes = (
  [
    ['a default route to the firewall', [toHub], compliant],
    [
      'a default route in other letters',
      [route('0.0.0.0/0', { nextHopType: 'VIRTUALAPPLIANCE' })],
      compliant,
    ],
    ['a default route with host bits', [route('10.1.2.3/0')], compliant],
    ['a default route in two halves', [route('0.0.0.0/1'), route('128.0.0.0/1')], compliant],
    ['half a default route', [route('0.0.0.0/1')], found('table: routes')],
    ['no route', [], found('table: routes')],
    [
      'a default route to the last address of the firewall',
      [route('0.0.0.0/0', { nextHopIpAddress: '10.32.0.63' })],
      compliant,
    ],
    [
      'a default route to an address beside the firewall',
      [route('0.0.0.0/0', { nextHopIpAddress: '10.32.0.64' })],
      found('table: routes[0].nextHopIpAddress'),
    ],
    [
      'a default route to an appliance that has no address',
      [route('0.0.0.0/0', { nextHopIpAddress: undefined })],
      found('table: routes[0].nextHopIpAddress'),
    ],
    [
      'a default route to the Internet',
      [route('0.0.0.0/0', { nextHopType: 'Internet' })],
      found('table: routes[0].nextHopType'),
    ],
    [
      'one public address past the firewall',
      [toHub, route('203.0.113.9/32', { nextHopType: 'internet' })],
      found('table: routes[1].nextHopType'),
    ],
    [
      'a service tag past the firewall',
      [toHub, route('Storage', { nextHopType: 'Internet' })],
      found('table: routes[1].nextHopType'),
    ],
    [
      'the corporate network by a gateway',
      [toHub, route('172.20.0.0/16', { nextHopType: 'VirtualNetworkGateway' })],
      found('table: routes[1].nextHopType'),
    ],
    [
      'the corporate network into nothing',
      [toHub, route('172.20.0.0/16', { nextHopType: 'None' })],
      compliant,
    ],
    ['everything into nothing', [route('0.0.0.0/0', { nextHopType: 'none' })], compliant],
    ['the own network by itself', [toHub, route('10.64.0.0/22', { nextHopType: 'VnetLocal' })], compliant],
    [
      "another tenant by the own network's routes",
      [toHub, route('10.64.4.0/22', { nextHopType: 'VnetLocal' })],
      found('table: routes[1].nextHopType'),
    ],
    [
      'all of 10 by the own network',
      [toHub, route('10.0.0.0/8', { nextHopType: 'VnetLocal' })],
      found('table: routes[1].nextHopType'),
    ],
    [
      'a next hop of another word',
      [route('0.0.0.0/0', { nextHopType: 'Firewall' })],
      found('table: routes[0].nextHopType'),
    ],
    ['a default route for a prefix that there is not', [route('0.0.0.0/33')], found('table: routes')],
    [
      'an IPv6 default route to the Internet',
      [toHub, route('::/0', { nextHopType: 'Internet' })],
      found('table: routes[1].nextHopType'),
    ],
    ['routes that are not known yet', unknown, left('table: routes')],
    [
      'a next hop that is not known yet',
      [route('0.0.0.0/0', { nextHopIpAddress: unknown })],
      left('table: routes[0].nextHopIpAddress'),
    ],
    ['a prefix that is not known yet', [route(unknown)], left('table: routes[0].addressPrefix')],
  ] as const
).map(([name, list, expected]) => caseOf(name, [subnet(), group, table(list)], expected));

const all = [group, table([toHub])];
const subnets = (
  [
    ['no route table', { routeTable: undefined }, found('subnet: routeTable.id')],
    ['a route table without an id', { routeTable: {} }, found('subnet: routeTable.id')],
    [
      'a route table that is not here',
      { routeTable: { id: networkId('rg-other', 'routeTables', 'rt') } },
      left('subnet: routeTable.id'),
    ],
    ['a route table that is not known yet', { routeTable: { id: unknown } }, left('subnet: routeTable.id')],
    ['no security group', { networkSecurityGroup: undefined }, found('subnet: networkSecurityGroup.id')],
    [
      'a security group without an id',
      { networkSecurityGroup: {} },
      found('subnet: networkSecurityGroup.id'),
    ],
    [
      'a security group that is not here',
      { networkSecurityGroup: { id: networkId('rg-other', 'networkSecurityGroups', 'nsg') } },
      left('subnet: networkSecurityGroup.id'),
    ],
    [
      "the security group's id in capitals",
      { networkSecurityGroup: { id: groupId.toUpperCase() } },
      compliant,
    ],
    [
      "another subnet's security group",
      { addressPrefix: '10.64.2.0/24', subnetName: 'data' },
      found('subnet: networkSecurityGroup.id'),
    ],
    [
      "the firewall's name in a tenant, which takes no group",
      { subnetName: 'AzureFirewallSubnet', networkSecurityGroup: undefined },
      compliant,
    ],
    ['addresses of no planned subnet', { addressPrefix: '10.200.0.0/24' }, found('subnet: addressPrefix')],
    ['half of the planned addresses', { addressPrefix: '10.64.1.0/25' }, found('subnet: addressPrefix')],
    [
      'a second range',
      { addressPrefix: undefined, addressPrefixes: ['10.64.1.0/24', '10.99.0.0/24'] },
      found('subnet: addressPrefixes[1]'),
    ],
    [
      'the planned range by a list',
      { addressPrefix: undefined, addressPrefixes: ['10.64.1.0/24'] },
      compliant,
    ],
    ["Azure's own way out, said", { defaultOutboundAccess: true }, found('subnet: defaultOutboundAccess')],
    [
      "Azure's own way out, left out",
      { defaultOutboundAccess: undefined },
      found('subnet: defaultOutboundAccess'),
    ],
    [
      "Azure's own way out, not known yet",
      { defaultOutboundAccess: unknown },
      left('subnet: defaultOutboundAccess'),
    ],
    ['no way out, as text', { defaultOutboundAccess: 'False' }, compliant],
  ] as const
).map(([name, change, expected]) => caseOf(`a subnet with ${name}`, [subnet(change), ...all], expected));

const listed = caseOf(
  'a subnet in the list of its network, with nothing',
  [
    {
      type: 'azure-native:network:VirtualNetwork',
      name: 'vnet',
      properties: {
        resourceGroupName: 'rg-aoba',
        virtualNetworkName: 'vnet-aoba',
        subnets: [{ name: 'app', addressPrefix: '10.64.1.0/24' }],
      },
    },
  ],
  found(
    'vnet: subnets[0].networkSecurityGroup.id',
    'vnet: subnets[0].routeTable.id',
    'vnet: subnets[0].defaultOutboundAccess',
  ),
);

const endpoints = (
  [
    ['rules for endpoints', 'Enabled', compliant],
    ['rules for endpoints in other letters', 'networksecuritygroupenabled', compliant],
    ['no rules for endpoints', 'Disabled', found('subnet: privateEndpointNetworkPolicies')],
    [
      'routes but no rules for endpoints',
      'RouteTableEnabled',
      found('subnet: privateEndpointNetworkPolicies'),
    ],
    ['nothing said of endpoints', undefined, found('subnet: privateEndpointNetworkPolicies')],
    ['rules for endpoints that are not known yet', unknown, left('subnet: privateEndpointNetworkPolicies')],
  ] as const
).map(([name, privateEndpointNetworkPolicies, expected]) =>
  caseOf(
    `an endpoint subnet with ${name}`,
    [
      subnet({
        subnetName: 'private-endpoints',
        addressPrefix: '10.64.3.0/24',
        privateEndpointNetworkPolicies,
      }),
      groupOf('endpoints'),
      table([toHub]),
    ],
    expected,
  ),
);

const nic = (ipConfigurations: unknown): Shown => ({
  type: 'azure-native:network:NetworkInterface',
  name: 'nic',
  properties: { ipConfigurations },
});
const machine = (networkProfile: unknown): Shown => ({
  type: 'azure-native:compute:VirtualMachine',
  name: 'vm',
  properties: { networkProfile },
});
const address = { id: networkId('rg-aoba', 'publicIPAddresses', 'pip') };

const interfaces = [
  caseOf(
    'an interface without a public address',
    [nic([{ name: 'a', privateIPAddress: '10.64.1.4' }])],
    compliant,
  ),
  caseOf(
    'an interface with a public address',
    [nic([{ publicIPAddress: address }])],
    found('nic: ipConfigurations[0].publicIPAddress'),
  ),
  caseOf(
    'a public address on the second configuration',
    [nic([{}, { publicIPAddress: address }])],
    found('nic: ipConfigurations[1].publicIPAddress'),
  ),
  caseOf(
    'a public address that is not known yet',
    [nic([{ publicIPAddress: unknown }])],
    left('nic: ipConfigurations[0].publicIPAddress'),
  ),
  caseOf(
    'a public address whose id is not known yet, which is one all the same',
    [nic([{ publicIPAddress: { id: unknown } }])],
    found('nic: ipConfigurations[0].publicIPAddress'),
  ),
  caseOf('configurations that are not known yet', [nic(unknown)], left('nic: ipConfigurations')),
  caseOf(
    'a machine that makes an interface with a public address',
    [
      machine({
        networkInterfaceConfigurations: [
          { ipConfigurations: [{ publicIPAddressConfiguration: { name: 'pip' } }] },
        ],
      }),
    ],
    found(
      'vm: networkProfile.networkInterfaceConfigurations[0].ipConfigurations[0].publicIPAddressConfiguration',
    ),
  ),
  caseOf(
    'a machine that makes an interface without one',
    [machine({ networkInterfaceConfigurations: [{ ipConfigurations: [{ name: 'a' }] }] })],
    compliant,
  ),
];

const network = (name: string, prefix: unknown, change: object = {}): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name,
  properties: {
    resourceGroupName: 'rg',
    virtualNetworkName: name,
    addressSpace: { addressPrefixes: [prefix] },
    ...change,
  },
});
const peering = (from: string, to: unknown): Shown => ({
  type: 'azure-native:network:VirtualNetworkPeering',
  name: 'peering',
  properties: {
    resourceGroupName: 'rg',
    virtualNetworkName: from,
    remoteVirtualNetwork: {
      id: typeof to === 'string' && !to.includes('-') ? networkId('rg', 'virtualNetworks', to) : to,
    },
  },
});
const aoba = network('aoba', '10.64.0.0/22');
const hinode = network('hinode', '10.64.4.0/22');
const hub = network('hub', '10.32.0.0/20');
const far = 'peering: remoteVirtualNetwork.id';

const peerings = [
  caseOf('a tenant peered with the hub', [aoba, hub, peering('aoba', 'hub')], compliant),
  caseOf('the hub peered with a tenant', [aoba, hub, peering('hub', 'aoba')], compliant),
  caseOf('a tenant peered with another', [aoba, hinode, peering('aoba', 'hinode')], found(far)),
  caseOf('a tenant peered with another in capitals', [aoba, hinode, peering('AOBA', 'HINODE')], found(far)),
  caseOf('a tenant peered with a network that is not here', [aoba, peering('aoba', 'elsewhere')], found(far)),
  caseOf('a tenant peered with what is not known yet', [aoba, peering('aoba', unknown)], left(far)),
  caseOf(
    "a tenant peered with another, in the network's own list",
    [
      network('aoba', '10.64.0.0/22', {
        virtualNetworkPeerings: [
          { remoteVirtualNetwork: { id: networkId('rg', 'virtualNetworks', 'hinode') } },
        ],
      }),
      hinode,
    ],
    found('aoba: virtualNetworkPeerings[0].remoteVirtualNetwork.id'),
  ),
];

/** Subnets with their groups and tables, routes, interfaces and peerings. */
export const networks = [...routes, ...subnets, listed, ...endpoints, ...interfaces, ...peerings];
