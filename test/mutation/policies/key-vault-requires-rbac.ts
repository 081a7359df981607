import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notFalse, notTrue } from '../support/values';

const of = 'azure-native:keyvault:Vault';
const services = ['enabledForDeployment', 'enabledForDiskEncryption', 'enabledForTemplateDeployment'].map(
  (name) => `properties.${name}`,
);

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'properties.enableRbacAuthorization', to: [...notTrue, absent] }),
    change({ of, path: 'properties.accessPolicies', to: [[{ objectId: 'somebody' }], [{}, {}]] }),
    change({ of, path: services, to: notFalse }),
  ],
  harmless: [
    other({ of, path: 'properties.accessPolicies', to: [[], null] }),
    other({ of, path: 'properties.enableRbacAuthorization', to: ['true', 'True'] }),
    // No service is let in when nothing is said.
    other({ of, path: services, to: [absent, null, 'false', 'False'] }),
  ],
};
