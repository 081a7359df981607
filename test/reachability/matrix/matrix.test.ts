import { describe, expect, it } from 'vitest';
import { packets } from '../../../lib/network-model/traffic';
import { inquiryOf } from '../../../lib/reachability/claims/make-inquiry';
import { describeTraffic } from '../../../lib/reachability/matrix/describe-traffic';
import { matrixOf } from '../../../lib/reachability/matrix/matrix';
import { renderMatrix } from '../../../lib/reachability/matrix/render-matrix';
import { fromPlans } from '../../../lib/resources/from-plan';
import {
  baseline,
  named,
  networkPlan,
  operators,
  type Planned,
  peering,
  stackOf,
} from '../../support/network-plan';

const matrixAfter = (change: (plan: Planned[]) => void = () => {}) => {
  const plan = networkPlan();
  change(plan);
  return matrixOf(inquiryOf({ view: fromPlans([stackOf(plan)]), baseline, operators }));
};
const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('| '));

describe('the matrix', () => {
  const text = renderMatrix(matrixAfter());

  it.each([
    '| hub: bastion | each tenant: data | tcp 22 | all 2 tenants |',
    '| each tenant: app | the same tenant: data | tcp 5432 | all 2 tenants |',
    '| each tenant: data | ntp.nict.jp | udp 123 | all 2 tenants |',
    '| each tenant: app | hub: firewall | tcp/udp 53 | all 2 tenants |',
    '| hub: audit | hub: platform-endpoints | tcp 443 |  |',
  ])('has the row %s', (row) => {
    expect(rows(text)).toContain(row);
  });

  it('has no row from one tenant to another, nor to or from the corporate network', () => {
    expect(text).not.toContain('ANOTHER');
    expect(rows(text).filter((row) => row.includes('corporate'))).toEqual([]);
  });

  it('begins with the Internet and keeps the order of the address plan', () => {
    const { sides } = matrixAfter();
    expect(sides[0]).toEqual({ group: 'outside', name: 'Internet' });
    expect(sides.filter(({ group }) => group === 'tenant').map(({ name }) => name)).toEqual(
      baseline.network.subnets.tenant.map(({ role }) => role),
    );
  });

  it('tells of the tenants that are joined', () => {
    const joined = renderMatrix(
      matrixAfter((plan) => {
        plan.push(peering('aoba', 'kita', false), peering('kita', 'aoba', false));
        const rule = {
          name: 'debug',
          priority: 90,
          access: 'Allow',
          protocol: 'Tcp',
          sourcePortRange: '*',
          sourceAddressPrefix: '*',
          destinationAddressPrefix: '*',
          destinationPortRange: '22',
        };
        named(plan, 'aoba-nsg-app').properties['securityRules'].unshift({ ...rule, direction: 'Outbound' });
        named(plan, 'kita-nsg-data').properties['securityRules'].unshift({ ...rule, direction: 'Inbound' });
      }),
    );
    expect(rows(joined)).toContain('| each tenant: app | ANOTHER tenant: data | tcp 22 | aoba |');
  });
});

describe('traffic in short', () => {
  it.each<[string, Parameters<typeof packets>[0], string[]]>([
    ['everything', {}, ['any']],
    ['one protocol with all ports', { protocols: [[0, 0]] }, ['tcp']],
    [
      'ports and ranges',
      {
        protocols: [[0, 0]],
        ports: [
          [80, 80],
          [100, 200],
        ],
      },
      ['tcp 80,100-200'],
    ],
    ['two protocols with the same ports', { protocols: [[0, 1]], ports: [[53, 53]] }, ['tcp/udp 53']],
    ['a protocol without ports', { protocols: [[2, 2]] }, ['icmp']],
    ['nothing', { ports: [] }, []],
  ])('%s', (_name, said, expected) => {
    expect(describeTraffic(packets(said))).toEqual(expected);
  });
});
