import { expect, expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Rights in a vault come from role assignments, and neither from the vault's own access policies nor from being allowed
 * to deploy: a service that is let in fetches secrets for whoever may deploy with the vault, which contributors may.
 * Left out, rights come from the access policies and no service is let in, in the API version that is used (2024-11-01).
 * https://learn.microsoft.com/azure/key-vault/general/rbac-guide (2026-11-23),
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/key-vault-parameter#grant-deployment-access-to-the-secrets,
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01/keyvault.json (2026-11-27)
 */
export const keyVaultRequiresRbac: Rule = {
  types: ['azure-native:keyvault:Vault'],
  check(resource, { baseline }) {
    const { rbac, enabledFor } = baseline.dataStores.keyVault;
    if (!rbac) return { notApplicable: 'the baseline admits access policies' };
    const properties = resource.properties.key('properties');
    const policies = properties.key('accessPolicies');
    return [
      ...expectBoolean(properties.key('enableRbacAuthorization'), true, { resource, value: false }),
      ...(policies.isAbsent || properties.isUnknown
        ? []
        : expect(policies, 'empty', ({ items }) => items.length === 0)),
      ...[
        { name: 'enabledForDeployment', admitted: enabledFor.deployment },
        { name: 'enabledForDiskEncryption', admitted: enabledFor.diskEncryption },
        { name: 'enabledForTemplateDeployment', admitted: enabledFor.templateDeployment },
      ].flatMap(({ name, admitted }) =>
        admitted ? [] : expectBoolean(properties.key(name), false, { resource, value: false }),
      ),
    ];
  },
};
