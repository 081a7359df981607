import { describe, expect, it } from 'vitest';
import type { NetworkModel } from '../../lib/network-model/model';
import { narrow, packets, readPorts, readProtocol } from '../../lib/network-model/traffic';
import { type Arrival, arrivals, type Start } from '../../lib/reachability/arrivals';
import type { PlannedResource } from '../../lib/resources/from-plan';
import {
  byTable,
  collection,
  firewall,
  group,
  id,
  inGroup,
  inSubnet,
  joined,
  modelOf,
  network,
  nic,
  peering,
  privateEndpoint,
  publicAddress,
  resource,
  rule,
  subnet,
  table,
  unknown,
} from '../network-model/support/plan';

/** What a target is called in these rows: `endpoint n1`, `subnet data`, `internet`, `name example.org`. */
function targetOf({ at }: Arrival): string {
  if (at.kind === 'endpoint') return at.endpoint.name;
  if (at.kind === 'subnet') return `subnet ${at.subnet.name}`;
  return at.kind === 'name' ? `name ${at.name}` : at.kind;
}

function startOf(model: NetworkModel, name: string): Start {
  if (name === 'internet') return { kind: 'internet' };
  const found = model.subnets.find((candidate) => candidate.name === name);
  if (found !== undefined) return { kind: 'subnet', subnet: found };
  const endpoint = model.endpoints.find((candidate) => candidate.name === name);
  if (endpoint === undefined) throw new Error(`no start ${name}`);
  return { kind: 'endpoint', endpoint };
}

/**
 * Asks `app -> 10.2.1.4 Tcp 443`: where packets from a start to an address, a tag or anywhere (`*`) arrive, each with
 * `?` when it is open and `through` what opened a connection. Azure's own addresses are left out.
 */
function ask(resources: readonly PlannedResource[], question: string): string[] {
  const [from = '', , to = '*', protocol = 'Tcp', port = '443'] = question.split(' ');
  const model = modelOf(resources);
  const asked = packets({
    destinations: model.reader().read(to),
    protocols: readProtocol(protocol) ?? [],
    ports: readPorts([port]) ?? [],
  });
  const found = arrivals(model, startOf(model, from), asked).arrivals.filter(
    ({ at }) => at.kind !== 'platform',
  );
  return [
    ...new Set(
      found.map((arrival) => {
        const through = arrival.through.map(({ name }) => name).join(', ');
        return `${targetOf(arrival)}${through === '' ? '' : ` through ${through}`}${arrival.open.length > 0 ? ' ?' : ''}`;
      }),
    ),
  ].sort();
}

type Rows = Readonly<Record<string, readonly [readonly PlannedResource[], string, readonly string[]]>>;

const a = [
  network('a', '10.1.0.0/16'),
  subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
  nic('n1', 'a', 'app', '10.1.1.4'),
];
const data = (...rules: readonly Parameters<typeof group>[1][]) => [
  ...a,
  group('ga'),
  subnet('a', 'data', '10.1.2.0/24', inGroup('gd')),
  nic('n2', 'a', 'data', '10.1.2.4'),
  group('gd', ...rules),
];

const groups: Rows = {
  'Azure admits a network to itself': [data(), 'app -> 10.1.2.4', ['n2']],
  'an address at which nothing stands counts as the subnet': [data(), 'app -> 10.1.2.9', ['subnet data']],
  'the lower priority decides': [
    data('in 200 Deny * * from * to *', 'in 100 Allow Tcp 443 from 10.1.1.0/24 to *'),
    'app -> 10.1.2.4',
    ['n2'],
  ],
  'a Deny before an Allow': [
    data('in 100 Deny * * from * to *', 'in 200 Allow Tcp 443 from * to *'),
    'app -> 10.1.2.4',
    [],
  ],
  'two halves of all addresses': [
    data(
      'in 100 Deny * * from 0.0.0.0/1 to *',
      'in 110 Deny * * from 128.0.0.0/1 to *',
      'in 200 Allow * * from * to *',
    ),
    'app -> 10.1.2.4',
    [],
  ],
  'a protocol in capitals': [data('in 100 Deny TCP 443 from * to *'), 'app -> 10.1.2.4', []],
  'another protocol': [data('in 100 Deny Udp 443 from * to *'), 'app -> 10.1.2.4', ['n2']],
  'a port range': [data('in 100 Deny Tcp 400-500 from * to *'), 'app -> 10.1.2.4', []],
  'a rule beside the group': [
    [
      ...data(),
      resource('SecurityRule', 'r', {
        networkSecurityGroupName: 'gd',
        ...rule('in 100 Deny * * from * to *'),
      }),
    ],
    'app -> 10.1.2.4',
    [],
  ],
  'a Deny that Azure refuses does not count': [data('in 99 Deny * * from * to *'), 'app -> 10.1.2.4', ['n2']],
  'an Allow that Azure refuses counts': [
    data('in 4097 Allow Tcp 443 from * to *', 'in 4096 Deny Udp * from * to *'),
    'app -> 10.1.2.4',
    ['n2'],
  ],
  'a Deny that is not known leaves it open': [
    data(rule('in 100 Deny * * from * to *', { sourceAddressPrefix: unknown })),
    'app -> 10.1.2.4',
    ['n2 ?'],
  ],
  'an Allow that is not known leaves it open': [
    data(
      rule('in 100 Allow * * from * to *', { sourceAddressPrefix: unknown }),
      'in 200 Deny * * from * to *',
    ),
    'app -> 10.1.2.4',
    ['n2 ?'],
  ],
  'the outbound rules of the sender': [
    [...data(), group('x')].map((one) =>
      one.name === 'ga' ? group('ga', 'out 100 Deny * * from * to 10.1.2.0/24') : one,
    ),
    'app -> 10.1.2.4',
    [],
  ],
  'inside one subnet as well': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Deny * * from * to *'),
    ],
    'app -> 10.1.1.9',
    [],
  ],
  'the group of the interface besides': [
    [
      ...data(),
      nic('n3', 'a', 'data', '10.1.2.5', inGroup('gn')),
      group('gn', 'in 100 Deny Tcp 443 from * to *'),
    ],
    'app -> 10.1.2.5',
    [],
  ],
  'an interface with no address of its own may be at any': [
    [
      ...data('in 100 Allow Tcp 443 from * to 10.1.2.9', 'in 200 Deny * * from * to *'),
      nic('n3', 'a', 'data'),
    ],
    'app -> 10.1.2.0/24',
    ['n3 ?', 'subnet data'],
  ],
  'members of an application security group': [
    [
      ...data(
        rule('in 100 Allow Tcp 443 from * to *', {
          sourceAddressPrefix: undefined,
          sourceApplicationSecurityGroups: [id('applicationSecurityGroups/WEB')],
        }),
        'in 200 Deny * * from * to *',
      ),
      resource('ApplicationSecurityGroup', 'web'),
      nic(
        'n4',
        'a',
        'app',
        '10.1.1.7',
        {},
        { applicationSecurityGroups: [id('applicationSecurityGroups/web')] },
      ),
    ],
    'n4 -> 10.1.2.4',
    ['n2'],
  ],
  'others than its members': [
    [
      ...data(
        rule('in 100 Allow Tcp 443 from * to *', {
          sourceAddressPrefix: undefined,
          sourceApplicationSecurityGroups: [id('applicationSecurityGroups/web')],
        }),
        'in 200 Deny * * from * to *',
      ),
      resource('ApplicationSecurityGroup', 'web'),
    ],
    'n1 -> 10.1.2.4',
    [],
  ],
  'IPv6 beside IPv4': [
    [
      network('a', '', { addressSpace: { addressPrefixes: ['10.1.0.0/16', 'fd00:1::/48'] } }),
      subnet('a', 'app', '', {
        addressPrefix: undefined,
        addressPrefixes: ['10.1.1.0/24', 'fd00:1:0:1::/64'],
        ...inGroup('g'),
      }),
      group('g', 'in 100 Deny * * from 0.0.0.0/0 to *'),
    ],
    'app -> fd00:1:0:1::9',
    ['subnet app'],
  ],
};

const endpoints: Rows = {
  'a private endpoint behind its group': [
    [...data('in 100 Deny * * from * to *'), privateEndpoint('pep', 'a', 'data', '10.1.2.8')],
    'app -> 10.1.2.8',
    [],
  ],
  'a private endpoint without network policies': [
    [
      ...data('in 100 Deny * * from * to *').filter(({ name }) => name !== 'data'),
      subnet('a', 'data', '10.1.2.0/24', { ...inGroup('gd'), privateEndpointNetworkPolicies: undefined }),
      privateEndpoint('pep', 'a', 'data', '10.1.2.8'),
    ],
    'app -> 10.1.2.0/24',
    ['pep'],
  ],
  'a private endpoint past a route': [
    [
      ...data().filter(({ name }) => name !== 'data' && name !== 'app'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      table('t', '10.1.2.0/24 None'),
      subnet('a', 'data', '10.1.2.0/24', { privateEndpointNetworkPolicies: 'Disabled' }),
      privateEndpoint('pep', 'a', 'data', '10.1.2.8'),
    ],
    'app -> 10.1.2.0/24',
    ['pep'],
  ],
  'a private endpoint begins nothing': [
    [...data(), privateEndpoint('pep', 'a', 'data', '10.1.2.8')],
    'pep -> *',
    [],
  ],
};

const b = [network('b', '10.2.0.0/16'), subnet('b', 'far', '10.2.1.0/24', inGroup('gb'))];
const peered = (...rules: readonly string[]) => [...a, group('ga'), ...b, group('gb', ...rules)];
const hub = [network('h', '10.0.0.0/16'), subnet('h', 'AzureFirewallSubnet', '10.0.0.0/26')];
const spokes = (collections: Parameters<typeof firewall>[2], forwarded = true) => [
  ...hub,
  ...firewall('fw', 'h', collections),
  network('a', '10.1.0.0/16'),
  subnet('a', 'app', '10.1.1.0/24', byTable('t')),
  table('t', '0.0.0.0/0 VirtualAppliance 10.0.0.4'),
  ...b,
  group('gb', 'in 100 Allow * * from 10.0.0.0/8 to *'),
  peering('a', 'h', { allowForwardedTraffic: true }),
  peering('h', 'a'),
  peering('b', 'h', { allowForwardedTraffic: forwarded }),
  peering('h', 'b'),
];
const networkRule = (more: object) => ({
  ruleType: 'NetworkRule',
  name: 'n',
  ipProtocols: ['TCP'],
  sourceAddresses: ['10.1.0.0/16'],
  destinationAddresses: ['*'],
  destinationPorts: ['443'],
  ...more,
});
const allowAll = collection(100, 'Allow', networkRule({}));

const routes: Rows = {
  'networks that are not peered': [peered(), 'app -> 10.2.1.4', []],
  'peered networks': [[...peered(), ...joined('a', 'b')], 'app -> 10.2.1.4', ['subnet far']],
  'a peering with one side': [[...peered(), peering('a', 'b')], 'app -> 10.2.1.4', []],
  'a peering without access leaves it to rules, and no default rule admits': [
    [
      ...peered(),
      peering('a', 'b', { allowVirtualNetworkAccess: false }),
      peering('b', 'a', { allowVirtualNetworkAccess: false }),
    ],
    'app -> 10.2.1.4',
    [],
  ],
  'a peering without access, and rules that admit by address': [
    [
      ...[
        ...a,
        ...b,
        group('ga', 'out 100 Allow * * from * to 10.2.0.0/16'),
        group('gb', 'in 100 Allow * * from 10.1.0.0/16 to *'),
      ],
      peering('a', 'b', { allowVirtualNetworkAccess: false }),
      peering('b', 'a', { allowVirtualNetworkAccess: false }),
    ],
    'app -> 10.2.1.4',
    ['subnet far'],
  ],
  'a peering to a network of no plan': [[...peered(), peering('a', 'z')], 'app -> 10.9.0.4', ['outside ?']],
  'no second crossing': [
    [...peered(), ...hub, ...joined('a', 'h'), ...joined('h', 'b')],
    'app -> 10.2.1.4',
    [],
  ],
  'through the hub by a rule of its firewall': [spokes([allowAll]), 'app -> 10.2.1.4', ['subnet far']],
  'a firewall without a rule': [spokes([]), 'app -> 10.2.1.4', []],
  'a Deny of the firewall before': [
    spokes([
      collection(50, 'Deny', networkRule({ destinationAddresses: ['10.2.0.0-10.2.1.200'] })),
      allowAll,
    ]),
    'app -> 10.2.1.4',
    [],
  ],
  'a network that takes no forwarded packets': [spokes([allowAll], false), 'app -> 10.2.1.4', []],
  'a firewall that has no such address for rules by name': [
    spokes([
      collection(100, 'Allow', {
        ruleType: 'ApplicationRule',
        name: 'x',
        sourceAddresses: ['10.1.0.0/16'],
        protocols: [{ protocolType: 'Https', port: 443 }],
        targetFqdns: ['example.org'],
      }),
    ]),
    'app -> 10.2.1.4',
    ['name example.org through fw'],
  ],
  'any name may be any address': [
    spokes([
      collection(100, 'Allow', {
        ruleType: 'ApplicationRule',
        name: 'x',
        sourceAddresses: ['*'],
        protocols: [{ protocolType: 'Https', port: 443 }],
        targetFqdns: ['*'],
      }),
    ]),
    'app -> 10.2.1.4',
    ['name * through fw', 'subnet far through fw ?'],
  ],
  'a name denied before it is allowed': [
    spokes([
      collection(50, 'Deny', {
        ruleType: 'ApplicationRule',
        name: 'd',
        sourceAddresses: ['*'],
        protocols: [{ protocolType: 'Https', port: 443 }],
        targetFqdns: ['*.example.org'],
      }),
      collection(100, 'Allow', {
        ruleType: 'ApplicationRule',
        name: 'x',
        sourceAddresses: ['*'],
        protocols: [{ protocolType: 'Https', port: 443 }],
        targetFqdns: ['www.example.org'],
      }),
    ]),
    'app -> Internet',
    [],
  ],
  'a group of addresses': [
    [
      ...spokes([
        collection(
          100,
          'Allow',
          networkRule({ destinationAddresses: [], destinationIpGroups: [id('ipGroups/far').id] }),
        ),
      ]),
      resource('IpGroup', 'far', { ipGroupsName: 'far', ipAddresses: ['10.2.1.4'] }),
    ].map((one) =>
      one.name === 'far' && one.type.endsWith('IpGroup')
        ? { ...one, inputs: { ...one.inputs, ipGroupName: 'far' } }
        : one,
    ),
    'app -> 10.2.1.0/24',
    ['subnet far'],
  ],
  'a route inside the network': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      subnet('a', 'data', '10.1.2.0/24'),
      table('t', '10.1.2.0/25 None'),
    ],
    'app -> 10.1.2.4',
    [],
  ],
  'a shorter route inside the network': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      subnet('a', 'data', '10.1.2.0/24'),
      table('t', '10.0.0.0/8 None'),
    ],
    'app -> 10.1.2.4',
    ['subnet data'],
  ],
  'a gateway': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      table('t', '10.9.0.0/16 VirtualNetworkGateway'),
    ],
    'app -> 10.9.0.4',
    ['outside ?'],
  ],
  'an appliance that is not known': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      table('t', '0.0.0.0/0 VirtualAppliance 10.1.2.4'),
      subnet('a', 'nva', '10.1.2.0/24', { defaultOutboundAccess: true }),
      nic('nva1', 'a', 'nva', '10.1.2.4', { enableIPForwarding: true }),
    ],
    'app -> 203.0.113.9',
    ['internet ?', 'nva1 ?'],
  ],
  'a machine at the next hop that forwards nothing': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', byTable('t')),
      table('t', '0.0.0.0/0 VirtualAppliance 10.1.2.4'),
      subnet('a', 'nva', '10.1.2.0/24'),
      nic('vm', 'a', 'nva', '10.1.2.4'),
    ],
    'app -> 203.0.113.9',
    [],
  ],
};

const gateway = resource('ApplicationGateway', 'gw', {
  gatewayIPConfigurations: [inSubnet('a', 'front')],
  frontendIPConfigurations: [{ name: 'public', publicIPAddress: id('publicIPAddresses/pip') }],
  frontendPorts: [{ name: 'https', port: 443 }],
  httpListeners: [
    {
      name: 'l',
      frontendIPConfiguration: { id: '$self/frontendIPConfigurations/public' },
      frontendPort: { id: '$self/frontendPorts/https' },
    },
  ],
  backendAddressPools: [{ name: 'pool', backendAddresses: [{ ipAddress: '10.1.1.4' }] }],
  backendHttpSettingsCollection: [{ name: 's', port: 8443 }],
  requestRoutingRules: [
    {
      httpListener: { id: '$self/httpListeners/l' },
      backendAddressPool: { id: '$self/backendAddressPools/pool' },
      backendHttpSettings: { id: '$self/backendHttpSettingsCollection/s' },
    },
  ],
});
const front = (...rules: readonly string[]) => [
  ...a,
  group('ga'),
  subnet('a', 'front', '10.1.3.0/24', inGroup('gf')),
  group('gf', ...rules),
  publicAddress('pip'),
  gateway,
];
const open = (sku: string, ...more: readonly PlannedResource[]) => [
  network('a', '10.1.0.0/16'),
  ...more,
  nic('n1', 'a', 'app', '10.1.1.4', {}, { publicIPAddress: id('publicIPAddresses/pip') }),
  publicAddress('pip', '198.51.100.7', sku),
];

const internet: Rows = {
  'no way out': [[...a, group('ga')], 'app -> 203.0.113.9', []],
  'default outbound access': [
    [network('a', '10.1.0.0/16'), subnet('a', 'app', '10.1.1.0/24', { defaultOutboundAccess: undefined })],
    'app -> 203.0.113.9',
    ['internet'],
  ],
  'a NAT gateway': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', { natGateway: id('natGateways/nat') }),
      resource('NatGateway', 'nat'),
    ],
    'app -> 203.0.113.9',
    ['internet'],
  ],
  'a service endpoint past the table': [
    [
      network('a', '10.1.0.0/16'),
      subnet('a', 'app', '10.1.1.0/24', {
        ...byTable('t'),
        serviceEndpoints: [{ service: 'Microsoft.Storage' }],
      }),
      table('t', '0.0.0.0/0 None'),
    ],
    'app -> Storage',
    ['internet'],
  ],
  'private addresses are not of the Internet': [
    [network('a', '10.1.0.0/16'), subnet('a', 'app', '10.1.1.0/24', { defaultOutboundAccess: true })],
    'app -> 10.9.9.9',
    [],
  ],
  'a standard address without a group is closed': [
    open('Standard', subnet('a', 'app', '10.1.1.0/24')),
    'internet -> *',
    [],
  ],
  'a basic address without a group is open': [
    open('Basic', subnet('a', 'app', '10.1.1.0/24')),
    'internet -> *',
    ['n1'],
  ],
  'a standard address by a rule': [
    open(
      'Standard',
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Allow Tcp 443 from INTERNET to *'),
    ),
    'internet -> *',
    ['n1'],
  ],
  'one half of the Internet': [
    open(
      'Standard',
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Allow Tcp 443 from 128.0.0.0/1 to *'),
    ),
    'internet -> *',
    ['n1'],
  ],
  'a rule for IPv6 admits no address of IPv4': [
    open(
      'Standard',
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Deny * * from ::/0 to *', 'in 110 Allow Tcp 443 from Internet to *'),
    ),
    'internet -> *',
    ['n1'],
  ],
  'a tag denied before all of the Internet': [
    open(
      'Standard',
      subnet('a', 'app', '10.1.1.0/24', inGroup('ga')),
      group('ga', 'in 100 Deny * * from Storage to *', 'in 110 Allow Tcp 443 from 20.0.0.0/16 to *'),
    ),
    'internet -> *',
    ['n1 ?'],
  ],
  'a gateway and its backend': [
    front('in 100 Allow Tcp 443 from Internet to *'),
    'internet -> *',
    ['gw', 'n1 through gw'],
  ],
  'a gateway that its group closes': [front(), 'internet -> *', []],
  'a translation of the firewall': [
    spokes([
      collection(100, 'Dnat', {
        ruleType: 'NatRule',
        name: 'ssh',
        ipProtocols: ['TCP'],
        sourceAddresses: ['*'],
        destinationAddresses: ['198.51.100.9'],
        destinationPorts: ['443'],
        translatedAddress: '10.2.1.4',
        translatedPort: '22',
      }),
    ]),
    'internet -> *',
    ['subnet far through fw'],
  ],
};

const sections: Readonly<Record<string, Rows>> = { groups, endpoints, routes, internet };

describe.each(Object.entries(sections))('arrivals: %s', (_section, rows) => {
  it.each(Object.entries(rows))('%s', (_name, [resources, question, expected]) => {
    expect(ask(resources, question)).toEqual([...expected].sort());
  });
});

describe('arrivals', () => {
  it('tell the path with the rules and routes that let the packets pass, and where they stand', () => {
    const model = modelOf([...spokes([allowAll])]);
    const [arrival] = arrivals(
      model,
      startOf(model, 'app'),
      packets({ destinations: model.reader().read('10.2.1.4') }),
    ).arrivals;
    expect(arrival?.path.map(({ what, where }) => `${what} [${where?.urn} ${where?.path}]`)).toEqual([
      'app has no security group [app ]',
      't: 0.0.0.0/0 VirtualAppliance 10.0.0.4 leads to appliance [t routes[0]]',
      'a-h joins a and h [a-h ]',
      'fw: n allows it [fw-rules ruleCollections[0].rules[0]]',
      'h-b joins h and b [h-b ]',
      'gb: Allow-100 admits everything from 10.0.0.0/8 (priority 100) [gb securityRules[0]]',
    ]);
  });

  it('leave the platform open, whatever a group denies, unless it denies the tag', () => {
    const platform = (...rules: readonly string[]) => {
      const model = modelOf([...a, group('ga', ...rules)]);
      const found = arrivals(model, startOf(model, 'app')).arrivals.filter(
        ({ at }) => at.kind === 'platform',
      );
      return ['168.63.129.16', '169.254.169.254'].filter((address) =>
        found.some(
          ({ received }) => narrow(received, { destinations: model.reader().read(address) }).length > 0,
        ),
      );
    };
    expect(platform('out 100 Deny * * from * to *')).toEqual(['168.63.129.16', '169.254.169.254']);
    expect(platform('out 100 Deny * * from * to AzurePlatformIMDS')).toEqual(['168.63.129.16']);
  });

  it('answer for 10,000 rules of one group at once', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) =>
      rule(
        `in ${100 + (index % 3990)} ${index % 2 ? 'Allow' : 'Deny'} Tcp ${index % 7000} from 20.${index >> 8}.${index & 255}.0/24 to *`,
      ),
    );
    const model = modelOf([
      ...open('Standard', subnet('a', 'app', '10.1.1.0/24', inGroup('ga')), group('ga', ...rules)),
    ]);
    const began = performance.now();
    const found = arrivals(model, { kind: 'internet' }).arrivals;
    expect(found.length).toBeGreaterThan(1000);
    expect(model.faults.length).toBeGreaterThan(1000);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
