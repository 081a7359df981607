import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notTrue } from '../support/values';

const of = 'azure-native:storage:StorageAccount';

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      path: 'minimumTlsVersion',
      to: ['TLS1_0', 'TLS1_1', 'tls1_1', '1.1', 'TLS1', '', absent, null],
    }),
    change({ of, path: 'enableHttpsTrafficOnly', to: notTrue }),
  ],
  harmless: [
    other({ of, path: 'minimumTlsVersion', to: ['TLS1_3', 'tls1_2'] }),
    // On when nothing is said.
    other({ of, path: 'enableHttpsTrafficOnly', to: [absent, 'true'] }),
  ],
};
