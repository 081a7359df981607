import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:keyvault:Vault';

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'properties.enablePurgeProtection', to: [...notTrue, absent, null] }),
    change({ of, path: 'properties.enableSoftDelete', to: notTrue }),
  ],
  harmless: [
    // On when nothing is said.
    other({ of, path: 'properties.enableSoftDelete', to: [absent, 'true'] }),
    other({ of, path: 'properties.softDeleteRetentionInDays', to: [8, 14] }),
  ],
};
