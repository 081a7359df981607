import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Nobody can purge a deleted vault or its items before their time. Left out, purge protection is off and soft
 * delete, without which it has no effect, is on.
 * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview (2026-11-23)
 */
export const keyVaultRequiresPurgeProtection: Rule = {
  types: ['azure-native:keyvault:Vault'],
  check(resource, { baseline }) {
    const properties = resource.properties.key('properties');
    if (!baseline.dataStores.keyVault.purgeProtection) {
      return { notApplicable: 'the baseline asks for no purge protection' };
    }
    return [
      ...expectBoolean(properties.key('enablePurgeProtection'), true, { resource, value: false }),
      ...expectBoolean(properties.key('enableSoftDelete'), true, { resource, value: true }),
    ];
  },
};
