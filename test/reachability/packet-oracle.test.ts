import { describe, expect, it } from 'vitest';
import type { PlannedResource } from '../../lib/resources/from-plan';
import {
  byTable,
  collection,
  firewall,
  group,
  id,
  inGroup,
  joined,
  network,
  nic,
  peering,
  privateEndpoint,
  publicAddress,
  subnet,
  table,
} from '../network-model/support/plan';
import { bitsOf } from '../support/packet-oracle/address';
import { walk } from '../support/packet-oracle/walk';
import { World } from '../support/packet-oracle/world';

/** Sends `n1 10.1.1.4 -> 10.2.1.4 22`, by TCP: where it arrives, or why it does not. */
function send(resources: readonly PlannedResource[], question: string): string {
  const [from, source = '', , destination = '', port] = question.split(' ');
  const world = new World(resources);
  const host = world.hosts.find(({ resource }) => resource.name === from);
  const { arrives, why } = walk(world, host === undefined ? 'internet' : { host }, {
    source: bitsOf(source),
    destination: bitsOf(destination),
    protocol: 'tcp',
    sourcePort: 50_000,
    port: Number(port),
  });
  if (arrives === undefined) return why;
  return arrives.kind === 'internet' ? arrives.kind : (arrives.id.split('/').at(-1) ?? '');
}

const one = [
  network('one', '10.1.0.0/16'),
  subnet('one', 'app', '10.1.1.0/24', inGroup('g1')),
  nic('n1', 'one', 'app', '10.1.1.4'),
];
const two = [
  network('two', '10.2.0.0/16'),
  subnet('two', 'data', '10.2.1.0/24', { ...inGroup('g2'), privateEndpointNetworkPolicies: 'Disabled' }),
  nic('n2', 'two', 'data', '10.2.1.4'),
];
const plain = [group('g1', 'out 100 Allow * * from * to *'), group('g2')];
const spoke = [
  network('one', '10.1.0.0/16'),
  subnet('one', 'app', '10.1.1.0/24', byTable('out')),
  nic('n1', 'one', 'app', '10.1.1.4'),
  table('out', '0.0.0.0/0 VirtualAppliance 10.0.255.4'),
  network('hub', '10.0.0.0/16'),
  subnet('hub', 'AzureFirewallSubnet', '10.0.255.0/26'),
  ...joined('one', 'hub'),
];
const allows = (port: string) =>
  firewall('fw', 'hub', [
    collection(100, 'Allow', {
      ruleType: 'NetworkRule',
      ipProtocols: ['TCP'],
      sourceAddresses: ['10.0.0.0/8'],
      destinationAddresses: ['*'],
      destinationPorts: [port],
    }),
  ]);
const forwarding = [peering('hub', 'two'), peering('two', 'hub', { allowForwardedTraffic: true })];
const far = [...two, group('g2', 'in 100 Allow Tcp 22 from 10.1.0.0/16 to *')];
const outside = [
  ...one,
  publicAddress('p', '203.0.113.80'),
  nic('n3', 'one', 'app', '10.1.1.7', {}, { publicIPAddress: id('publicIPAddresses/p') }),
];

/** What Azure's documentation says of single packets; each row is an example of a page that the oracle names. */
describe('the packet oracle', () => {
  it.each<readonly [string, readonly PlannedResource[], string, string]>([
    [
      'has no way between networks that are not peered',
      [...one, ...two, ...plain],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'a route drops it',
    ],
    [
      'crosses a peering of two sides',
      [...one, ...two, ...plain, ...joined('one', 'two')],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'n2',
    ],
    [
      'does not cross a peering of one side',
      [...one, ...two, ...plain, peering('one', 'two')],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'a route drops it',
    ],
    [
      'stops at a denial',
      [...one, group('g1', 'out 100 Deny Tcp 22 from * to *'), ...two, group('g2'), ...joined('one', 'two')],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'a security group keeps it in',
    ],
    [
      'asks the lower priority first',
      [
        ...one,
        group('g1', 'out 200 Deny * * from * to *', 'out 100 Allow Tcp 22 from * to *'),
        ...two,
        group('g2'),
        ...joined('one', 'two'),
      ],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'n2',
    ],
    [
      'takes access away with the tag, not with the route',
      [
        ...one,
        ...two,
        group('g1', 'out 100 Allow * * from * to *'),
        group('g2'),
        peering('one', 'two'),
        peering('two', 'one', { allowVirtualNetworkAccess: false }),
      ],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'a security group keeps it out',
    ],
    [
      'asks no group for a private endpoint without policies',
      [
        ...one,
        ...two,
        group('g1'),
        group('g2', 'in 100 Deny * * from * to *'),
        privateEndpoint('pe', 'two', 'data', '10.2.1.9'),
        ...joined('one', 'two'),
      ],
      'n1 10.1.1.4 -> 10.2.1.9 443',
      'pe',
    ],
    [
      'drops what no rule of a firewall allows',
      [...spoke, ...allows('443'), ...far, ...forwarding],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'the firewall drops it',
    ],
    [
      'passes on what a firewall allows',
      [...spoke, ...allows('22'), ...far, ...forwarding],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'n2',
    ],
    [
      'does not pass on to a network that takes no forwarded packets',
      [...spoke, ...allows('22'), ...far, ...joined('hub', 'two')],
      'n1 10.1.1.4 -> 10.2.1.4 22',
      'the peering takes no forwarded packets',
    ],
    ['leaves by a firewall', [...spoke, ...allows('22')], 'n1 10.1.1.4 -> 198.51.100.1 22', 'internet'],
    [
      'has no way out where nothing gives one',
      [...one, group('g1')],
      'n1 10.1.1.4 -> 198.51.100.1 22',
      'there is no way out',
    ],
    [
      'closes what comes from the Internet by default',
      [...outside, group('g1')],
      'internet 198.51.100.1 -> 203.0.113.80 22',
      'a security group keeps it out',
    ],
    [
      'lets in what a rule opens',
      [...outside, group('g1', 'in 100 Allow Tcp 22 from Internet to 10.1.1.7')],
      'internet 198.51.100.1 -> 203.0.113.80 22',
      'n3',
    ],
  ])('%s', (_name, resources, question, answer) => {
    expect(send(resources, question)).toBe(answer);
  });
});
