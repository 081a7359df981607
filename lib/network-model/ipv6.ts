/** A range of IPv6 addresses as numbers, both ends included. */
export interface Ipv6Range {
  readonly first: bigint;
  readonly last: bigint;
}

const bits = 128;

/**
 * Reads an IPv6 range in CIDR form, or an address alone as a range of one, in any spelling of RFC 4291, also with
 * an IPv4 address at its end. `undefined` when the text is neither.
 */
export function parseIpv6Range(text: string): Ipv6Range | undefined {
  const [address = '', length, ...more] = text.split('/');
  const value = parseAddress(address);
  if (value === undefined || more.length > 0) return undefined;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefixLength = length === undefined ? bits : Number(length);
  if (prefixLength > bits) return undefined;
  const size = 2n ** BigInt(bits - prefixLength);
  const first = (value / size) * size;
  return { first, last: first + size - 1n };
}

function parseAddress(text: string): bigint | undefined {
  if (!text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.reduce((sum, group) => sum * 65536n + BigInt(group), 0n);
}

/** The 16-bit groups of one half of an address; `undefined` when one of them is none. */
function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':');
  for (const [index, part] of parts.entries()) {
    const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(part)?.slice(1).map(Number);
    if (octets !== undefined && index === parts.length - 1 && octets.every((octet) => octet < 256)) {
      const [a = 0, b = 0, c = 0, d = 0] = octets;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else return undefined;
  }
  return groups;
}
