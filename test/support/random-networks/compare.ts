import { readRange } from '../../../lib/network-model/address-sets';
import { buildNetworkModel } from '../../../lib/network-model/build';
import type { NetworkModel } from '../../../lib/network-model/model';
import type { NumberSet } from '../../../lib/network-model/number-set';
import { packets, readProtocol, type Traffic, trafficMeets } from '../../../lib/network-model/traffic';
import { type Arrival, arrivals, type Start } from '../../../lib/reachability/arrivals';
import { fromPlans } from '../../../lib/resources/from-plan';
import { textOf } from '../packet-oracle/address';
import type { Packet } from '../packet-oracle/packet';
import { nothingForwards, type Place, type Sender, walk } from '../packet-oracle/walk';
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

/** What came of one network: how many packets were compared, and where the answers differ. */
export interface Comparison {
  readonly packets: number;
  readonly differences: readonly Difference[];
}

/** Asks the model and the oracle about the same packets of one network. */
export function compare(sketch: Sketch, turn: number): Comparison {
  const resources = toResources(sketch);
  const world = new World(resources);
  const model = buildNetworkModel(fromPlans([{ project: 'test', stack: 'test', resources: [...resources] }]));
  const asked = new Map<string, readonly Arrival[]>();
  const probes = probesOf(sketch, world, turn);
  const differences = probes.flatMap((probe): Difference[] => {
    const found = walk(world, probe.from, probe.packet);
    const key = keyOf(probe.from);
    const known = asked.get(key) ?? arrivals(model, startOf(probe.from, model)).arrivals;
    asked.set(key, known);
    const oracle = found.arrives === undefined ? `nowhere (${found.why})` : placeName(found.arrives, world);
    const told = answerOf(known, probe);
    // Where nothing is known to forward at a next hop, the model leaves open what may stand there.
    const mayBeOpen =
      found.why === nothingForwards && told.every((place) => place.startsWith('outside, perhaps'));
    const isSame = found.arrives === undefined ? told.length === 0 : told.length === 1 && told[0] === oracle;
    if (mayBeOpen) return [];
    if (isSame) return [];
    return [{ packet: tell(probe), oracle, model: told.join(' and ') || 'nowhere' }];
  });
  return { packets: probes.length, differences };
}

/** The places that the model lets a packet get to by itself, without anybody who opens a connection of its own. */
function answerOf(known: readonly Arrival[], { packet }: Probe): string[] {
  const sent = trafficOf(packet);
  const places = known
    .filter(({ at }) => at.kind !== 'name')
    .filter((arrival) => trafficMeets(arrival.sent, sent))
    .map(({ at, open }) => targetName(at) + (open.length === 0 ? '' : `, perhaps (${open[0]?.what})`));
  return [...new Set(places)];
}

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
