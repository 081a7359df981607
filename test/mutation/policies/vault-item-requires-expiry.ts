import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';

const of = ['azure-native:keyvault:Secret', 'azure-native:keyvault:Key'];
const soon = Date.parse('2027-01-01T00:00:00Z') / 1000;

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: 'properties.attributes.expires',
      // A day too late, two years, milliseconds instead of seconds, the end of 2999.
      to: [1_827_360_000, 1_858_000_000, soon * 1000, 32_503_680_000, 'never', '', absent, null],
    }),
    change({
      of,
      path: 'properties.rotationPolicy.attributes.expiryTime',
      to: ['P366D', 'P2Y', 'P13M', 'P53W', 'P1Y1D', 'P9999D', '365', '', absent],
    }),
  ],
  harmless: [
    other({ of, path: 'properties.attributes.expires', to: [soon, String(soon), soon + 86_400] }),
    other({
      of: 'azure-native:keyvault:Key',
      path: 'properties.rotationPolicy.attributes.expiryTime',
      to: ['P90D', 'P6M', 'P1Y', 'p52w', 'P11M'],
    }),
    other({ of: 'azure-native:keyvault:Key', path: 'properties.rotationPolicy', to: [absent] }),
  ],
};
