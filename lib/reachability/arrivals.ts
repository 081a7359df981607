import type { NetworkModel } from '../network-model/model';
import { packets as packetsOf, type Traffic } from '../network-model/traffic';
import type { Arrival, Start } from './arrival';
import { Walk } from './walk';

export type { Arrival, Start } from './arrival';

/** All arrivals of a start. Packets in no arrival certainly do not get anywhere. */
export interface Arrivals {
  readonly arrivals: readonly Arrival[];
}

/**
 * Which packets get from a start to which targets, exactly and with the path: nothing that is not in an arrival gets
 * through, and each arrival whose `open` is empty gets through. Only the packet that opens a connection is judged;
 * answers pass, as Azure's groups and firewalls keep states. Leaving to the Internet is an arrival there: what the
 * Internet reaches is a question of its own. `packets` narrows what the start sends.
 */
export function arrivals(model: NetworkModel, from: Start, packets?: Traffic): Arrivals {
  const walk = walks.get(model) ?? new Walk(model);
  walks.set(model, walk);
  const sent = packets ?? everyPacket;
  return { arrivals: walk.collect(() => walk.begin(from, sent)) };
}

/** What has been worked out of each model, for the next question. */
const walks = new WeakMap<NetworkModel, Walk>();
const everyPacket = packetsOf({});
