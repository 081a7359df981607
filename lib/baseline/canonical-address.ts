import { isIPv6 } from 'node:net';

/**
 * A name or address of a host in one spelling, for comparing: in small letters and without a dot at its end, and
 * addresses as the system's resolver takes them, such as `127.0.0.1` for `127.1`, `0x7f000001` and `::ffff:127.0.0.1`.
 * What is neither is left as it is.
 */
export function canonicalAddress(text: string): string {
  const name = text.toLowerCase().replace(/\.$/, '');
  try {
    if (!isIPv6(name)) return new URL(`http://${name}/`).hostname;
    const short = new URL(`http://[${name}]/`).hostname.slice(1, -1);
    const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short) ?? [];
    if (high === undefined || low === undefined) return short;
    const bytes = [high, low]
      .map((part) => Number.parseInt(part, 16))
      .flatMap((two) => [two >> 8, two & 255]);
    return bytes.join('.');
  } catch {
    return name;
  }
}
