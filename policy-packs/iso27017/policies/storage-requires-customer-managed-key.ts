import { tagOf } from '../azure/tags';
import { expect, expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Storage for the classes that the baseline names is encrypted with a key of a vault. Left out, Azure takes a key
 * of its own. What the class is, its tag says; without one this policy has nothing to ask.
 * https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview (2026-11-23)
 */
export const storageRequiresCustomerManagedKey: Rule = {
  types: ['azure-native:storage:StorageAccount'],
  check(resource, context) {
    const classes = context.baseline.dataStores.storage.customerManagedKeyFor;
    const tag = tagOf(resource, 'classification', context);
    if (tag.isKnown && !classes.includes(tag.text ?? '')) {
      return { notApplicable: `the class ${tag.text ?? ''} calls for no key of the tenant` };
    }
    if (tag.isAbsent) return { notApplicable: 'the account states no class' };
    const { properties } = resource;
    const results = [
      ...expectWord(properties.at('encryption.keySource'), ['Microsoft.Keyvault'], {
        resource,
        value: 'Microsoft.Storage',
      }),
      ...['keyName', 'keyVaultUri'].flatMap((name) =>
        expect(
          properties.at(`encryption.keyVaultProperties.${name}`),
          "that of the tenant's key",
          ({ text }) => text !== undefined && text !== '',
        ),
      ),
    ];
    // While the class is open, what is missing for the strictest one cannot be called wrong yet.
    return tag.isKnown || results.length === 0
      ? results
      : [
          {
            verdict: 'undetermined',
            path: tag.path,
            expected: 'a class that calls for no key of the tenant',
          },
        ];
  },
};
