import { expect, undetermined } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Who may use a vault is said by the vendor's own directory: another one named there would let its administrators decide
 * who reads keys and secrets. Which one is the vendor's, the policy's configuration tells, or else the provider that
 * makes the vault.
 * https://learn.microsoft.com/azure/key-vault/general/move-subscription (2026-11-27)
 */
export const keyVaultTrustsOwnDirectory: Rule = {
  types: ['azure-native:keyvault:Vault'],
  config: {
    directoryId: {
      type: 'string',
      description: "The vendor's directory (tenant id of Entra ID); that of the provider when left out.",
      pattern: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
    },
  },
  check({ properties, provider }, { config }) {
    const place = properties.at('properties.tenantId');
    const { directoryId = provider.key('tenantId').text } = config;
    if (typeof directoryId !== 'string') {
      return [
        undetermined(place, 'the directory of the stack, which neither provider nor configuration tells'),
      ];
    }
    const own = directoryId.trim().toLowerCase();
    return expect(place, own, ({ text }) => text?.trim().toLowerCase() === own);
  },
};
