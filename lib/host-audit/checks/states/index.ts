import { accountStates } from './accounts';
import { pamStates } from './pam';
import { passwordHashStates } from './password-hashes';
import { rootAccountStates } from './root-account';
import type { StateCheck } from './state-check';
import { sudoStates } from './sudo';

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {
  ...accountStates,
  ...pamStates,
  ...passwordHashStates,
  ...rootAccountStates,
  ...sudoStates,
};
