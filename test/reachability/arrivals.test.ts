import { describe, expect, it } from 'vitest';
import { narrow, packets } from '../../lib/network-model/traffic';
import { arrivals } from '../../lib/reachability/arrivals';
import type { PlannedResource } from '../../lib/resources/from-plan';
import {
  group,
  id,
  inGroup,
  modelOf,
  network,
  nic,
  publicAddress,
  rule,
  subnet,
} from '../network-model/support/plan';
import { a, startOf } from './support/ask';
import { allowAll, spokes } from './support/hub';

const open = (sku: string, ...more: readonly PlannedResource[]) => [
  network('a', '10.1.0.0/16'),
  ...more,
  nic('n1', 'a', 'app', '10.1.1.4', {}, { publicIPAddress: id('publicIPAddresses/pip') }),
  publicAddress('pip', '198.51.100.7', sku),
];

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

  it('name the very rule that lets packets pass, of many in a row', () => {
    const rules = Array.from({ length: 100 }, (_, index) =>
      rule(`in ${100 + index} Allow Tcp ${1000 + index} from * to *`),
    );
    const model = modelOf([
      ...open('Standard', subnet('a', 'app', '10.1.1.0/24', inGroup('ga')), group('ga', ...rules)),
    ]);
    const told = arrivals(model, { kind: 'internet' }).arrivals.map(({ sent, path }) => [
      sent[0]?.ports[0]?.[0],
      path.find(({ kind }) => kind === 'rule')?.where?.path,
    ]);
    expect(told.length).toBeGreaterThanOrEqual(100);
    for (const [port, place] of told) expect(place).toBe(`securityRules[${Number(port) - 1000}]`);
  });

  it('answer for 10,000 rules of one group in a moment', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) =>
      rule(
        `in ${100 + (index % 3990)} ${index % 2 ? 'Allow' : 'Deny'} Tcp ${index % 7000} from 20.${index >> 8}.${index & 255}.0/24 to *`,
      ),
    );
    const model = modelOf([
      ...open('Standard', subnet('a', 'app', '10.1.1.0/24', inGroup('ga')), group('ga', ...rules)),
    ]);
    const began = process.cpuUsage();
    const found = arrivals(model, { kind: 'internet' }).arrivals;
    expect(found.length).toBeGreaterThan(1000);
    expect(model.faults.length).toBeGreaterThan(1000);
    // A tenth of it on a machine that has nothing else to do.
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(3);
  });
});
