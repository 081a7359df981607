import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:keyvault:Vault';

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'properties.enableRbacAuthorization', to: [...notTrue, absent] }),
    change({ of, path: 'properties.accessPolicies', to: [[{ objectId: 'somebody' }], [{}, {}]] }),
  ],
  harmless: [
    other({ of, path: 'properties.accessPolicies', to: [[], null] }),
    other({ of, path: 'properties.enableRbacAuthorization', to: ['true', 'True'] }),
  ],
};
