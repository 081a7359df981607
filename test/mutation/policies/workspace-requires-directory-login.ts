import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:operationalinsights:Workspace';

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'features.disableLocalAuth', to: [...notTrue, absent, null] }),
    change({ of, path: 'features', to: [absent, {}] }),
  ],
  harmless: [other({ of, path: 'features.disableLocalAuth', to: ['true', 'True'] })],
};
