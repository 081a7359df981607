import { describe } from 'vitest';
import {
  group,
  id,
  inGroup,
  inSubnet,
  network,
  nic,
  publicAddress,
  resource,
  subnet,
  unknown,
} from '../network-model/support/plan';
import { itAnswers, type Rows } from './support/ask';

const member = (pool: unknown = id('loadBalancers/lb/backendAddressPools/pool').id) =>
  nic('n1', 'a', 'app', '10.1.1.4', {}, { loadBalancerBackendAddressPools: [{ id: pool }] });
const balancer = (frontend: object, pool: unknown = id('loadBalancers/lb/backendAddressPools/pool').id) =>
  resource('LoadBalancer', 'lb', {
    frontendIPConfigurations: [{ name: 'front', ...frontend }],
    backendAddressPools: [{ name: 'pool' }],
    loadBalancingRules: [
      {
        name: 'web',
        protocol: 'Tcp',
        frontendPort: 443,
        backendPort: 8443,
        frontendIPConfiguration: id('loadBalancers/lb/frontendIPConfigurations/front'),
        backendAddressPool: { id: pool },
      },
    ],
  });
const outside = { publicIPAddress: id('publicIPAddresses/pip') };
const inside = { privateIPAddress: '10.1.2.9', ...inSubnet('a', 'front') };
const around = (...rules: readonly string[]) => [
  network('a', '10.1.0.0/16'),
  subnet('a', 'app', '10.1.1.0/24', inGroup('g')),
  subnet('a', 'front', '10.1.2.0/24'),
  group('g', ...rules),
  publicAddress('pip', '198.51.100.7'),
];
const toBackend = 'in 100 Allow Tcp 8443 from Internet to *';

const rows: Rows = {
  'the Internet reaches a backend at its own port': [
    [...around(toBackend), member(), balancer(outside)],
    'internet -> *',
    ['n1'],
  ],
  'the group at the backend decides': [[...around(), member(), balancer(outside)], 'internet -> *', []],
  'no rule for the port': [[...around(toBackend), member(), balancer(outside)], 'internet -> * Tcp 80', []],
  'a private frontend': [[...around(), member(), balancer(inside)], 'front -> 10.1.2.9', ['n1']],
  'a pool that is not known leaves it open': [
    [...around(toBackend), member(), balancer(outside, unknown)],
    'internet -> *',
    ['outside ?'],
  ],
  'a backend leaves by the public frontend': [
    [...around(), member(), balancer(outside)],
    'n1 -> 203.0.113.9',
    ['internet'],
  ],
};

describe('arrivals: load balancers', () => itAnswers(rows));
