import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other } from '../support/rows';
import { hasTag, tagsOf } from '../support/values';

const of = 'azure-native:storage:StorageAccount';
const isGuarded = hasTag('yosai-classification', 'secret');

export const mutants: PolicyMutants = {
  broken: [
    change({
      of,
      where: isGuarded,
      path: 'encryption.keySource',
      to: ['Microsoft.Storage', 'microsoft.storage', '', absent, null],
    }),
    change({
      of,
      where: isGuarded,
      path: ['encryption.keyVaultProperties.keyName', 'encryption.keyVaultProperties.keyVaultUri'],
      to: ['', absent, null],
    }),
    change({ of, where: isGuarded, path: ['encryption', 'encryption.keyVaultProperties'], to: [absent, {}] }),
    // An account that Azure's own keys encrypt becomes one for data that calls for the tenant's key.
    change({
      of,
      where: (account) => !isGuarded(account) && account.inputs['encryption'] === undefined,
      path: 'tags.yosai-classification',
      to: ['secret', 'personal'],
    }),
  ],
  harmless: [
    other({
      of,
      where: isGuarded,
      path: 'encryption.keySource',
      to: ['Microsoft.Keyvault', 'microsoft.keyvault'],
    }),
    other({ of, where: isGuarded, path: 'encryption.keyVaultProperties.keyVersion', to: ['4f1c'] }),
    other({ of, where: isGuarded, path: 'tags.yosai-classification', to: ['personal', 'general'] }),
    other({
      of,
      where: (account) => tagsOf(account)['yosai-classification'] === 'general',
      path: 'encryption.keySource',
      to: ['Microsoft.Storage'],
    }),
  ],
};
