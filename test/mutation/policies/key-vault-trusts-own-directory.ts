import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, configured, other } from '../support/rows';

const of = 'azure-native:keyvault:Vault';
const path = 'properties.tenantId';
const foreign = '99999999-0000-4000-8000-000000000002';
const row = change({ of, path, to: [foreign, '', 'common', absent, null] });

export const mutants: PolicyMutants = {
  broken: [
    row,
    configured(
      { directoryId: foreign },
      change({ of, path, to: (before) => [before, `${before}0`], unknown: 'tried with the provider’s own' }),
    ),
  ],
  harmless: [other({ of, path, to: (before) => [String(before).toUpperCase(), ` ${before} `] })],
};
