import {
  azure,
  azurePolicy,
  type Borrowed,
  checkov,
  checkovGraph,
  crossGuard,
  kics,
  psRule,
  trivy,
} from './example';

const sound = {
  enableHttpsTrafficOnly: true,
  minimumTlsVersion: 'TLS1_2',
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: false,
  publicNetworkAccess: 'Disabled',
};
const account = (change: object = {}) => [azure('storage:StorageAccount', { ...sound, ...change })];
const container = (properties: object) => [
  azure('storage:BlobContainer', { containerName: 'vhds', ...properties }),
];
const vault = (change: object = {}) => [
  azure('keyvault:Vault', {
    properties: {
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      enableSoftDelete: true,
      publicNetworkAccess: 'Disabled',
      ...change,
    },
  }),
];
const soon = Math.floor(Date.now() / 1000) + 86_400;
const item = (type: string, attributes: object) => [
  azure(`keyvault:${type}`, { properties: { attributes } }),
];
const tls = 'storage-requires-tls';
const publicAccess = 'storage-denies-public-access';
const purge = 'key-vault-requires-purge-protection';
const tenantKey = {
  keySource: 'Microsoft.Keyvault',
  keyVaultProperties: { keyName: 'storage', keyVaultUri: 'https://kv.vault.azure.net' },
};
const secret = { tags: { 'yosai-classification': 'secret' } };

/** Rules about storage accounts and key vaults. */
export const dataStoreRules: readonly Borrowed[] = [
  {
    rule: 'Checkov CKV_AZURE_3',
    page: checkov('StorageAccountsTransportEncryption'),
    policy: tls,
    insecure: { 'plain HTTP admitted': account({ enableHttpsTrafficOnly: false }) },
    secure: {
      'HTTPS only': account(),
      'HTTPS left out, which is the default': account({ enableHttpsTrafficOnly: undefined }),
    },
  },
  {
    rule: 'KICS 12944ec4-1fa0-47be-8b17-42a034f937c2',
    page: kics('12944ec4-1fa0-47be-8b17-42a034f937c2'),
    policy: tls,
    insecure: { 'an account that does not force HTTPS': account({ enableHttpsTrafficOnly: false }) },
    secure: { 'an account that does': account() },
  },
  {
    rule: 'Checkov CKV_AZURE_44',
    page: checkov('StorageAccountMinimumTlsVersion'),
    policy: tls,
    insecure: {
      'TLS 1.0': account({ minimumTlsVersion: 'TLS1_0' }),
      'no version said': account({ minimumTlsVersion: undefined }),
    },
    secure: { 'TLS 1.2': account(), 'TLS 1.3': account({ minimumTlsVersion: 'TLS1_3' }) },
  },
  {
    rule: 'Trivy AZU-0011',
    page: trivy('storage/use_secure_tls_policy'),
    policy: tls,
    insecure: { 'TLS 1.1': account({ minimumTlsVersion: 'TLS1_1' }) },
    secure: { 'TLS 1.2 in other letters': account({ minimumTlsVersion: 'tls1_2' }) },
  },
  {
    rule: 'Azure Policy 404c3081-a854-4457-ae30-26a93ef643f9',
    page: azurePolicy('404c3081-a854-4457-ae30-26a93ef643f9'),
    policy: tls,
    insecure: { 'secure transfer off, as text': account({ enableHttpsTrafficOnly: 'false' }) },
    secure: { 'secure transfer on': account() },
  },
  {
    rule: 'Checkov CKV_AZURE_59',
    page: checkov('StorageAccountDisablePublicAccess'),
    policy: publicAccess,
    insecure: {
      'public network access': account({ publicNetworkAccess: 'Enabled' }),
      'public network access left out, which is open': account({ publicNetworkAccess: undefined }),
    },
    secure: { 'no public network access': account() },
  },
  {
    rule: 'Checkov CKV_AZURE_190',
    page: checkov('StorageBlobRestrictPublicAccess'),
    policy: publicAccess,
    insecure: { 'anonymous blobs admitted': account({ allowBlobPublicAccess: true }) },
    secure: { 'anonymous blobs refused': account() },
  },
  {
    rule: 'Azure Policy 4fa4b6c0-31ca-4c0d-b10d-24b96f62a751',
    page: azurePolicy('4fa4b6c0-31ca-4c0d-b10d-24b96f62a751'),
    policy: publicAccess,
    insecure: { 'public blobs admitted': account({ allowBlobPublicAccess: true }) },
    secure: { 'public blobs left out, which is refused': account({ allowBlobPublicAccess: undefined }) },
  },
  {
    rule: 'Checkov CKV_AZURE_34',
    page: checkov('StorageBlobServiceContainerPrivateAccess'),
    policy: publicAccess,
    insecure: { 'a container open to all': container({ publicAccess: 'Container' }) },
    secure: { 'a private container': container({ publicAccess: 'None' }) },
  },
  {
    rule: 'KICS dd5230f8-a577-4bbb-b7ac-f2c2fe7d5299',
    page: kics('dd5230f8-a577-4bbb-b7ac-f2c2fe7d5299'),
    policy: publicAccess,
    insecure: { 'a container whose blobs are public': container({ publicAccess: 'Blob' }) },
    secure: { 'a container that says nothing, which is private': container({}) },
  },
  {
    rule: 'Trivy AZU-0007',
    page: trivy('storage/no_public_access'),
    policy: publicAccess,
    insecure: { 'a container that lists its blobs to all': container({ publicAccess: 'container' }) },
    secure: { 'a container without public access': container({ publicAccess: 'none' }) },
  },
  {
    rule: 'Checkov CKV2_AZURE_40',
    page: checkovGraph('AzureStorageAccConfigSharedKeyAuth'),
    policy: publicAccess,
    insecure: {
      'shared keys admitted': account({ allowSharedKeyAccess: true }),
      'shared keys left out, which is admitted': account({ allowSharedKeyAccess: undefined }),
    },
    secure: { 'shared keys refused': account() },
  },
  {
    rule: 'Azure Policy 8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54',
    page: azurePolicy('8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54'),
    policy: publicAccess,
    insecure: { 'an account that takes its keys': account({ allowSharedKeyAccess: true }) },
    secure: { 'an account that does not': account() },
  },
  {
    rule: 'Checkov CKV2_AZURE_1',
    page: checkovGraph('StorageCriticalDataEncryptedCMK'),
    policy: 'storage-requires-customer-managed-key',
    insecure: { "secret data with Azure's own key": account(secret) },
    secure: { "secret data with the tenant's key": account({ ...secret, encryption: tenantKey }) },
  },
  {
    rule: 'Trivy AZU-0060',
    page: trivy('storage/blob_container_cmk_encrypted'),
    policy: 'storage-requires-customer-managed-key',
    insecure: {
      'a key source without a key': account({ ...secret, encryption: { keySource: 'Microsoft.Keyvault' } }),
    },
    secure: { 'a key of a vault': account({ ...secret, encryption: tenantKey }) },
  },
  {
    rule: 'Checkov CKV_AZURE_110',
    page: checkov('KeyVaultEnablesPurgeProtection'),
    policy: purge,
    insecure: { 'no purge protection': vault({ enablePurgeProtection: false }) },
    secure: { 'purge protection': vault() },
  },
  {
    rule: 'Checkov CKV_AZURE_42',
    page: checkov('KeyvaultRecoveryEnabled'),
    policy: purge,
    insecure: { 'nothing said of purge protection': vault({ enablePurgeProtection: undefined }) },
    secure: { 'purge protection, soft delete left out': vault({ enableSoftDelete: undefined }) },
  },
  {
    rule: 'Trivy AZU-0016',
    page: trivy('keyvault/no_purge'),
    policy: purge,
    insecure: { 'purge protection off': vault({ enablePurgeProtection: false }) },
    secure: { 'purge protection on': vault({ enablePurgeProtection: true }) },
  },
  {
    rule: 'PSRule AZR-000125 Azure.KeyVault.PurgeProtect',
    page: psRule('Azure.KeyVault.PurgeProtect'),
    policy: purge,
    insecure: { 'a vault that can be purged': vault({ enablePurgeProtection: undefined }) },
    secure: { 'a vault that cannot': vault() },
  },
  {
    rule: 'Checkov CKV_AZURE_111',
    page: checkov('KeyVaultEnablesSoftDelete'),
    policy: purge,
    insecure: { 'soft delete off': vault({ enableSoftDelete: false }) },
    secure: { 'soft delete on': vault() },
  },
  {
    rule: 'Checkov CKV_AZURE_189',
    page: checkov('KeyVaultDisablesPublicNetworkAccess'),
    policy: 'key-vault-denies-public-network',
    insecure: {
      'a vault open to the Internet': vault({ publicNetworkAccess: 'Enabled' }),
      'nothing said, which is open': vault({ publicNetworkAccess: undefined }),
    },
    secure: { 'a vault with private endpoints only': vault() },
  },
  {
    rule: 'Azure Policy 405c5871-3e91-4644-8a63-58e19d68ff5b',
    page: azurePolicy('405c5871-3e91-4644-8a63-58e19d68ff5b'),
    policy: 'key-vault-denies-public-network',
    insecure: { 'a vault with public access': vault({ publicNetworkAccess: 'enabled' }) },
    secure: { 'a vault without, in other letters': vault({ publicNetworkAccess: 'disabled' }) },
  },
  {
    rule: 'Azure Policy 12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5',
    page: azurePolicy('12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5'),
    policy: 'key-vault-requires-rbac',
    insecure: {
      'a vault with access policies': vault({
        enableRbacAuthorization: false,
        accessPolicies: [{ objectId: 'x' }],
      }),
    },
    secure: { 'a vault with roles': vault() },
  },
  {
    rule: 'Checkov CKV_AZURE_41',
    page: checkov('SecretExpirationDate'),
    policy: 'vault-item-requires-expiry',
    insecure: { 'a secret without an end': item('Secret', {}) },
    secure: { 'a secret with an end': item('Secret', { expires: soon }) },
  },
  {
    rule: 'Checkov CKV_AZURE_40',
    page: checkov('KeyExpirationDate'),
    policy: 'vault-item-requires-expiry',
    insecure: { 'a key without an end': item('Key', { enabled: true }) },
    secure: { 'a key with an end': item('Key', { expires: soon }) },
  },
  {
    rule: 'Trivy AZU-0017',
    page: trivy('keyvault/ensure_secret_expiry'),
    policy: 'vault-item-requires-expiry',
    insecure: { 'a secret that lasts for ever': item('Secret', { notBefore: 1 }) },
    secure: { 'a secret that does not': item('Secret', { expires: soon }) },
  },
  {
    rule: 'CrossGuard storage-account-firewall',
    page: crossGuard('storage-account-firewall'),
    policy: publicAccess,
    insecure: {
      'an account that every network reaches': account({
        publicNetworkAccess: 'Enabled',
        networkRuleSet: { defaultAction: 'Allow' },
      }),
    },
    secure: { 'an account that no public network reaches': account() },
  },
];
