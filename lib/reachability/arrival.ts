import type { Endpoint, Subnet } from '../network-model/model';
import type { Remark, Where } from '../network-model/remark';
import type { Traffic } from '../network-model/traffic';

/**
 * Where packets begin: any address of a subnet (also one that nothing has yet), one thing's own addresses, or an
 * address of the Internet (of either family, or of a service tag that is part of it).
 */
export type Start =
  | { readonly kind: 'subnet'; readonly subnet: Subnet }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'internet' };

/**
 * Where packets arrive. `subnet` is the addresses of a subnet at which the model knows nothing; `name` is what a
 * firewall reaches by a name; `platform` is Azure's own addresses at each machine; `outside` is a network that is not
 * in the plans (its answers are open).
 */
export type Target =
  | { readonly kind: 'subnet'; readonly subnet: Subnet }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'internet' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'platform' }
  | { readonly kind: 'outside'; readonly where: Where };

/**
 * A step of a path: what let the packets pass there. `rule` is one of a security group or firewall, `default` one of
 * Azure's own rules or the absence of a group, `route` a user-defined or system route, `peering` a crossing,
 * `translation` a change of addresses, and `connection` a new connection that something opens in its own name.
 */
export interface Hop {
  readonly kind: 'rule' | 'default' | 'route' | 'peering' | 'translation' | 'connection';
  /** In plain words: `nsg-dev-aoba-app: allow-ssh (priority 100) admits Tcp 22 from Internet`. */
  readonly what: string;
  /** Absent only for what stands in no plan, such as Azure's own routes. */
  readonly where: Where | undefined;
}

/** Packets that get from a start to a target in one way. */
export interface Arrival {
  readonly at: Target;
  /** The packets as the start sends them. */
  readonly sent: Traffic;
  /** The packets as the target gets them; other than `sent` only after a translation or a new connection. */
  readonly received: Traffic;
  readonly path: readonly Hop[];
  /** What opened a new connection on the way, in order; empty when the start itself reaches the target. */
  readonly through: readonly Endpoint[];
  /** What is not known of the way; empty means that the packets certainly get there. */
  readonly open: readonly Remark[];
}
