import { describe, expect, it } from 'vitest';
import type { NetworkBaseline } from '../../../lib/baseline';
import { judgeAddressPlan } from '../../../lib/reachability/claims/address-plan-claim';
import { describeWitness } from '../../../lib/reachability/proof';
import { baseline, operators } from '../../support/network-plan';

const { network } = baseline;
const told = (change: Partial<NetworkBaseline>, offices = operators) => {
  const answer = judgeAddressPlan({ ...network, ...change }, offices);
  return answer.verdict === 'violated' ? answer.witnesses.map(describeWitness) : [answer.verdict];
};
const tenant = (change: object, role: string) => ({
  subnets: {
    ...network.subnets,
    tenant: network.subnets.tenant.map((subnet) =>
      subnet.role === role ? { ...subnet, ...change } : subnet,
    ),
  },
});

describe('any two slots of the address plan', () => {
  it('stay apart in the baseline', () => {
    expect(judgeAddressPlan(network, operators)).toEqual({
      verdict: 'proven',
      judged: 'any two of 4096 slots',
    });
  });

  it.each<[string, Partial<NetworkBaseline>, string[]]>([
    [
      'a hub inside the pool',
      { addressPlan: { ...network.addressPlan, hub: '10.64.4.0/22' } },
      ['the hub (10.64.4.0/22) has addresses of the pool 10.64.0.0/10 (the hub to slot j)'],
    ],
    [
      'a subnet without a group',
      tenant({ nsg: false }, 'app'),
      ['the subnet app has no security group (slot i to slot j app)'],
    ],
    [
      'a subnet that does not fit into a slot',
      tenant({ prefixLength: 20 }, 'endpoints'),
      ['endpoints does not fit into a slot (slot i endpoints to slot j)'],
    ],
    [
      'a pool that begins between two slots',
      { addressPlan: { ...network.addressPlan, tenantPool: '10.64.2.0/23', tenantPrefixLength: 22 } },
      ['the pool does not begin where a slot can (the pool to slots)'],
    ],
    [
      'a flow between a tenant and every tenant',
      { flows: [...network.flows, { id: 'shared', from: 'tenants', to: 'app', services: ['https'] }] },
      ['the flow shared is between a tenant and every tenant (slot i to slot j)'],
    ],
  ])('are not with %s', (_name, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  it('are not with an office inside the pool', () => {
    expect(told({}, ['10.100.0.0/24'])).toEqual([
      'an office (10.100.0.0/24) has addresses of the pool 10.64.0.0/10 (an office to slot j)',
    ]);
  });
});
