import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** Names of hosts after which files and folders are named, on any system. */
export const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/**
 * A name or address of a host as a file may be called everywhere. Colons are not admitted by some systems, and an IPv6
 * address that is only freed of them may look like another with a port: it gets all of its eight groups, the same in any
 * spelling, such as `2001-db8-0-0-0-0-0-1`, and its zone. Others stay as they are.
 */
export function fileNameOf(address: string): string {
  const [bare = '', zone] = address.split('%');
  if (!isIPv6(bare)) return address;
  const short = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [before = [], after = []] = short.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const groups = [...before, ...zeros, ...after].join('-');
  return zone === undefined ? groups : `${groups}-${zone.replace(/[^A-Za-z0-9._-]/g, '_')}`;
}

/** A name in the length that names of hosts have; two that begin the same way stay apart. */
export function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, longestName - mark.length - 1)}-${mark}`;
}

const longestName = 63;
