import type { Endpoint } from '../network-model/model';
import type { Remark } from '../network-model/remark';
import type { Traffic } from '../network-model/traffic';
import type { Hop } from './arrival';

/** What has happened to packets on their way so far. */
export interface Trail {
  readonly path: readonly Hop[];
  readonly through: readonly Endpoint[];
  readonly open: readonly Remark[];
  /** What the start sent, once that is other than what is on the way. */
  readonly sent: Traffic | undefined;
  /** Firewalls and appliances that have passed the packets on, so that no circle is followed twice. */
  readonly passed: ReadonlySet<object>;
}

export const startOfTrail: Trail = { path: [], through: [], open: [], sent: undefined, passed: new Set() };

/** The trail one step further. */
export function onward(trail: Trail, hops: readonly Hop[], open: readonly Remark[] = []): Trail {
  return {
    ...trail,
    path: [...trail.path, ...hops],
    open: open.length === 0 ? trail.open : [...new Set([...trail.open, ...open])],
  };
}
