import { storageRequiresCustomerManagedKey } from '../../../policy-packs/iso27017/policies/storage-requires-customer-managed-key';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const ownKey = {
  keySource: 'Microsoft.Keyvault',
  keyVaultProperties: { keyName: 'storage', keyVaultUri: 'https://kv-aoba.vault.azure.net/' },
};
const account = (classification: string | undefined, encryption?: unknown) => ({
  resource: {
    type: 'azure-native:storage:StorageAccount',
    properties: {
      ...(classification && { tags: { 'yosai-classification': classification } }),
      encryption,
    },
  },
});

describePolicy('storage-requires-customer-managed-key', storageRequiresCustomerManagedKey, {
  compliant: {
    "secret data under the tenant's key": account('secret', ownKey),
    'the source in another spelling': account('personal', { ...ownKey, keySource: 'microsoft.keyvault' }),
    'a class that is not known yet, under the key all the same': account(unknown, ownKey),
  },
  violated: {
    "Azure's own key": {
      ...account('secret', { ...ownKey, keySource: 'Microsoft.Storage' }),
      says: ['it: encryption.keySource must be Microsoft.Keyvault, found Microsoft.Storage'],
    },
    'no key': {
      ...account('personal'),
      says: [
        'it: encryption.keySource must be Microsoft.Keyvault, found nothing, which Azure takes as Microsoft.Storage',
        "it: encryption.keyVaultProperties.keyName must be that of the tenant's key, found nothing",
        "it: encryption.keyVaultProperties.keyVaultUri must be that of the tenant's key, found nothing",
      ],
    },
  },
  undetermined: {
    'a key whose vault is not known yet': {
      ...account('secret', {
        ...ownKey,
        keyVaultProperties: { ...ownKey.keyVaultProperties, keyVaultUri: unknown },
      }),
      says: [
        "it: encryption.keyVaultProperties.keyVaultUri is not known before deployment, must be that of the tenant's key",
      ],
    },
    'a class that is not known yet, without the key': {
      ...account(unknown),
      says: [
        'it: tags.yosai-classification is not known before deployment, must be a class that calls for no key of the tenant',
      ],
    },
  },
  notApplicable: {
    'general data': {
      ...account('general'),
      because: 'the class general calls for no key of the tenant',
    },
    'an account without class': { ...account(undefined), because: 'the account states no class' },
  },
});
