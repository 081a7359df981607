import type { ClaimKind, NetworkBaseline } from '../../baseline/types.generated';
import type { AddressNames } from '../../network-model/address-sets';
import type { NetworkModel } from '../../network-model/model';
import type { Traffic } from '../../network-model/traffic';
import type { Arrivals, Start } from '../arrivals';
import type { Admitted } from './admitted';
import type { Unknown } from './answer';
import type { Places } from './places';

/** Everything that the evaluators ask: one model, what of it is whose, and what the baseline admits. */
export interface Inquiry {
  readonly model: NetworkModel;
  /** The names on the model's line of addresses. */
  readonly names: AddressNames;
  readonly network: NetworkBaseline;
  readonly places: Places;
  readonly admitted: Admitted;
  /** All arrivals of a start; asked again, it answers from memory. */
  readonly arrivals: (from: Start, packets?: Traffic) => Arrivals;
  /** What leaves answers of a kind of claim open: stacks without a plan, and what the model does not know. */
  readonly unknowns: (kind: ClaimKind) => readonly Unknown[];
}
