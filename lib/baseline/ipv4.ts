/** A range of IPv4 addresses as numbers from 0 to 2^32 - 1, both ends included. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefixLength: number;
}

/** Without leading zeros, which some readers take for octal (RFC 6943, section 3.1.1). */
const number = '(0|[1-9]\\d{0,2})';
const cidrForm = new RegExp(`^${Array.from({ length: 4 }, () => number).join('\\.')}(?:/${number})?$`);

/**
 * Reads an IPv4 range in CIDR form (RFC 4632); an address alone is a range of one. The range begins where its
 * prefix does, even if the text names an address inside it. `undefined` when the text is not a range.
 */
export function parseRange(text: string): Ipv4Range | undefined {
  const match = cidrForm.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefixLength = match[5] === undefined ? 32 : Number(match[5]);
  if (prefixLength > 32 || octets.some((octet) => octet > 255)) return undefined;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return rangeAt(address, prefixLength);
}

/** The range of the given prefix length in which an address lies. */
export function rangeAt(address: number, prefixLength: number): Ipv4Range {
  const size = rangeSize(prefixLength);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefixLength };
}

/** How many addresses a range of that prefix length holds. */
export function rangeSize(prefixLength: number): number {
  return 2 ** (32 - prefixLength);
}

/** Writes a range in CIDR form. */
export function formatRange(range: Ipv4Range): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(range.first / 2 ** shift) % 256);
  return `${octets.join('.')}/${range.prefixLength}`;
}

/** Whether two ranges have an address in common. */
export function overlaps(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}
