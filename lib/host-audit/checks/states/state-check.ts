import type { HostState } from '../../../baseline/types.generated';
import type { CheckedHost } from '../host';
import type { Outcome } from '../outcome';

/** A named check of what is no single setting. */
export type StateCheck = (state: HostState, host: CheckedHost) => Outcome;
