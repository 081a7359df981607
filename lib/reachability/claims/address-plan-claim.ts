import { cutSubnets, slotCount } from '../../baseline/addresses';
import { formatRange, type Ipv4Range, overlaps, parseRange, rangeSize } from '../../baseline/ipv4';
import { peersOf, peerWords } from '../../baseline/network-rules';
import type { Flow, NetworkBaseline, Subnet } from '../../baseline/types.generated';
import { type Answer, answerOf, type Witness } from './answer';

/**
 * Answers a claim of the kind `addressPlan` for any two slots i ≠ j at once, without looking at a pair:
 *
 * Slot s is the range [pool + s·size, pool + (s+1)·size), so two slots have no address in common. Every subnet of a
 * tenant is cut at the same offset o < size from its slot's start, for all slots alike, because a slot begins where a
 * range of its size can begin. The rules of a tenant's subnet name addresses of three kinds only: offsets of the own
 * slot; fixed ranges of hub, corporate network and offices; and tags of Azure. It is therefore enough to show that
 * no fixed range meets the pool, that no flow of a tenant's subnet is with every tenant, that each subnet has a
 * security group, which denies what is not listed, and that the hub's firewall lets out by names alone: then no rule
 * of slot i admits an address of slot j, whatever i and j are.
 */
export function judgeAddressPlan(network: NetworkBaseline, operators: readonly string[]): Answer {
  const { addressPlan, subnets } = network;
  const pool = parseRange(addressPlan.tenantPool);
  if (pool === undefined) throw new RangeError(`${addressPlan.tenantPool} is not an IPv4 range in CIDR form`);
  // The slot of a symbol: offsets from its start, which is a multiple of its size.
  const size = rangeSize(addressPlan.tenantPrefixLength);
  const slot: Ipv4Range = { first: 0, last: size - 1, prefixLength: addressPlan.tenantPrefixLength };
  const cuts = cutSubnets(slot, subnets.tenant);
  const witnesses: Witness[] = [
    ...(pool.first % size === 0
      ? []
      : [fault('the pool', 'slots', 'the pool does not begin where a slot can')]),
    ...cuts.flatMap(({ subnet, range }) =>
      range === undefined
        ? [fault(`slot i ${subnet.role}`, 'slot j', `${subnet.role} does not fit into a slot`)]
        : [],
    ),
    ...subnets.tenant.flatMap(ungrouped),
    ...fixedRanges(network, operators).flatMap(([name, text]) => {
      const range = parseRange(text);
      return range === undefined || !overlaps(range, pool)
        ? []
        : [fault(name, 'slot j', `${name} (${text}) has addresses of the pool ${formatRange(pool)}`)];
    }),
    ...network.flows.flatMap((flow) => joining(flow, subnets.tenant)),
  ];
  return answerOf(witnesses, [], `any two of ${slotCount(network)} slots`);
}

/** Addresses that rules of tenants name and that are the same for every slot. */
function fixedRanges(
  network: NetworkBaseline,
  operators: readonly string[],
): [name: string, range: string][] {
  const { hub, corporate, onPremises } = network.addressPlan;
  return [
    ['the hub', hub],
    ['the corporate network', corporate],
    ...onPremises.map((range): [string, string] => ['a network outside the cloud', range]),
    ...operators.map((range): [string, string] => ['an office', range]),
  ];
}

/** A subnet without a group takes what comes: nothing in the plan would keep another slot out. */
function ungrouped({ role, nsg }: Subnet): Witness[] {
  return nsg ? [] : [fault('slot i', `slot j ${role}`, `the subnet ${role} has no security group`)];
}

/** A flow between a tenant's subnet and every tenant admits any slot. */
function joining(flow: Flow, subnets: readonly Subnet[]): Witness[] {
  const isOwn = (peer: string) => subnets.some(({ role }) => role === peer);
  const [from, to] = [peersOf(flow.from), peersOf(flow.to)];
  const joins =
    (from.includes(peerWords.tenants) && to.some(isOwn)) ||
    (to.includes(peerWords.tenants) && from.some(isOwn));
  return joins ? [fault('slot i', 'slot j', `the flow ${flow.id} is between a tenant and every tenant`)] : [];
}

function fault(from: string, to: string, what: string): Witness {
  return { from, to, path: [], what };
}
