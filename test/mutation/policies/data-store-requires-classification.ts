import type { PlannedResource } from '../../../lib/resources/from-plan';
import { dataStoreTypes } from '../../../policy-packs/iso27017/azure/data-store-types';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, made, other } from '../support/rows';

const key = 'yosai-classification';

export const mutants: PolicyMutants = {
  specimens: (plan: readonly PlannedResource[]) =>
    dataStoreTypes
      .filter((type) => !plan.some((resource) => resource.type === type))
      .map((type) => made(type, `another-${type}`, { tags: { [key]: 'secret' } })),
  broken: [
    change({
      of: dataStoreTypes,
      path: `tags.${key}`,
      to: ['public', 'top secret', 'secretive', '', ' ', 'general,secret', 1, absent, null],
    }),
    change({ of: dataStoreTypes, path: 'tags', to: [absent, {}, { classification: 'secret' }] }),
  ],
  harmless: [other({ of: dataStoreTypes, path: `tags.${key}`, to: ['general', 'personal', 'secret'] })],
};
