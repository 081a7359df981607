import type { HostState } from '../../../baseline/types.generated';
import type { CheckedHost } from '../host';
import type { Outcome } from '../outcome';

/** A named check of what is no single setting. */
export type StateCheck = (state: HostState, host: CheckedHost) => Outcome;

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {};
