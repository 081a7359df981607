import { formatRange, type Ipv4Range, parseRange, rangeAt, rangeSize } from './ipv4';
import type { NetworkBaseline, NetworkKind, Subnet } from './types.generated';

/** A role of `subnets` in the network baseline, such as `app`. */
export type SubnetRole = string;

/** How many tenants the address plan has room for. Slots are numbered from 0. */
export function slotCount(network: NetworkBaseline): number {
  const pool = readRange(network.addressPlan.tenantPool);
  return Math.floor((pool.last - pool.first + 1) / rangeSize(network.addressPlan.tenantPrefixLength));
}

/**
 * The address range of a network in CIDR form: the hub's, the corporate network's, or that of the tenant in a
 * slot. Throws a RangeError for a tenant without a slot of the plan: registers are checked before they get here.
 */
export function networkRange(network: NetworkBaseline, kind: NetworkKind, slot?: number): string {
  return formatRange(rangeOf(network, kind, slot));
}

/**
 * The address range of each subnet of a network by its role, cut one after the other in the order of the
 * baseline; each begins where a range of its size can begin. Throws a RangeError where they do not fit or the
 * slot is not of the plan.
 */
export function subnetRanges(
  network: NetworkBaseline,
  kind: NetworkKind,
  slot?: number,
): Map<SubnetRole, string> {
  const range = rangeOf(network, kind, slot);
  const ranges = new Map<SubnetRole, string>();
  for (const { subnet, range: cut } of cutSubnets(range, network.subnets[kind])) {
    if (cut === undefined) {
      throw new RangeError(`subnet ${subnet.role} does not fit into ${formatRange(range)} (${kind} network)`);
    }
    ranges.set(subnet.role, formatRange(cut));
  }
  return ranges;
}

/** A subnet and its range, which is absent where the network has no room left for it. */
export interface SubnetCut {
  readonly subnet: Subnet;
  readonly range: Ipv4Range | undefined;
}

/** Cuts subnets from a range in order, each at the next place where a range of its size can begin. */
export function cutSubnets(range: Ipv4Range, subnets: readonly Subnet[]): SubnetCut[] {
  let next = range.first;
  return subnets.map((subnet) => {
    const size = rangeSize(subnet.prefixLength);
    const cut = rangeAt(Math.ceil(next / size) * size, subnet.prefixLength);
    if (cut.last > range.last) return { subnet, range: undefined };
    next = cut.last + 1;
    return { subnet, range: cut };
  });
}

function rangeOf(network: NetworkBaseline, kind: NetworkKind, slot?: number): Ipv4Range {
  const plan = network.addressPlan;
  if (kind !== 'tenant') return readRange(kind === 'hub' ? plan.hub : plan.corporate);
  const count = slotCount(network);
  if (slot === undefined || !Number.isInteger(slot) || slot < 0 || slot >= count) {
    throw new RangeError(
      `slot ${slot ?? '(none)'} is not in the address plan, whose slots are 0 to ${count - 1}`,
    );
  }
  const start = readRange(plan.tenantPool).first + slot * rangeSize(plan.tenantPrefixLength);
  return rangeAt(start, plan.tenantPrefixLength);
}

function readRange(text: string): Ipv4Range {
  const range = parseRange(text);
  if (range === undefined) throw new RangeError(`${text} is not an IPv4 range in CIDR form`);
  return range;
}
