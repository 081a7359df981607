import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loadBaseline,
  type NetworkBaseline,
  networkRange,
  slotCount,
  subnetRanges,
} from '../../lib/baseline';
import { formatRange, overlaps, parseRange } from '../../lib/baseline/ipv4';
import { expectValue } from '../support/results';

const { network } = expectValue(
  loadBaseline(join(__dirname, '..', '..', 'baselines'), { parts: ['network'] }),
);

function range(text: string) {
  const parsed = parseRange(text);
  if (parsed === undefined) throw new Error(`${text} is no range`);
  return parsed;
}

function withPlan(plan: Partial<NetworkBaseline['addressPlan']>): NetworkBaseline {
  return { ...network, addressPlan: { ...network.addressPlan, ...plan } };
}

describe('ranges of the address plan', () => {
  it('of the first tenants, the last one, the hub and the corporate network', () => {
    expect([0, 1, 4095].map((slot) => networkRange(network, 'tenant', slot))).toEqual([
      '10.64.0.0/22',
      '10.64.4.0/22',
      '10.127.252.0/22',
    ]);
    expect(networkRange(network, 'hub')).toBe('10.32.0.0/20');
    expect(networkRange(network, 'corporate')).toBe('172.20.0.0/16');
    expect(slotCount(network)).toBe(4096);
  });

  it('of the subnets, in the order of the baseline', () => {
    expect([...subnetRanges(network, 'tenant', 2)]).toEqual([
      ['gateway', '10.64.8.0/24'],
      ['app', '10.64.9.0/24'],
      ['data', '10.64.10.0/24'],
      ['endpoints', '10.64.11.0/24'],
    ]);
    expect([...subnetRanges(network, 'hub')]).toEqual([
      ['firewall', '10.32.0.0/26'],
      ['bastion', '10.32.0.64/26'],
      ['audit', '10.32.0.128/26'],
      ['platform-endpoints', '10.32.0.192/26'],
      ['monitor', '10.32.1.0/26'],
    ]);
  });

  it('leave a gap where a larger subnet cannot begin at once', () => {
    const [small, ...rest] = network.subnets.hub;
    if (small === undefined) throw new Error('the hub has no subnet');
    const hub = [{ ...small, prefixLength: 28 }, ...rest];
    expect([...subnetRanges({ ...network, subnets: { ...network.subnets, hub } }, 'hub').values()]).toEqual([
      '10.32.0.0/28',
      '10.32.0.64/26',
      '10.32.0.128/26',
      '10.32.0.192/26',
      '10.32.1.0/26',
    ]);
  });

  it.each([[undefined], [-1], [4096], [1.5], [Number.NaN]])('do not exist for slot %s', (slot) => {
    expect(() => networkRange(network, 'tenant', slot)).toThrow(
      /is not in the address plan, whose slots are 0 to 4095/,
    );
    expect(() => subnetRanges(network, 'tenant', slot)).toThrow(RangeError);
  });

  it('do not exist for subnets that do not fit', () => {
    expect(() => subnetRanges(withPlan({ hub: '10.32.0.0/26' }), 'hub')).toThrow(
      'subnet bastion does not fit into 10.32.0.0/26 (hub network)',
    );
  });

  it('never overlap: tenants with each other, hub and corporate network, subnets with each other', () => {
    const slot = fc.nat(4095);
    fc.assert(
      fc.property(fc.uniqueArray(slot, { minLength: 2, maxLength: 6 }), (slots) => {
        const networks = [
          ...slots.map((each) => range(networkRange(network, 'tenant', each))),
          range(networkRange(network, 'hub')),
          range(networkRange(network, 'corporate')),
        ];
        const subnets = slots.flatMap((each) =>
          [...subnetRanges(network, 'tenant', each).values()].map(range),
        );
        for (const list of [networks, subnets]) {
          for (const [index, a] of list.entries()) {
            for (const b of list.slice(index + 1)) expect(overlaps(a, b)).toBe(false);
          }
        }
      }),
    );
  });

  it('lie in their pool, and subnets in their network, for any plan that fits', () => {
    const plan = fc.record({
      third: fc.nat(255),
      pool: fc.integer({ min: 8, max: 20 }),
      slot: fc.integer({ min: 20, max: 22 }),
      share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(plan, ({ third, pool, slot, share }) => {
        const tenantPool = formatRange(range(`10.${third}.0.0/${pool}`));
        const planned = withPlan({ tenantPool, tenantPrefixLength: slot });
        const chosen = Math.floor(share * slotCount(planned));
        const whole = range(networkRange(planned, 'tenant', chosen));
        expect(whole.first).toBeGreaterThanOrEqual(range(tenantPool).first);
        expect(whole.last).toBeLessThanOrEqual(range(tenantPool).last);
        let end = whole.first - 1;
        for (const text of subnetRanges(planned, 'tenant', chosen).values()) {
          expect(range(text).first).toBeGreaterThan(end);
          end = range(text).last;
        }
        expect(end).toBeLessThanOrEqual(whole.last);
      }),
    );
  });
});

describe('IPv4 ranges', () => {
  it('are written as they are read', () => {
    const text = fc
      .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
      .map(([address, length]) => `${address}/${length}`);
    fc.assert(
      fc.property(text, (written) => {
        const once = formatRange(range(written));
        expect(formatRange(range(once))).toBe(once);
        expect(overlaps(range(once), range(written.split('/')[0] ?? ''))).toBe(true);
      }),
    );
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/',
    ' 10.0.0.0',
    '10.0.0.0/8/8',
    '010.0.0.0/8',
    '10.064.0.0/24',
    '10.0.0.0/08',
    '::1',
    'a.b.c.d',
  ])('"%s" is none', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});
