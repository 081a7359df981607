import { expect, expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Rights in a vault come from role assignments and not from the vault's own access policies. Left out, they come
 * from the access policies in the API version that is used (2024-11-01).
 * https://learn.microsoft.com/azure/key-vault/general/rbac-guide (2026-11-23)
 */
export const keyVaultRequiresRbac: Rule = {
  types: ['azure-native:keyvault:Vault'],
  check(resource, { baseline }) {
    if (!baseline.dataStores.keyVault.rbac) return { notApplicable: 'the baseline admits access policies' };
    const properties = resource.properties.key('properties');
    const policies = properties.key('accessPolicies');
    return [
      ...expectBoolean(properties.key('enableRbacAuthorization'), true, { resource, value: false }),
      ...(policies.isAbsent || properties.isUnknown
        ? []
        : expect(policies, 'empty', ({ items }) => items.length === 0)),
    ];
  },
};
