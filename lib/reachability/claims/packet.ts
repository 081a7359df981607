import { formatRange } from '../../baseline/ipv4';
import type { AddressNames } from '../../network-model/address-sets';
import type { NumberSet, Point } from '../../network-model/number-set';
import type { Traffic } from '../../network-model/traffic';
import type { Packet } from './answer';

/** Names of the protocols by their number in sets of traffic. */
const protocols = ['tcp', 'udp', 'icmp', 'esp', 'ah'] as const;
const withPorts: readonly string[] = ['tcp', 'udp'];

/** Azure keeps the first four addresses of a subnet: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq (2026-11-27) */
const reservedByAzure = 4;
const smallestSubnet = 8;
const nobodysEnd = 2 ** 24;

/** One packet of a set, the most telling there is: a numbered address before a name, TCP before others. */
export function packetOf(traffic: Traffic, names: AddressNames): Packet | undefined {
  const [box] = traffic;
  if (box === undefined) return undefined;
  const protocol = protocols[Number(box.protocols[0]?.[0] ?? 0)] ?? 'tcp';
  const port = Number(box.ports[0]?.[0] ?? 0);
  return {
    source: addressOf(box.sources, names),
    destination: addressOf(box.destinations, names),
    protocol,
    // Port 0 is reserved (RFC 6335); where every port passes, the first that somebody listens to.
    ...(withPorts.includes(protocol) && {
      port: port === 0 ? Math.min(1, Number(box.ports[0]?.[1] ?? 0)) : port,
    }),
  };
}

/** `tcp 22 from 10.64.0.4 to 10.64.1.4`. */
export function describePacket({ source, destination, protocol, port }: Packet): string {
  return `${protocol}${port === undefined ? '' : ` ${port}`} from ${source} to ${destination}`;
}

function addressOf(set: NumberSet, names: AddressNames): string {
  // Where machines are taken out of a subnet's addresses, Azure's own are left as a range of theirs.
  const range = set.find((one) => !isReserved(one)) ?? set[0];
  if (range === undefined) return 'nowhere';
  const [first, last] = range;
  if (typeof first === 'number' && typeof last === 'number' && names.nameAt(first) === undefined) {
    // 0.0.0.0/8 is nobody's address (RFC 791, section 3.2).
    return formatAddress(Math.min(Math.max(first, nobodysEnd) + reservedByAzure, last));
  }
  return names.nameAt(first) ?? formatAddress(first);
}

/** Whether a range is within the first addresses of a subnet, of which the smallest has eight. */
function isReserved([first, last]: NumberSet[number]): boolean {
  return (
    typeof first === 'number' &&
    typeof last === 'number' &&
    first >= nobodysEnd &&
    first % smallestSubnet === 0 &&
    last - first < reservedByAzure
  );
}

/** An address of either family as text (RFC 5952 without its shortest form for IPv6). */
export function formatAddress(point: Point): string {
  if (typeof point === 'number')
    return formatRange({ first: point, last: point, prefixLength: 32 }).replace('/32', '');
  const value = BigInt.asUintN(128, point - 2n ** 64n);
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((value >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
