/** An address as its bits, most significant first: 32 characters for IPv4, 128 for IPv6. */
export type Bits = string;

const known = new Map<string, Bits>();

/** The bits of an address of either family; throws for any other text, because a generator writes them all. */
export function bitsOf(text: string): Bits {
  const found = known.get(text);
  if (found !== undefined) return found;
  const word = text.trim().toLowerCase();
  const bits = word.includes(':') ? ipv6Bits(word) : ipv4Bits(word);
  known.set(text, bits);
  return bits;
}

/** Whether an address lies in a prefix such as `10.0.0.0/8`; an address alone is a prefix of all its bits. */
export function isInPrefix(address: Bits, prefix: string): boolean {
  const [base = '', length] = prefix.trim().split('/');
  const bits = bitsOf(base);
  const fixed = bits.slice(0, length === undefined ? bits.length : Number(length));
  return address.length === bits.length && address.startsWith(fixed);
}

/** How many bits a prefix fixes. */
export function lengthOf(prefix: string): number {
  const [base = '', length] = prefix.trim().split('/');
  return length === undefined ? bitsOf(base).length : Number(length);
}

/** Whether a text is an address or prefix, and not a word such as a service tag. */
export function isPrefix(text: string): boolean {
  return /^[0-9a-f]*[.:][0-9a-f.:]*(\/\d+)?$/i.test(text.trim());
}

function ipv4Bits(text: string): Bits {
  const parts = text.split('.');
  if (parts.length !== 4) throw new Error(`${text} is no address`);
  return parts.map((part) => binary(Number(part), 8)).join('');
}

/** RFC 4291, section 2.2: `::` stands for as many zero groups as are missing, an IPv4 address for two groups. */
function ipv6Bits(text: string): Bits {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const bits = ipv4Bits(dotted[2] ?? '');
    const tail = [bits.slice(0, 16), bits.slice(16)].map((half) => Number.parseInt(half, 2).toString(16));
    return ipv6Bits(`${dotted[1]}${tail.join(':')}`);
  }
  const [head = '', rest] = text.split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const before = groups(head);
  const after = rest === undefined ? [] : groups(rest);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const all = rest === undefined ? before : [...before, ...zeros, ...after];
  if (all.length !== 8) throw new Error(`${text} is no address`);
  return all.map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function binary(value: number, width: number): string {
  if (!(value >= 0 && value < 2 ** width)) throw new Error(`${value} does not fit into ${width} bits`);
  return value.toString(2).padStart(width, '0');
}

/** The address that bits stand for, written out in full. */
export function textOf(bits: Bits): string {
  const parts = (width: number, base: number) =>
    Array.from({ length: bits.length / width }, (_, index) =>
      Number.parseInt(bits.slice(index * width, (index + 1) * width), 2).toString(base),
    );
  return bits.length === 32 ? parts(8, 10).join('.') : parts(16, 16).join(':');
}
