import { describe, expect, it } from 'vitest';
import { arrivals, type Start } from '../../lib/reachability/arrivals';
import {
  byTable,
  collection,
  firewall,
  group,
  id,
  inGroup,
  joined,
  modelOf,
  network,
  nic,
  privateEndpoint,
  publicAddress,
  subnet,
  table,
} from '../network-model/support/plan';

const spoke = (...routes: readonly string[]) => [
  network('one', '10.1.0.0/16'),
  subnet('one', 'app', '10.1.1.0/24', byTable('out')),
  nic('n1', 'one', 'app', '10.1.1.4'),
  table('out', ...routes),
];

function reachedBy(model: ReturnType<typeof modelOf>, name: string): string[] {
  const endpoint = model.endpoints.find((candidate) => candidate.name === name);
  const start: Start = endpoint === undefined ? { kind: 'internet' } : { kind: 'endpoint', endpoint };
  return arrivals(model, start).arrivals.flatMap(({ at }) =>
    at.kind === 'endpoint' ? [at.endpoint.name] : [],
  );
}

/** What random networks have shown of single packets. */
describe('arrivals', () => {
  it("follow a user's route to exactly a private endpoint instead of Azure's own", () => {
    const endpoint = [
      subnet('one', 'endpoints', '10.1.2.0/24', { privateEndpointNetworkPolicies: 'Disabled' }),
      privateEndpoint('pe', 'one', 'endpoints', '10.1.2.9'),
    ];
    expect(reachedBy(modelOf([...spoke('10.1.2.9/32 None'), ...endpoint]), 'n1')).not.toContain('pe');
    expect(reachedBy(modelOf([...spoke('10.1.2.0/24 None'), ...endpoint]), 'n1')).toContain('pe');
  });

  it('bring to a firewall what is for itself, by a route to it as an appliance', () => {
    const hub = [
      network('hub', '10.0.0.0/16'),
      subnet('hub', 'AzureFirewallSubnet', '10.0.255.0/26'),
      ...firewall('fw', 'hub', [collection(100, 'Allow')]),
      ...joined('one', 'hub'),
    ];
    const model = modelOf([...spoke('10.0.0.0/16 VirtualAppliance 10.0.255.4'), ...hub]);
    expect(reachedBy(model, 'n1')).toContain('fw');
  });

  it('say which packets of the Internet were sent, and not which ones met the address', () => {
    const model = modelOf([
      network('one', '10.1.0.0/16'),
      subnet('one', 'app', '10.1.1.0/24', inGroup('g')),
      group('g', 'in 100 Allow Tcp 443 from Internet to *'),
      publicAddress('p', '203.0.113.80'),
      nic('n1', 'one', 'app', '10.1.1.4', {}, { publicIPAddress: id('publicIPAddresses/p') }),
    ]);
    const sent = arrivals(model, { kind: 'internet' }).arrivals.map((arrival) =>
      arrival.sent.map(({ protocols, ports }) => ({ protocols, ports })),
    );
    expect(sent).toEqual([[{ protocols: [[0, 0]], ports: [[443, 443]] }]]);
  });
});
