import { readRange } from '../../../lib/network-model/address-sets';
import { buildNetworkModel } from '../../../lib/network-model/build';
import type { NetworkModel } from '../../../lib/network-model/model';
import type { NumberSet } from '../../../lib/network-model/number-set';
import { packets, readProtocol, type Traffic, trafficMeets } from '../../../lib/network-model/traffic';
import { type Arrival, arrivals, type Start } from '../../../lib/reachability/arrivals';
import { fromPlans } from '../../../lib/resources/from-plan';
import { textOf } from '../packet-oracle/address';
import type { Packet } from '../packet-oracle/packet';
import { nothingForwards, noWayOut, type Place, type Sender, type Walk, walk } from '../packet-oracle/walk';
import { World } from '../packet-oracle/world';
import { type Probe, probesOf } from './probes';
import type { Sketch } from './sketch';
import { toResources } from './to-resources';

/** A packet of which the model and the oracle say different things. */
export interface Difference {
  readonly packet: string;
  readonly oracle: string;
  readonly model: string;
}

/** What came of one network: how many packets were compared and how many arrive, and where the answers differ. */
export interface Comparison {
  readonly packets: number;
  readonly arriving: number;
  /** Packets of which the model says more than the oracle, where it is known to. */
  readonly wider: number;
  readonly differences: readonly Difference[];
}

/** Asks the model and the oracle about the same packets of one network. */
export function compare(sketch: Sketch, turn: number): Comparison {
  const resources = toResources(sketch);
  const world = new World(resources);
  const model = buildNetworkModel(fromPlans([{ project: 'test', stack: 'test', resources: [...resources] }]));
  const asked = new Map<string, readonly Arrival[]>();
  const probes = probesOf(sketch, world, turn);
  const found = probes.map((probe) => {
    const key = keyOf(probe.from);
    const all = asked.get(key) ?? arrivals(model, startOf(probe.from, model)).arrivals;
    asked.set(key, all);
    return { probe, walked: walk(world, probe.from, probe.packet), told: arrivalsOf(all, probe) };
  });
  return {
    packets: probes.length,
    arriving: found.filter(({ walked }) => walked.arrives !== undefined).length,
    wider: found.filter(({ probe, walked, told }) => isWider(probe, walked, told)).length,
    differences: found.flatMap(({ probe, walked, told }) => {
      const oracle = shown(walked, world);
      const model = told.map(shownArrival);
      const isSame = walked.arrives === undefined ? told.length === 0 : model.includes(oracle);
      const isOne = new Set(told.map(({ at }) => targetName(at))).size <= 1;
      if ((isSame && isOne) || isWider(probe, walked, told)) return [];
      return [{ packet: tell(probe), oracle, model: model.join(' and ') || 'nowhere' }];
    }),
  };
}

/**
 * Where the model says more than the oracle, and is known to: at a next hop where the plan has nothing, it leaves open
 * what may stand there; and it does not tell apart the families of a public address or NAT gateway, by which Azure
 * gives IPv6 no way out.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/ipv6-overview (2026-11-27)
 */
function isWider({ packet }: Probe, { why }: Walk, told: readonly Arrival[]): boolean {
  if (told.length === 0) return false;
  if (why === nothingForwards) return told.every(({ at, open }) => at.kind === 'outside' && open.length > 0);
  const isIpv6 = packet.source.length > 32;
  return why === noWayOut && isIpv6 && told.every(({ at }) => at.kind === 'internet');
}

/** The ways in which the model lets a packet arrive by itself. */
function arrivalsOf(known: readonly Arrival[], { packet }: Probe): Arrival[] {
  const sent = trafficOf(packet);
  return known.filter(({ at, sent: all }) => at.kind !== 'name' && trafficMeets(all, sent));
}

/** A place and the rules of security groups that let the packet pass on the way. */
function shown({ arrives, why, rules }: Walk, world: World): string {
  if (arrives === undefined) return `nowhere (${why})`;
  return [placeName(arrives, world), ...rules.map(({ urn, path }) => `${urn} ${path}`)].join(' by ');
}

function shownArrival({ at, open, path }: Arrival): string {
  const rules = path.flatMap(({ kind, where }) =>
    kind === 'rule' && where !== undefined && groupRule.test(where.urn) ? [`${where.urn} ${where.path}`] : [],
  );
  const sure = [targetName(at), ...rules].join(' by ');
  return open.length === 0 ? sure : `${sure}, perhaps (${open[0]?.what})`;
}

const groupRule = /:(NetworkSecurityGroup|SecurityRule)::/;

function targetName(at: Arrival['at']): string {
  if (at.kind === 'endpoint') return `host ${at.endpoint.where.urn}`;
  return at.kind === 'subnet' ? `subnet ${at.subnet.where.urn} ${at.subnet.where.path}` : at.kind;
}

function placeName(place: Place, world: World): string {
  if (place.kind === 'internet') return place.kind;
  if (place.kind === 'host') return `host ${world.byId(place.id)?.urn}`;
  const spot = world.subnet(place.id)?.spot;
  return `subnet ${spot?.urn} ${spot?.path}`;
}

/** The model's start for a sender of the oracle. */
function startOf(from: Sender, model: NetworkModel): Start {
  if (from === 'internet') return { kind: 'internet' };
  if ('host' in from) {
    const endpoint = model.endpoints.find(({ where }) => where.urn === from.host.resource.urn);
    if (endpoint === undefined) throw new Error(`the model has no ${from.host.resource.urn}`);
    return { kind: 'endpoint', endpoint };
  }
  const { urn, path } = from.subnet.spot;
  const subnet = model.subnets.find(({ where }) => where.urn === urn && where.path === path);
  if (subnet === undefined) throw new Error(`the model has no subnet ${urn} ${path}`);
  return { kind: 'subnet', subnet };
}

function keyOf(from: Sender): string {
  if (from === 'internet') return from;
  return 'host' in from ? from.host.id : from.subnet.id;
}

/** One packet as a set of packets. */
function trafficOf({ source, destination, protocol, sourcePort, port }: Packet): Traffic {
  const address = (bits: string): NumberSet => readRange(textOf(bits)) ?? [];
  return packets({
    sources: address(source),
    destinations: address(destination),
    protocols: readProtocol(protocol) ?? [],
    sourcePorts: [[sourcePort, sourcePort]],
    ports: [[port, port]],
  });
}

function tell({ from, packet }: Probe): string {
  const { source, destination, protocol, sourcePort, port } = packet;
  const sender = from === 'internet' ? from : 'host' in from ? from.host.resource.name : from.subnet.id;
  return `${protocol} ${textOf(source)}:${sourcePort} to ${textOf(destination)}:${port} from ${sender}`;
}
