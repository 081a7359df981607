import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { spellings } from '../support/values';

const of = 'azure-native:keyvault:Vault';

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: 'properties.publicNetworkAccess',
      to: ['Enabled', 'enabled', 'SecuredByPerimeter', '', true, absent, null],
    }),
  ],
  harmless: [
    other({ of, path: 'properties.publicNetworkAccess', to: spellings('Disabled') }),
    // What the vault's own firewall says means nothing once public networks are refused.
    other({ of, path: 'properties.networkAcls', to: [absent, { defaultAction: 'Allow' }] }),
  ],
};
