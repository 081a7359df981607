import { accountStates } from './accounts';
import { auditStates } from './audit';
import { bootStates } from './boot';
import { clockStates } from './clock';
import { databaseStates } from './database';
import { fileStates } from './files';
import { firewallStates } from './firewall';
import { logStates } from './logs';
import { malwareStates } from './malware';
import { pamStates } from './pam';
import { passwordHashStates } from './password-hashes';
import { rootAccountStates } from './root-account';
import { serviceStates } from './services';
import { socketStates } from './sockets';
import { sourceStates } from './sources';
import type { StateCheck } from './state-check';
import { sudoStates } from './sudo';
import { updateStates } from './updates';
import { webServerStates } from './web-server';

/** Every check that a `state` of the baseline can name. */
export const stateChecks: Readonly<Record<string, StateCheck>> = {
  ...accountStates,
  ...auditStates,
  ...bootStates,
  ...clockStates,
  ...databaseStates,
  ...fileStates,
  ...firewallStates,
  ...logStates,
  ...malwareStates,
  ...pamStates,
  ...passwordHashStates,
  ...rootAccountStates,
  ...serviceStates,
  ...socketStates,
  ...sourceStates,
  ...sudoStates,
  ...updateStates,
  ...webServerStates,
};
