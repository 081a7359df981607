import { type Box, dimensions } from '../network-model/box';
import type { Endpoint } from '../network-model/model';
import type { Remark } from '../network-model/remark';
import { narrow, type Traffic } from '../network-model/traffic';
import type { Hop } from './arrival';

/** What has happened to packets on their way so far. */
export interface Trail {
  readonly path: readonly Hop[];
  readonly through: readonly Endpoint[];
  readonly open: readonly Remark[];
  /** What the start sent, once that is other than what is on the way. */
  readonly sent: Traffic | undefined;
  /** What of the packets on the way is still as it was sent. */
  readonly kept: readonly (keyof Box)[];
  /** Firewalls and appliances that have passed the packets on, so that no circle is followed twice. */
  readonly passed: ReadonlySet<object>;
}

export const startOfTrail: Trail = {
  path: [],
  through: [],
  open: [],
  sent: undefined,
  kept: dimensions,
  passed: new Set(),
};

/** The trail of packets of which something is changed; `kept` is what is not. */
export function changed(trail: Trail, packets: Traffic, kept: readonly (keyof Box)[]): Trail {
  return { ...trail, sent: sentAs(trail, packets), kept: trail.kept.filter((key) => kept.includes(key)) };
}

/** What the start sent of packets that are on the way or have arrived. */
export function sentAs({ sent, kept }: Trail, packets: Traffic): Traffic {
  if (sent === undefined) return packets;
  return packets.flatMap((box) => narrow(sent, Object.fromEntries(kept.map((key) => [key, box[key]]))));
}

/** The trail one step further. */
export function onward(trail: Trail, hops: readonly Hop[], open: readonly Remark[] = []): Trail {
  return {
    ...trail,
    path: [...trail.path, ...hops],
    open: open.length === 0 ? trail.open : [...new Set([...trail.open, ...open])],
  };
}
