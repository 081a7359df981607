import { parseRange } from '../baseline/ipv4';
import { parseIpv6Range } from './ipv6';

/** Sorted, disjoint ranges of whole numbers, both ends included. */
export type NumberSet = readonly (readonly [first: bigint, last: bigint])[];

/**
 * The line on which addresses lie: IPv4 from 0, IPv6 from 2^32, and after them a block for each name that stands
 * for addresses which only Azure knows, such as a service tag or an application security group.
 */
const ipv6Start = 2n ** 32n;
const namesStart = ipv6Start + 2n ** 128n;
const blockSize = 2n ** 64n;
const lineEnd = namesStart + 2n ** 192n;

export const everyAddress: NumberSet = [[0n, lineEnd]];
/** Without the names, whose addresses are all of one family or the other. */
export const everyIpAddress: NumberSet = [[0n, namesStart - 1n]];
export const everyIpv4Address: NumberSet = [[0n, ipv6Start - 1n]];

/**
 * Addresses that are not of the Internet: private, shared, loopback, link-local, multicast and reserved; for IPv6
 * loopback, unique local, link-local and multicast. And that of the virtual host, from which Azure's probes come.
 * RFC 6890, RFC 4193; https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 (2026-11-23)
 */
const notInternet = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];
const virtualHost = '168.63.129.16';

/** Names whose addresses are known besides their block. */
const internet = 'internet';
const loadBalancer = 'azureloadbalancer';
const virtualNetwork = 'virtualnetwork';

/** Reads what stands in a security rule as an address, exactly; needs to know which network it is for. */
export class AddressReader {
  readonly #blocks = new Map<string, bigint>();
  readonly #internet: NumberSet;

  /** `ownNetwork` is the range of the network that the rules stand in, when it is known. */
  constructor(private readonly ownNetwork?: string) {
    const reserved = notInternet.flatMap((range) => readRange(range) ?? []);
    this.#internet = subtract([[0n, namesStart - 1n]], normalize(reserved));
  }

  /**
   * The addresses that a prefix stands for: a range or address of either family, `*`, or a service tag, in any
   * case. A regional tag (`Storage.JapanEast`) is part of the tag without region. A tag that is not known here is a set
   * of its own: nothing but itself covers it.
   * https://learn.microsoft.com/azure/virtual-network/service-tags-overview (2026-11-23)
   */
  read(prefix: string): NumberSet {
    const word = prefix.trim().toLowerCase();
    if (word === '*' || word === 'any') return everyAddress;
    const range = readRange(word);
    if (range !== undefined) return range;
    if (word === internet) return this.#internet;
    if (word === loadBalancer) return readRange(virtualHost) ?? [];
    if (word === virtualNetwork) {
      const own = this.ownNetwork === undefined ? undefined : readRange(this.ownNetwork);
      return normalize([...(own ?? []), ...this.#block(word)]);
    }
    return this.#block(word);
  }

  #block(word: string): NumberSet {
    const [tag = '', region] = word.split('.', 2);
    const start = this.#start(tag);
    if (region === undefined) return [[start, start + blockSize - 1n]];
    // A point within the tag's block; distinct names get distinct points.
    const point = start + 1n + (this.#start(word) - namesStart) / blockSize;
    return [[point, point]];
  }

  #start(name: string): bigint {
    const known = this.#blocks.get(name);
    if (known !== undefined) return known;
    const start = namesStart + BigInt(this.#blocks.size) * blockSize;
    this.#blocks.set(name, start);
    return start;
  }
}

function readRange(word: string): NumberSet | undefined {
  const v4 = parseRange(word);
  if (v4 !== undefined) return [[BigInt(v4.first), BigInt(v4.last)]];
  const v6 = parseIpv6Range(word);
  return v6 === undefined ? undefined : [[ipv6Start + v6.first, ipv6Start + v6.last]];
}

/** Everything that is in any of the sets. */
export function union(...sets: readonly NumberSet[]): NumberSet {
  return normalize(sets.flat());
}

/** Sorts ranges and joins those that overlap or touch. */
export function normalize(ranges: NumberSet): NumberSet {
  const sorted = [...ranges].sort((a, b) => (a[0] < b[0] ? -1 : Number(a[0] > b[0])));
  const joined: [bigint, bigint][] = [];
  for (const [first, last] of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1n) before[1] = greater(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

export function intersect(a: NumberSet, b: NumberSet): NumberSet {
  const common: [bigint, bigint][] = [];
  for (const [first, last] of a) {
    for (const [otherFirst, otherLast] of b) {
      const from = greater(first, otherFirst);
      const to = -greater(-last, -otherLast);
      if (from <= to) common.push([from, to]);
    }
  }
  return common;
}

export function subtract(a: NumberSet, b: NumberSet): NumberSet {
  let left: NumberSet = a;
  for (const [first, last] of b) {
    left = left.flatMap(([from, to]): NumberSet => {
      if (last < from || to < first) return [[from, to]];
      const rest: [bigint, bigint][] = [];
      if (from < first) rest.push([from, first - 1n]);
      if (last < to) rest.push([last + 1n, to]);
      return rest;
    });
  }
  return left;
}

function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}
