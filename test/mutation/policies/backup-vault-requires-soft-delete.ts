import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { spellings } from '../support/values';

const of = 'azure-native:recoveryservices:Vault';
const settings = 'properties.securitySettings.softDeleteSettings';

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: `${settings}.softDeleteState`,
      to: ['Disabled', 'disabled', 'Enabled', 'Invalid', '', true, absent, null],
    }),
    change({
      of,
      path: `${settings}.softDeleteRetentionPeriodInDays`,
      to: [0, 1, 7, 13, '7', -14, '', 'long'],
    }),
    change({ of, path: ['properties.securitySettings', settings], to: [absent, {}] }),
  ],
  harmless: [
    other({ of, path: `${settings}.softDeleteState`, to: spellings('AlwaysON') }),
    other({ of, path: `${settings}.softDeleteRetentionPeriodInDays`, to: [15, 180, '14', absent] }),
    other({ of, path: 'properties.securitySettings.immutabilitySettings', to: [{ state: 'Unlocked' }] }),
  ],
};
