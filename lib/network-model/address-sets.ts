import { parseRange } from '../baseline/ipv4';
import { parseIpv6Range } from './ipv6';
import { covers, intersect, type NumberSet, normalize, type Point, subtract, union } from './number-set';
import type { ServiceTags } from './service-tags';

/**
 * The line on which addresses lie: IPv4 from 0; then names that stand for addresses which only Azure knows, in two
 * halves for their IPv4 and IPv6 addresses; IPv6 from 2^64, as bigints.
 */
const ipv4End = 2 ** 32 - 1;
const privateNames = 2 ** 33;
const publicNames = 2 ** 40;
const publicNamesIpv6 = 2 ** 50;
const namesEnd = 2 ** 51 - 1;
const blockSize = 2 ** 20;
const ipv6Start = 2n ** 64n;
const ipv6End = ipv6Start + 2n ** 128n - 1n;

export const everyAddress: NumberSet = [
  [0, namesEnd],
  [ipv6Start, ipv6End],
];
export const everyIpv4Address: NumberSet = [[0, ipv4End]];
const everyIpv6Address: NumberSet = [[ipv6Start, ipv6End]];
const ipv4OfNames: NumberSet = [[publicNames, publicNamesIpv6 - 1]];
const ipv6OfNames: NumberSet = [[publicNamesIpv6, namesEnd]];

/**
 * The virtual host beside each machine: Azure's own resolver, and where its probes come from.
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 (2026-11-23)
 */
export const virtualHostAddress = '168.63.129.16';

/**
 * Addresses that are not of the Internet: private, shared, loopback, link-local, multicast and reserved; for IPv6
 * loopback, unique local, link-local and multicast. And that of the virtual host.
 * RFC 6890, RFC 4193
 */
const notInternet = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  `${virtualHostAddress}/32`,
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];
export const virtualHost = rangesOf(virtualHostAddress);
export const metadataService = rangesOf('169.254.169.254');

const publicRanges = subtract(union(everyIpv4Address, everyIpv6Address), rangesOf(...notInternet));
export const publicIpv4 = intersect(publicRanges, everyIpv4Address);
const publicIpv6 = intersect(publicRanges, everyIpv6Address);

/** The Internet: every public address, also those that Azure's services have, whatever their tag. */
export const internetAddresses: NumberSet = union(publicRanges, ipv4OfNames, ipv6OfNames);

/** The addresses of each family, numbers and names. */
export const families: readonly NumberSet[] = [
  union(everyIpv4Address, ipv4OfNames),
  union(everyIpv6Address, ipv6OfNames),
];

/** The names on the line; everything that is to be compared needs the same. */
export class AddressNames {
  readonly #blocks = new Map<string, number>();
  readonly #regions = new Map<string, number>();

  /** The addresses of a name of the Internet; a regional tag (`Storage.JapanEast`) is part of the global one. */
  ofInternet(name: string): NumberSet {
    const word = name.trim().toLowerCase();
    const dot = /^[a-z0-9]+\.[a-z0-9]+$/.test(word) ? word.indexOf('.') : word.length;
    const start = blockSize * this.#index(this.#blocks, word.slice(0, dot));
    const [first, last] =
      dot === word.length
        ? [start, start + blockSize - 1]
        : [start + 1 + this.#index(this.#regions, word), start + 1 + this.#index(this.#regions, word)];
    return [
      [publicNames + first, publicNames + last],
      [publicNamesIpv6 + first, publicNamesIpv6 + last],
    ];
  }

  /** The addresses of a name that is not of the Internet, such as an application security group elsewhere. */
  ofPrivate(name: string): NumberSet {
    const start = privateNames + this.#index(this.#blocks, name.trim().toLowerCase());
    return [[start, start]];
  }

  /** What a number of the line stands for, when it stands for a name. */
  nameAt(point: Point): string | undefined {
    if (typeof point === 'bigint' || point < privateNames) return undefined;
    if (point < publicNames) return [...this.#blocks.keys()][point - privateNames];
    const offset = point >= publicNamesIpv6 ? point - publicNamesIpv6 : point - publicNames;
    const region = (offset % blockSize) - 1;
    const name = [...this.#blocks.keys()][Math.floor(offset / blockSize)];
    const full = [...this.#regions.keys()][region];
    return full?.startsWith(`${name}.`) ? full : name;
  }

  #index(names: Map<string, number>, name: string): number {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  }
}

/** What an address reader may know besides the spelling of addresses. */
export interface Surroundings {
  /** The range of the network that the rules stand in; what else its tag VirtualNetwork holds is then a set apart. */
  readonly ownNetwork?: string;
  /** All that the tag VirtualNetwork stands for, when it is known. */
  readonly virtualNetwork?: NumberSet;
  /** The addresses of application security groups, by id in lower case. */
  readonly applicationGroups?: ReadonlyMap<string, NumberSet>;
  readonly names?: AddressNames;
  readonly serviceTags?: ServiceTags;
}

const tagForm = /^[a-z][a-z0-9]*(\.[a-z0-9]+)?$/;

/** Reads what stands in a security rule as an address, exactly; needs to know which network it is for. */
export class AddressReader {
  readonly #names: AddressNames;

  constructor(private readonly surroundings: Surroundings = {}) {
    this.#names = surroundings.names ?? new AddressNames();
  }

  /**
   * The addresses that a prefix stands for: a range or address of either family, `*`, or a service tag, in any
   * case. A regional tag (`Storage.JapanEast`) is part of the tag without region, and each is part of the Internet. A
   * tag whose addresses are not given is a set of its own: nothing but itself, the Internet and everything covers it.
   * https://learn.microsoft.com/azure/virtual-network/service-tags-overview (2026-11-27)
   */
  read(prefix: string): NumberSet {
    return this.tryRead(prefix) ?? this.#names.ofPrivate(prefix);
  }

  /** The same for several prefixes together; halves of a family that make up all of it hold its names as well. */
  readAll(prefixes: readonly string[]): NumberSet {
    return withNames(union(...prefixes.map((prefix) => this.read(prefix))));
  }

  /** As `read`, but `undefined` for what is neither a range, nor a tag, nor a known group. */
  tryRead(prefix: string): NumberSet | undefined {
    const word = prefix.trim().toLowerCase();
    if (word === '*' || word === 'any') return everyAddress;
    const range = readRange(word);
    if (range !== undefined) return withNames(range);
    const group = this.surroundings.applicationGroups?.get(word);
    if (group !== undefined) return group;
    return tagForm.test(word) ? this.#readTag(word) : undefined;
  }

  /** Whether a prefix is a tag whose addresses are not known, so that it may have some in common with ranges. */
  isOpaque(prefix: string): boolean {
    const word = prefix.trim().toLowerCase();
    return (
      tagForm.test(word) &&
      word !== 'any' &&
      !Object.hasOwn(fixedTags, word) &&
      word !== 'virtualnetwork' &&
      this.surroundings.serviceTags?.rangesOf(word) === undefined
    );
  }

  #readTag(word: string): NumberSet {
    const fixed = fixedTags[word];
    if (fixed !== undefined) return fixed;
    if (word === 'virtualnetwork') {
      const { virtualNetwork, ownNetwork } = this.surroundings;
      if (virtualNetwork !== undefined) return virtualNetwork;
      const own = ownNetwork === undefined ? undefined : readRange(ownNetwork);
      return union(own ?? [], this.#names.ofPrivate(word));
    }
    const ranges = this.surroundings.serviceTags?.rangesOf(word);
    return union(this.#names.ofInternet(word), ranges === undefined ? [] : rangesOf(...ranges));
  }
}

/**
 * Tags whose addresses are documented; those of the platform are what each machine has beside it.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 * (2026-11-27)
 */
const fixedTags: Readonly<Record<string, NumberSet>> = {
  internet: internetAddresses,
  azureloadbalancer: virtualHost,
  azureplatformdns: virtualHost,
  azureplatformimds: metadataService,
};

/** What a range of all public addresses of a family holds as well: the names of the Internet. */
export function withNames(set: NumberSet): NumberSet {
  const ipv4 = covers(set, publicIpv4);
  const ipv6 = covers(set, publicIpv6);
  if (!ipv4 && !ipv6) return set;
  return union(set, ipv4 ? ipv4OfNames : [], ipv6 ? ipv6OfNames : []);
}

/** The numbers alone of what holds all public addresses of a family, and so all names. */
export function withoutNames(set: NumberSet): NumberSet {
  const isAll = covers(set, everyAddress);
  const ipv4 = covers(set, ipv4OfNames) ? ipv4OfNames : [];
  const ipv6 = covers(set, ipv6OfNames) ? ipv6OfNames : [];
  return subtract(set, isAll ? [[ipv4End + 1, namesEnd]] : union(ipv4, ipv6));
}

/** Reads a range or a single address of either family; `undefined` for anything else. */
export function readRange(text: string): NumberSet | undefined {
  const word = text.trim();
  const v4 = parseRange(word);
  if (v4 !== undefined) return [[v4.first, v4.last]];
  const v6 = parseIpv6Range(word);
  return v6 === undefined ? undefined : [[ipv6Start + v6.first, ipv6Start + v6.last]];
}

/** The addresses of ranges that are known to be sound; others are left out. */
export function rangesOf(...texts: readonly string[]): NumberSet {
  return normalize(texts.flatMap((text) => readRange(text) ?? []));
}
