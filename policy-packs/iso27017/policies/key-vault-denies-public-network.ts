import { expectWord } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * Vaults answer private endpoints and Azure's trusted services only. Left out, they answer public networks; when
 * they do not, Azure disregards the rules of the vault's own firewall, so those are not asked.
 * https://learn.microsoft.com/azure/key-vault/general/network-security (2026-11-23)
 */
export const keyVaultDeniesPublicNetwork: Rule = {
  types: ['azure-native:keyvault:Vault'],
  check: (resource, { baseline }) =>
    expectWord(
      resource.properties.at('properties.publicNetworkAccess'),
      [baseline.dataStores.keyVault.publicNetworkAccess],
      { resource, value: 'Enabled' },
    ),
};
