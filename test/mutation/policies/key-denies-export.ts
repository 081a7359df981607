import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { notFalse } from '../support/values';

const of = 'azure-native:keyvault:Key';
const listed = (before: unknown): readonly unknown[] => (Array.isArray(before) ? before : []);

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'properties.attributes.exportable', to: notFalse }),
    change({
      of,
      path: 'properties.releasePolicy',
      to: [{ data: 'e30' }, { contentType: 'json' }, {}, 'any'],
    }),
    change({
      of,
      path: 'properties.keyOps',
      to: (before) => [[...listed(before), 'release'], ['Release'], ['export']],
    }),
    change({ of, path: 'properties.keyOps[]', to: ['release', 'RELEASE', 'export'] }),
  ],
  harmless: [
    other({ of, path: 'properties.attributes.exportable', to: ['false', absent, null] }),
    other({ of, path: 'properties.releasePolicy', to: [absent, null] }),
    other({ of, path: 'properties.keyOps', to: [absent, [], ['encrypt', 'decrypt', 'sign', 'verify']] }),
  ],
};
