import { describe } from 'vitest';
import {
  byTable,
  collection,
  group,
  id,
  joined,
  network,
  nic,
  peering,
  resource,
  subnet,
  table,
} from '../network-model/support/plan';
import { a, itAnswers, type Rows } from './support/ask';
import { allowAll, b, hub, networkRule, peered, spokes } from './support/hub';

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
          networkRule({ destinationAddresses: [], destinationIpGroups: [id('ipGroups/ips').id] }),
        ),
      ]),
      resource('IpGroup', 'ips', { ipAddresses: ['10.2.1.4'] }),
    ],
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

describe('arrivals: routes, peerings and the firewall', () => itAnswers(routes));
