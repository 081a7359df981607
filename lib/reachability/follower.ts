import type { NetworkModel, Subnet } from '../network-model/model';
import type { Traffic } from '../network-model/traffic';
import type { Arrival, Target } from './arrival';
import type { Cell, Cells } from './cells';
import type { Trail } from './trail';

/** Who follows packets, as those see it that pass packets on: firewalls, gateways and Bastion. */
export interface Follower {
  readonly model: NetworkModel;
  readonly cells: Cells;
  arrive(at: Target, received: Traffic, trail: Trail): void;
  send(subnet: Subnet, cell: Cell, packets: Traffic, from?: Trail): void;
  route(subnet: Subnet, packets: Traffic, trail: Trail, hasWayOut: boolean): void;
  collect(walk: () => void): Arrival[];
  continue(arrivals: readonly Arrival[], trail: Trail, sent: Traffic): void;
}
