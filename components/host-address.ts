import { parseRange } from '../lib/baseline/ipv4';

/**
 * Azure keeps the first four addresses and the last one of a subnet for itself.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
const reservedFirst = 4;
const reservedLast = 1;

/**
 * The address of the n-th host (from 0) of a subnet in CIDR form, after those that Azure keeps for itself. Throws
 * a RangeError when the subnet has no such host.
 */
export function hostAddress(subnet: string, index: number): string {
  const range = parseRange(subnet);
  if (range === undefined) throw new RangeError(`${subnet} is not an IPv4 range in CIDR form`);
  const address = range.first + reservedFirst + index;
  if (!Number.isInteger(index) || index < 0 || address > range.last - reservedLast) {
    throw new RangeError(`subnet ${subnet} has no room for host ${index}`);
  }
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
