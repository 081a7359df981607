import { describe } from 'vitest';
import type { PlannedResource } from '../../lib/resources/from-plan';
import {
  byTable,
  collection,
  group,
  id,
  inGroup,
  inSubnet,
  network,
  nic,
  publicAddress,
  resource,
  subnet,
  table,
} from '../network-model/support/plan';
import { a, itAnswers, type Rows } from './support/ask';
import { spokes } from './support/hub';

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

describe('arrivals: the Internet', () => itAnswers(internet));
