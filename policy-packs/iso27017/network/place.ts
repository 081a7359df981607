import { networkRange, slotCount, subnetRanges } from '../../../lib/baseline/addresses';
import { overlaps, parseRange } from '../../../lib/baseline/ipv4';
import type { SubnetPlace } from '../../../lib/baseline/network-rules';
import type { NetworkBaseline, NetworkKind, Subnet } from '../../../lib/baseline/types.generated';

/** A subnet of the address plan. */
export interface PlannedSubnet {
  readonly kind: NetworkKind;
  /** The tenant's slot, for a tenant's subnet. */
  readonly slot?: number;
  readonly subnet: Subnet;
  /** In CIDR form. */
  readonly range: string;
}

/** A network of the address plan. */
export interface PlannedNetwork {
  readonly kind: NetworkKind;
  readonly slot?: number;
}

/** The network of the plan with which a range has addresses in common; `undefined` when there is none. */
export function networkAt(network: NetworkBaseline, cidr: string): PlannedNetwork | undefined {
  const range = parseRange(cidr);
  if (range === undefined) return undefined;
  for (const kind of ['hub', 'corporate'] as const) {
    const own = parseRange(networkRange(network, kind));
    if (own !== undefined && overlaps(own, range)) return { kind };
  }
  const pool = parseRange(network.addressPlan.tenantPool);
  if (pool === undefined || !overlaps(pool, range)) return undefined;
  const size = 2 ** (32 - network.addressPlan.tenantPrefixLength);
  const slot = Math.floor((Math.max(range.first, pool.first) - pool.first) / size);
  return { kind: 'tenant', slot };
}

/** The network of the plan inside which a range or address lies; `undefined` when there is none. */
export function networkAround(network: NetworkBaseline, cidr: string): PlannedNetwork | undefined {
  const place = networkAt(network, cidr);
  return place !== undefined && isInside(cidr, networkRange(network, place.kind, place.slot))
    ? place
    : undefined;
}

/** Whether a text is a range or address that lies wholly in a range; both in CIDR form. */
export function isInside(cidr: string, around: string): boolean {
  const [inner, outer] = [parseRange(cidr), parseRange(around)];
  return inner !== undefined && outer !== undefined && outer.first <= inner.first && inner.last <= outer.last;
}

/** The subnet of the plan with which a range has addresses in common, the first when there are several. */
export function subnetAt(network: NetworkBaseline, cidr: string): PlannedSubnet | undefined {
  const range = parseRange(cidr);
  const place = networkAt(network, cidr);
  if (range === undefined || place === undefined) return undefined;
  for (const [role, planned] of subnetRanges(network, place.kind, place.slot)) {
    const own = parseRange(planned);
    const subnet = network.subnets[place.kind].find((candidate) => candidate.role === role);
    if (own !== undefined && subnet !== undefined && overlaps(own, range)) {
      return { ...place, subnet, range: planned };
    }
  }
  return undefined;
}

/** The subnets of any network of the plan that have a name, which Azure compares without regard to case. */
export function subnetsNamed(network: NetworkBaseline, name: string): Subnet[] {
  return Object.values(network.subnets)
    .flat()
    .filter((subnet) => subnet.name.toLowerCase() === name.trim().toLowerCase());
}

/** Reads what tags say of a subnet's place; `undefined` when the plan has no such subnet or slot. */
export function placeOf(
  network: NetworkBaseline,
  tags: { readonly kind?: string; readonly role?: string; readonly slot?: number },
  operators: readonly string[],
): (SubnetPlace & { readonly range: string }) | undefined {
  const kind = (['tenant', 'hub', 'corporate'] as const).find((candidate) => candidate === tags.kind);
  if (kind === undefined || tags.role === undefined) return undefined;
  const { role, slot } = tags;
  if (kind === 'tenant' && !isSlot(network, slot)) return undefined;
  const range = subnetRanges(network, kind, slot).get(role);
  if (range === undefined) return undefined;
  return { kind, role, operators, range, ...(kind === 'tenant' && slot !== undefined && { slot }) };
}

/** Whether a number is a slot of the address plan. */
export function isSlot(network: NetworkBaseline, slot: number | undefined): slot is number {
  return slot !== undefined && Number.isInteger(slot) && slot >= 0 && slot < slotCount(network);
}
