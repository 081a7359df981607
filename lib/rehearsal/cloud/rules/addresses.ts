import { formatRange, type Ipv4Range, overlaps, parseRange, rangeAt } from '../../../baseline/ipv4';
import { keyOf, parseArmId } from '../arm-id';
import { CloudError } from '../cloud-error';
import { isType, listAt, type PutContext, type Rule, textAt } from '../rule';
import type { CloudResource, Store } from '../store';

const networkType = 'Microsoft.Network/virtualNetworks';
const subnetType = `${networkType}/subnets`;
const peeringType = `${networkType}/virtualNetworkPeerings`;

/**
 * Subnets lie in their network and beside each other, and what is peered does not overlap.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview
 */
export const addresses: Rule = {
  put(context) {
    if (isType(context.target, networkType)) checkNetwork(context);
    if (isType(context.target, subnetType)) checkSubnet(context);
    if (isType(context.target, peeringType)) checkPeering(context);
  },
};

function checkNetwork({ store, target, properties }: PutContext): void {
  const ranges = rangesOf(properties, 'addressSpace', 'addressPrefixes');
  for (const subnet of childrenOf(store, target.id, subnetType)) {
    for (const range of subnetRanges(subnet.properties))
      if (!ranges.some((outer) => contains(outer, range)))
        throw new CloudError(
          400,
          'InUsePrefixCannotBeDeleted',
          `IpPrefix ${formatRange(range)} on Vnet ${target.name} has active allocations in subnet ${subnet.id} and cannot be deleted.`,
        );
  }
  for (const other of peersOf(store, target.id)) refuseOverlap(target.id, ranges, other);
}

function checkSubnet({ store, target, properties }: PutContext): void {
  const outer = rangesOf(store.get(target.parent)?.properties, 'addressSpace', 'addressPrefixes');
  const siblings = childrenOf(store, target.parent, subnetType).filter(
    ({ id }) => keyOf(id) !== keyOf(target.id),
  );
  for (const range of subnetRanges(properties)) {
    if (!outer.some((space) => contains(space, range)))
      throw new CloudError(
        400,
        'NetcfgInvalidSubnet',
        `Subnet '${target.name}' is not valid in virtual network: ${formatRange(range)} is not within ${outer.map(formatRange).join(', ')}.`,
      );
    for (const sibling of siblings)
      if (subnetRanges(sibling.properties).some((other) => overlaps(other, range)))
        throw new CloudError(
          400,
          'NetcfgSubnetRangesOverlap',
          `Subnet '${target.name}' is not valid because its IP address range ${formatRange(range)} overlaps with that of '${sibling.id}'.`,
        );
  }
}

function checkPeering({ store, target, properties }: PutContext): void {
  const remoteId = textAt(properties, 'remoteVirtualNetwork', 'id');
  const remote = remoteId === undefined ? undefined : store.get(remoteId);
  if (remote === undefined) return;
  if (keyOf(remote.id) === keyOf(target.parent))
    throw new CloudError(400, 'InvalidPeering', `'${remote.id}' cannot be peered with itself.`);
  const ranges = rangesOf(store.get(target.parent)?.properties, 'addressSpace', 'addressPrefixes');
  refuseOverlap(target.parent, ranges, remote);
  const remoteRanges = rangesOf(remote.properties, 'addressSpace', 'addressPrefixes');
  const others = peersOf(store, target.parent).filter(({ id }) => keyOf(id) !== keyOf(remote.id));
  for (const other of others) refuseOverlap(remote.id, remoteRanges, other);
}

function refuseOverlap(id: string, ranges: readonly Ipv4Range[], other: CloudResource): void {
  const theirs = rangesOf(other.properties, 'addressSpace', 'addressPrefixes');
  const [mine, both] = ranges
    .map((range) => [range, theirs.find((their) => overlaps(range, their))] as const)
    .find(([, their]) => their !== undefined) ?? [undefined, undefined];
  if (mine === undefined || both === undefined) return;
  throw new CloudError(
    400,
    'VnetAddressSpacesOverlap',
    `Cannot create or update peering: the address spaces of '${id}' (${formatRange(mine)}) and '${other.id}' (${formatRange(both)}) overlap.`,
  );
}

/** The networks to which a network is peered. */
function peersOf(store: Store, networkId: string): CloudResource[] {
  return childrenOf(store, networkId, peeringType).flatMap(
    ({ properties }) => store.get(textAt(properties, 'remoteVirtualNetwork', 'id') ?? '') ?? [],
  );
}

function childrenOf(store: Store, id: string, type: string): CloudResource[] {
  return store.below(id).filter((child) => isType(parseArmId(child.id), type));
}

/** The ranges of a subnet, which has one or a list of them. */
export function subnetRanges(properties: unknown): Ipv4Range[] {
  const single = textAt(properties, 'addressPrefix');
  const all = [...(single === undefined ? [] : [single]), ...listAt(properties, 'addressPrefixes')];
  return toRanges(all);
}

function rangesOf(properties: unknown, ...path: string[]): Ipv4Range[] {
  return toRanges(listAt(properties, ...path));
}

/** Reads the ranges; one that begins in the middle is refused, as the cloud does. IPv6 is not looked at. */
function toRanges(texts: readonly unknown[]): Ipv4Range[] {
  return texts
    .filter((text): text is string => typeof text === 'string' && !text.includes(':'))
    .map((text) => {
      const range = text.includes('/') ? parseRange(text) : undefined;
      if (range === undefined || formatRange(range) !== text)
        throw new CloudError(
          400,
          'InvalidCIDRNotation',
          `The address prefix ${text} has an invalid CIDR notation. For the given prefix length the address prefix should be ${range === undefined ? 'a.b.c.d/n' : formatRange(range)}.`,
        );
      return range;
    });
}

export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** An address alone, as its number. */
export function addressNumber(text: string): number | undefined {
  return parseRange(text)?.first;
}

export function addressText(address: number): string {
  return formatRange(rangeAt(address, 32)).replace('/32', '');
}
