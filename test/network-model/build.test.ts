import { describe, expect, it } from 'vitest';
import type { PlannedResource } from '../../lib/resources/from-plan';
import {
  byTable,
  firewall,
  group,
  id,
  inGroup,
  joined,
  lineOf,
  modelOf,
  network,
  nic,
  peering,
  privateEndpoint,
  resource,
  rule,
  subnet,
  table,
  unknown,
} from './support/plan';

const one = [network('a', '10.1.0.0/16'), subnet('a', 'app', '10.1.1.0/24', inGroup('g')), group('g')];

const withInputs = (planned: PlannedResource, more: object): PlannedResource => ({
  ...planned,
  inputs: { ...planned.inputs, ...more },
});
/** An application gateway in a subnet of its own. */
const gateway = (inputs: object): PlannedResource[] => [
  ...one,
  resource('ApplicationGateway', 'agw', {
    gatewayIPConfigurations: [{ subnet: id('virtualNetworks/a/subnets/app') }],
    ...inputs,
  }),
];

const faults: Readonly<Record<string, readonly [string, readonly PlannedResource[]]>> = {
  'a prefix that is none': [
    'x addressSpace.addressPrefixes[0]: is no address or range of addresses',
    [network('x', '10.0.0.0/33')],
  ],
  'a subnet outside of its network': [
    'out: has addresses that are not in the network a',
    [...one, subnet('a', 'out', '10.2.0.0/24')],
  ],
  'subnets that overlap': [
    'wide: has addresses that another subnet of a has as well',
    [...one, subnet('a', 'wide', '10.1.1.128/25')],
  ],
  'a subnet described twice': [
    'b subnets[0]: is described by a resource of its own as well',
    [
      network('b', '10.3.0.0/16', { subnets: [{ name: 'APP', addressPrefix: '10.3.0.0/24' }] }),
      subnet('b', 'app', '10.3.0.0/24'),
    ],
  ],
  'more rules than Azure takes in a group': [
    'g securityRules: must be at most 1000 rules, found 1001',
    [group('g', ...Array.from({ length: 1001 }, (_, index) => `in ${100 + index} Deny Tcp 22 from * to *`))],
  ],
  'a priority below the first': [
    'g securityRules[0].priority: must be a whole number from 100 to 4096, found 99',
    [group('g', 'in 99 Allow Tcp 22 from * to *')],
  ],
  'a priority beyond the last': [
    'g securityRules[0].priority: must be a whole number from 100 to 4096, found 4097',
    [group('g', 'in 4097 Allow Tcp 22 from * to *')],
  ],
  'a priority used twice in a direction': [
    'g securityRules[2]: has priority 100, which another inbound rule has as well',
    [
      group(
        'g',
        'in 100 Allow Tcp 22 from * to *',
        'out 100 Allow Tcp 22 from * to *',
        'in 100 Deny Tcp 23 from * to *',
      ),
    ],
  ],
  'a priority used by a rule beside the group': [
    'beside: has priority 100, which another inbound rule has as well',
    [
      group('g', 'in 100 Allow Tcp 22 from * to *'),
      resource('SecurityRule', 'beside', {
        networkSecurityGroupName: 'g',
        ...rule('in 100 Deny Tcp 23 from * to *'),
      }),
    ],
  ],
  'an address that is none': [
    'g securityRules[0]: holds something that is no address, range or service tag',
    [group('g', 'in 100 Allow Tcp 22 from 10.0.0.256 to *')],
  ],
  'a port that is none': [
    'g securityRules[0]: holds something that is no port or range of ports',
    [group('g', 'in 100 Allow Tcp 70000 from * to *')],
  ],
  'a protocol that is none': [
    'g securityRules[0]: holds a protocol that Azure does not know',
    [group('g', 'in 100 Allow Sctp 22 from * to *')],
  ],
  'an access that is none': [
    'g securityRules[0].access: must be Allow or Deny, found Permit',
    [group('g', 'in 100 Permit Tcp 22 from * to *')],
  ],
  'a peering without its other side': [
    'a-b: has no other side: b has no peering to a',
    [...one, network('b', '10.2.0.0/16'), peering('a', 'b')],
  ],
  'peered networks that overlap': [
    'a-b: joins networks that have addresses in common: a and b',
    [...one, network('b', '10.1.128.0/17'), ...joined('a', 'b')],
  ],
  'two interfaces with one address': [
    'n2: has an address that something else in app has as well',
    [...one, nic('n1', 'a', 'app', '10.1.1.4'), nic('n2', 'a', 'app', '10.1.1.4')],
  ],
  'an interface outside of its subnet': [
    'n1 ipConfigurations[0].privateIPAddress: is not an address of the subnet app',
    [...one, nic('n1', 'a', 'app', '10.9.9.9')],
  ],
  'a next hop that is none': [
    't routes[0].nextHopType: must be a type of next hop such as VirtualAppliance, found Moon',
    [table('t', '0.0.0.0/0 Moon')],
  ],
  'an appliance without an address': [
    't routes[0].nextHopIpAddress: must be an address, found nothing',
    [table('t', '0.0.0.0/0 VirtualAppliance')],
  ],
  'two routes for one prefix': [
    't routes[1]: has the prefix of another route of the table',
    [table('t', '10.0.0.0/8 None', '10.0.0.0/8 Internet')],
  ],
  'an address of a firewall rule that is none': [
    'fw-rules ruleCollections[0].rules[0].destinationAddresses[0]: must be an address, a range or a service tag, found 1.2.3',
    [
      network('h', '10.0.0.0/16'),
      subnet('h', 'AzureFirewallSubnet', '10.0.0.0/26'),
      ...firewall('fw', 'h', [
        {
          priority: 100,
          action: { type: 'Allow' },
          rules: [{ ruleType: 'NetworkRule', destinationAddresses: ['1.2.3'] }],
        },
      ]),
    ],
  ],
};

const gaps: Readonly<Record<string, readonly [string, readonly PlannedResource[]]>> = {
  'a prefix that is not known': [
    'x addressSpace.addressPrefixes[0]: the address is not known before deployment',
    [network('x', unknown as never)],
  ],
  'a network from a pool': [
    "x addressSpace: the network's addresses are given elsewhere",
    [resource('VirtualNetwork', 'x', { addressSpace: {} })],
  ],
  'a peering to a network of no plan': [
    'a-z remoteVirtualNetwork.id: the VirtualNetwork that it names is not in the plans',
    [...one, peering('a', 'z')],
  ],
  'a peering of a network of no plan': [
    'z-a: the network z in the resource group rg, to which the peering belongs, is not in the plans',
    [...one, peering('z', 'a')],
  ],
  'a group of no plan': [
    'app networkSecurityGroup.id: the NetworkSecurityGroup that it names is not in the plans',
    [network('a', '10.1.0.0/16'), subnet('a', 'app', '10.1.1.0/24', inGroup('missing'))],
  ],
  'a table that is not known': [
    'app routeTable: which RouteTable it names is not known yet',
    [network('a', '10.1.0.0/16'), subnet('a', 'app', '10.1.1.0/24', { routeTable: unknown })],
  ],
  'a rule that is not known': [
    'g securityRules[0].sourceAddressPrefix: what the rule says is not known before deployment',
    [group('g', rule('in 100 Allow Tcp 22 from * to *', { sourceAddressPrefix: unknown }))],
  ],
  'a rule for a group of no plan': [
    'beside: the group that the rule belongs to is not in the plans',
    [
      resource('SecurityRule', 'beside', {
        networkSecurityGroupName: 'gone',
        ...rule('in 100 Allow Tcp 22 from * to *'),
      }),
    ],
  ],
  'an application security group of no plan': [
    'g securityRules[0]: the application security group that the rule names is not in the plans',
    [
      group(
        'g',
        rule('in 100 Allow Tcp 22 from * to *', {
          sourceAddressPrefix: undefined,
          sourceApplicationSecurityGroups: [id('applicationSecurityGroups/none')],
        }),
      ),
    ],
  ],
  'a private endpoint with two connections': [
    'link manualPrivateLinkServiceConnections[0].privateLinkServiceId: a second connection is not followed',
    [
      ...one,
      withInputs(privateEndpoint('link', 'a', 'app', '10.1.1.4'), {
        manualPrivateLinkServiceConnections: [{ privateLinkServiceId: id('x/z').id }],
      }),
    ],
  ],
  'a priority of firewall rules that is not known': [
    'fw-rules ruleCollections[0].priority: the priority is not known yet',
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'AzureFirewallSubnet', '10.1.1.0/26'),
      ...firewall('fw', 'a', [{ priority: unknown, action: { type: 'Deny' }, rules: [] }]),
    ],
  ],
  "a gateway's frontend whose name is not known": [
    'agw frontendIPConfigurations[0].name: what listens at the frontend is not known yet',
    gateway({ frontendIPConfigurations: [{ name: unknown }] }),
  ],
  "a gateway's listener whose name is not known": [
    'agw httpListeners[0]: which rules lead from it is not known yet',
    gateway({
      frontendPorts: [{ name: 'https', port: 443 }],
      httpListeners: [{ name: unknown, frontendPort: { id: '$self/frontendPorts/https' } }],
    }),
  ],
  'an interface whose configurations are no list': [
    'n1 ipConfigurations: names no subnet',
    [...one, resource('NetworkInterface', 'n1', { ipConfigurations: { a: 1 } })],
  ],
  "a gateway's path map that is not known": [
    'agw requestRoutingRules[0].urlPathMap.id: by which paths the rule leads is not known yet',
    gateway({
      requestRoutingRules: [{ httpListener: { id: '$self/httpListeners/https' }, urlPathMap: unknown }],
    }),
  ],
  "a gateway's backend whose name is not known": [
    'agw backendAddressPools[0].backendAddresses[0]: a backend by name is not followed',
    gateway({
      backendAddressPools: [{ name: 'all', backendAddresses: [{ fqdn: unknown, ipAddress: '10.1.1.4' }] }],
      backendHttpSettingsCollection: [{ name: 'https', port: 443 }],
      requestRoutingRules: [
        {
          httpListener: { id: '$self/httpListeners/https' },
          backendAddressPool: { id: '$self/backendAddressPools/all' },
          backendHttpSettings: { id: '$self/backendHttpSettingsCollection/https' },
        },
      ],
    }),
  ],
  'a scale set': [
    'set: interfaces that a scale set makes is not followed',
    [resource('VirtualMachineScaleSet', 'set')],
  ],
  'a VPN gateway': ['vpn: a VPN is not followed', [resource('VirtualNetworkGateway', 'vpn')]],
  'a virtual WAN hub': ['hub: a virtual WAN is not followed', [resource('VirtualHub', 'hub')]],
  'a virtual network manager': [
    'manager: a virtual network manager is not followed',
    [resource('NetworkManager', 'manager')],
  ],
  'a type of the network service that nobody knows': [
    'new: QuantumLink is not followed',
    [resource('QuantumLink', 'new')],
  ],
  'a cluster': [
    'aks: a cluster is not followed',
    [{ ...resource('ManagedCluster', 'aks'), type: 'azure-native:containerservice:ManagedCluster' }],
  ],
  'something else in a subnet': [
    'web virtualNetworkSubnetId: what stands in the subnet is not followed',
    [
      {
        ...resource('WebApp', 'web', { virtualNetworkSubnetId: id('virtualNetworks/a/subnets/app').id }),
        type: 'azure-native:web:WebApp',
      },
    ],
  ],
  'a resource of another provider': [
    'old: resources of this provider are not followed',
    [{ ...resource('X', 'old'), type: 'azure:network/virtualNetwork:VirtualNetwork' }],
  ],
};

describe('a network model', () => {
  it.each(Object.entries(faults))('calls %s a fault, with its place', (_name, [line, resources]) => {
    expect(modelOf(resources).faults.map(lineOf)).toEqual([line]);
  });

  it.each(Object.entries(gaps))('calls %s a gap, with its place', (_name, [line, resources]) => {
    const model = modelOf(resources);
    expect(model.gaps.map(lineOf)).toEqual([line]);
    expect(model.faults).toEqual([]);
  });

  it('follows names and ids in any case, and what was made from what', () => {
    const model = modelOf([
      network('Hub', '10.0.0.0/16', {
        subnets: [
          {
            name: 'Inner',
            addressPrefixes: ['10.0.1.0/24'],
            networkSecurityGroup: { id: id('networkSecurityGroups/G').id.toUpperCase() },
          },
        ],
      }),
      {
        ...subnet('hub', 'outer', '10.0.2.0/24', byTable('t')),
        inputs: {
          ...subnet('x', 'outer', '10.0.2.0/24').inputs,
          virtualNetworkName: unknown,
          routeTable: { id: unknown },
        },
        propertyDependencies: { virtualNetworkName: ['Hub'], routeTable: ['t'] },
      },
      group('g'),
      table('t', '0.0.0.0/0 None'),
      nic('n', 'HUB', 'inner', '10.0.1.4'),
      privateEndpoint('pep', 'hub', 'outer', '10.0.2.4'),
    ]);
    expect(model.gaps).toEqual([]);
    expect(
      model.subnets.map(({ name, group: own, table: routes }) => [name, own?.name, routes?.name]),
    ).toEqual([
      ['outer', undefined, 't'],
      ['Inner', 'g', undefined],
    ]);
    expect(model.endpoints.map(({ name, subnet: { name: of } }) => [name, of])).toEqual([
      ['n', 'Inner'],
      ['pep', 'outer'],
    ]);
  });

  it('takes owners from tags: of the thing, what it stands in, and its resource group', () => {
    const keys = { tenant: 'yosai-tenant', scope: 'yosai-scope' } as never;
    const model = modelOf(
      [
        {
          ...resource('ResourceGroup', 'rg', {
            resourceGroupName: 'rg',
            tags: { 'Yosai-Scope': 'cloud-service' },
          }),
          type: 'azure-native:resources:ResourceGroup',
        },
        network('a', '10.1.0.0/16', { tags: { 'yosai-tenant': 'aoba' } }),
        subnet('a', 'app', '10.1.1.0/24'),
        nic('n', 'a', 'app', '10.1.1.4', { tags: { 'yosai-tenant': 'kita' } }),
      ],
      { tagKeys: keys },
    );
    expect(model.subnets[0]?.tags).toEqual({ scope: 'cloud-service', tenant: 'aoba' });
    expect(model.endpoints[0]?.tags).toEqual({ scope: 'cloud-service', tenant: 'kita' });
  });
});
