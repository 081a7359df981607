import { dataStoreTypes } from '../azure/data-store-types';
import { tagOf } from '../azure/tags';
import { expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/** Every data store says which class of data it holds. White paper section 12. */
export const dataStoreRequiresClassification: Rule = {
  types: dataStoreTypes,
  check: (resource, context) =>
    expectWord(tagOf(resource, 'classification', context), context.baseline.tags.values.classification),
};
