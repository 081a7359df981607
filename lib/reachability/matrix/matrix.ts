import type { Traffic } from '../../network-model/traffic';
import type { Arrival, Start } from '../arrivals';
import type { Inquiry } from '../claims/inquiry';
import { ownerOf, type Place } from '../claims/places';
import { internetPlace, placeOfTarget } from '../claims/select';
import { describeTraffic } from './describe-traffic';

/** A side of the matrix: a subnet of a kind of network, all tenants' together, or what lies outside. */
export interface Side {
  /** `tenant`, `hub`, `corporate`, `outside`, or the name of a network that is none of these. */
  readonly group: string;
  /** The subnet's role, or its name where the plan has none; `Internet`, or a name that a firewall lets out. */
  readonly name: string;
}

/** What gets from one side to another. */
export interface MatrixEntry {
  readonly from: Side;
  readonly to: Side;
  /** Where both sides are of tenants: whether they are of one or of two. */
  readonly tenants?: 'same' | 'different';
  /** Protocols and ports, such as `tcp 443`. */
  readonly traffic: readonly string[];
  /** Whether some of it is not certain, because something of the way is not known. */
  readonly open: boolean;
  /** The tenants for which it is so, by id; empty where no side is a tenant's. */
  readonly of: readonly string[];
}

/** Everything that gets from anywhere to anywhere. */
export interface Matrix {
  readonly sides: readonly Side[];
  readonly tenants: readonly string[];
  readonly entries: readonly MatrixEntry[];
}

const groups = ['outside', 'tenant', 'hub', 'corporate'];
const internet: Side = { group: 'outside', name: 'Internet' };

interface Collected {
  readonly from: Side;
  readonly to: Side;
  readonly tenants: 'same' | 'different' | undefined;
  readonly byTenant: Map<string, Traffic[]>;
  open: boolean;
}

/** Asks every subnet and the Internet what they reach, and tells it by the roles of subnets. */
export function matrixOf(inquiry: Inquiry): Matrix {
  const { model, places } = inquiry;
  const collected = new Map<string, Collected>();
  const starts: [Start, Place][] = [
    [{ kind: 'internet' }, internetPlace],
    ...model.subnets.map((subnet): [Start, Place] => [{ kind: 'subnet', subnet }, places.ofSubnet(subnet)]),
  ];
  const sides = new Map<string, Side>();
  const keep = (side: Side) => sides.set(keyOf(side), side);
  keep(internet);
  for (const [start, place] of starts) {
    const from = start.kind === 'internet' ? internet : sideOf(place);
    keep(from);
    for (const arrival of inquiry.arrivals(start).arrivals)
      collect(arrival, from, place, inquiry, collected, keep);
  }
  const order = orderOf(inquiry);
  const sorted = [...sides.values()].sort(order);
  const tenants = new Set(
    model.networks.flatMap((network) => {
      const place = places.ofNetwork(network);
      return place.kind === 'tenant' ? (ownerOf(place) ?? []) : [];
    }),
  );
  return {
    sides: sorted,
    tenants: [...tenants].sort(),
    entries: [...collected.values()]
      .flatMap(entriesOf)
      .sort(
        (a, b) => order(a.from, b.from) || order(a.to, b.to) || compare(a.tenants ?? '', b.tenants ?? ''),
      ),
  };
}

function collect(
  arrival: Arrival,
  from: Side,
  place: Place,
  inquiry: Inquiry,
  collected: Map<string, Collected>,
  keep: (side: Side) => void,
): void {
  const { at, received, through, open } = arrival;
  // What a gateway or Bastion reaches in its own name stands in the row of its subnet.
  if (at.kind === 'platform' || through.some(({ kind }) => kind !== 'firewall')) return;
  const target = placeOfTarget(at, inquiry)?.place;
  const to = target !== undefined ? sideOf(target) : outsideOf(at);
  keep(to);
  const both = place.kind === 'tenant' && target?.kind === 'tenant';
  const tenants = both ? (ownerOf(place) === ownerOf(target) ? 'same' : 'different') : undefined;
  const key = [keyOf(from), keyOf(to), tenants].join(' → ');
  const entry = collected.get(key) ?? { from, to, tenants, byTenant: new Map(), open: false };
  collected.set(key, entry);
  entry.open ||= open.length > 0;
  const tenant =
    place.kind === 'tenant' ? ownerOf(place) : target?.kind === 'tenant' ? ownerOf(target) : undefined;
  const list = entry.byTenant.get(tenant ?? '') ?? [];
  entry.byTenant.set(tenant ?? '', list);
  list.push(received);
}

/** One entry for all tenants with the same traffic. */
function entriesOf({ from, to, tenants, byTenant, open }: Collected): MatrixEntry[] {
  const byTraffic = new Map<string, { traffic: string[]; of: string[] }>();
  for (const [tenant, list] of byTenant) {
    const traffic = describeTraffic(list.flat());
    const same = byTraffic.get(traffic.join()) ?? { traffic, of: [] };
    byTraffic.set(traffic.join(), same);
    if (tenant !== '') same.of.push(tenant);
  }
  return [...byTraffic.values()].map(({ traffic, of }) => ({
    from,
    to,
    ...(tenants !== undefined && { tenants }),
    traffic,
    open,
    of: of.sort(),
  }));
}

function sideOf({ kind, role, name }: Place): Side {
  return kind === undefined ? { group: 'unknown', name } : { group: kind, name: role ?? name };
}

function outsideOf(at: Arrival['at']): Side {
  if (at.kind === 'name') return { group: 'outside', name: at.name };
  return at.kind === 'internet' ? internet : { group: 'outside', name: 'a network in no plan' };
}

function keyOf({ group, name }: Side): string {
  return `${group} ${name}`;
}

/** Outside first, then tenants, hub and corporate network, subnets in the order of the address plan. */
function orderOf({ network }: Inquiry): (a: Side, b: Side) => number {
  const roles = (['tenant', 'hub', 'corporate'] as const).flatMap((kind) =>
    network.subnets[kind].map(({ role }) => keyOf({ group: kind, name: role })),
  );
  const rank = (side: Side) => {
    const place = roles.indexOf(keyOf(side));
    return place < 0 ? roles.length : place;
  };
  const groupRank = ({ group }: Side) => (groups.indexOf(group) + groups.length + 1) % (groups.length + 1);
  const outsideRank = ({ name }: Side) => Number(name !== internet.name);
  return (a, b) =>
    groupRank(a) - groupRank(b) ||
    rank(a) - rank(b) ||
    outsideRank(a) - outsideRank(b) ||
    compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
