import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressReader } from '../../lib/network-model/address-sets';
import { after, type NumberSet, type Point } from '../../lib/network-model/number-set';
import { type RuleTexts, type Traffic, trafficOf, without } from '../../lib/network-model/traffic';

const prefixes = [
  '*',
  'Internet',
  'VirtualNetwork',
  'AzureLoadBalancer',
  'Storage',
  'Storage.JapanEast',
  '0.0.0.0/0',
  '::/0',
  '10.64.0.0/22',
  '10.64.1.0/24',
  '10.64.1.7',
  '203.0.113.0/28',
  '2001:db8::/32',
];
const ports = ['*', '22', '20-30', '443', '0-65535', '65535'];
const rule = record({
  sources: array(constantFrom(...prefixes), { minLength: 1, maxLength: 3 }),
  destinations: array(constantFrom(...prefixes), { minLength: 1, maxLength: 2 }),
  protocol: constantFrom('*', 'Tcp', 'udp', 'Icmp'),
  sourcePorts: array(constantFrom(...ports), { minLength: 1, maxLength: 2 }),
  ports: array(constantFrom(...ports), { minLength: 1, maxLength: 3 }),
});

const reader = new AddressReader({ ownNetwork: '10.64.0.0/22' });
const read = (texts: RuleTexts): Traffic => trafficOf(texts, reader) ?? [];

/** Addresses at the edges of every prefix, where sets differ if they differ anywhere. */
const edges = [
  ...new Set(
    prefixes.flatMap((prefix) => reader.read(prefix).flatMap(([first, last]) => [first, last, after(last)])),
  ),
];
const packet = record({
  sources: constantFrom(...edges),
  destinations: constantFrom(...edges),
  protocols: integer({ min: 0, max: 4 }),
  sourcePorts: constantFrom(0, 21, 22, 443, 65535),
  ports: constantFrom(0, 19, 20, 22, 30, 31, 443, 65534, 65535),
});

type Packet = Readonly<Record<'sources' | 'destinations' | 'protocols' | 'sourcePorts' | 'ports', Point>>;

function isIn(traffic: Traffic, point: Packet): boolean {
  return traffic.some((box) =>
    (Object.keys(point) as (keyof Packet)[]).every((key) => has(box[key], point[key])),
  );
}

function has(set: NumberSet, value: Point): boolean {
  return set.some(([first, last]) => first <= value && value <= last);
}

describe('traffic', () => {
  it('takes out of a set exactly the packets of others', () => {
    assert(
      property(rule, array(rule, { maxLength: 4 }), packet, (one, others, point) => {
        const left = without(read(one), ...others.map(read));
        const expected = isIn(read(one), point) && !others.some((other) => isIn(read(other), point));
        expect(isIn(left, point)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['both halves of the IPv4 addresses cover them', ['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], true],
    ['both families together do not cover everything', ['*'], ['0.0.0.0/0', '::/0'], false],
    ['the Internet covers a public address', ['203.0.113.9'], ['Internet'], true],
    ['the Internet covers a public IPv6 range', ['2001:db8::/32'], ['Internet'], true],
    ['the Internet covers no private range', ['10.0.0.0/8'], ['Internet'], false],
    ['the Internet covers no shared range', ['100.64.0.0/10'], ['Internet'], false],
    ['every IPv4 address is more than the Internet', ['0.0.0.0/0'], ['Internet'], false],
    ['a tag covers its region', ['Storage.JapanEast'], ['storage'], true],
    ['a region does not cover the tag', ['Storage'], ['Storage.JapanEast'], false],
    ['one region does not cover another', ['Storage.JapanEast'], ['Storage.JapanWest'], false],
    ['one tag does not cover another', ['Storage'], ['Sql'], false],
    ['probes come from one address', ['168.63.129.16'], ['AzureLoadBalancer'], true],
    ['the virtual network covers its own range', ['10.64.1.0/24'], ['VirtualNetwork'], true],
    ['its own range does not cover the virtual network', ['VirtualNetwork'], ['10.64.0.0/22'], false],
    ['everything covers a tag that is not known', ['NewService'], ['*'], true],
  ])('%s', (_name, inner, outer, isCovered) => {
    const texts = (sources: string[]): RuleTexts => ({
      sources,
      destinations: ['*'],
      protocol: '*',
      sourcePorts: ['*'],
      ports: ['*'],
    });
    expect(without(read(texts(inner)), read(texts(outer))).length === 0).toBe(isCovered);
  });

  it.each([
    ['a protocol that there is not', { protocol: 'sctp' }],
    ['a port beyond the last', { ports: ['65536'] }],
    ['a range that runs backwards', { ports: ['30-20'] }],
    ['a port that is a word', { ports: ['ssh'] }],
  ])('knows no packets for %s', (_name, wrong) => {
    const texts = { sources: ['*'], destinations: ['*'], protocol: '*', sourcePorts: ['*'], ports: ['*'] };
    expect(trafficOf({ ...texts, ...wrong }, reader)).toBeUndefined();
  });
});
