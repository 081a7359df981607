import type {
  BlobServiceProperties,
  BlobServicePropertiesArgs,
  StorageAccountArgs,
} from '@pulumi/azure-native/storage';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';

/**
 * What every storage account is: reached by private endpoint and Entra login only, over the baseline's TLS, with
 * nothing copied to where it would leave the directory. `bypass` names who passes the account's firewall
 * besides: nobody, or Azure's own services, such as those that write logs.
 * https://learn.microsoft.com/azure/storage/blobs/security-recommendations
 */
export function storageAccountSettings(deployment: Deployment, bypass: 'None' | 'AzureServices') {
  const { storage } = deployment.baseline.dataStores;
  const [minimumTlsVersion] = deployment.baseline.tls.storageVersions;
  return {
    location: deployment.location,
    kind: 'StorageV2',
    sku: { name: storage.sku },
    accessTier: 'Hot',
    minimumTlsVersion,
    enableHttpsTrafficOnly: true,
    publicNetworkAccess: storage.publicNetworkAccess,
    networkRuleSet: { defaultAction: 'Deny', bypass, ipRules: [], virtualNetworkRules: [] },
    allowBlobPublicAccess: storage.anonymousBlobAccess,
    allowSharedKeyAccess: storage.sharedKeyAccess,
    allowCrossTenantReplication: false,
    allowedCopyScope: 'AAD',
    defaultToOAuthAuthentication: true,
    isLocalUserEnabled: false,
    isSftpEnabled: false,
  } satisfies Partial<StorageAccountArgs>;
}

/** An account and its blob service, which says who read and wrote. */
export function diagnosedStorage(
  part: string,
  accountId: pulumi.Output<string>,
  blobs: BlobServiceProperties,
): DiagnosedResource[] {
  const blobsId = pulumi.all([accountId, blobs.urn]).apply(([id]) => `${id}/blobServices/default`);
  return [
    { part, type: 'azure-native:storage:StorageAccount', id: accountId },
    { part: `${part}-blobs`, type: 'azure-native:storage:BlobServiceProperties', id: blobsId },
  ];
}

/** How an account keeps what is overwritten or deleted. */
export function blobRecovery(deployment: Deployment) {
  const { storage } = deployment.baseline.dataStores;
  const kept = { enabled: true, days: storage.softDeleteDays };
  return {
    isVersioningEnabled: storage.versioning,
    deleteRetentionPolicy: { ...kept, allowPermanentDelete: false },
    containerDeleteRetentionPolicy: kept,
  } satisfies Partial<BlobServicePropertiesArgs>;
}

/** Encryption with the tenant's own key, by which deleting the key erases the data (white paper section 22). */
export function ownKeyEncryption(args: {
  keyName: pulumi.Output<string>;
  vaultUri: pulumi.Output<string>;
  identityId: pulumi.Output<string>;
}) {
  const service = { enabled: true, keyType: 'Account' };
  return {
    identity: { type: 'UserAssigned', userAssignedIdentities: [args.identityId] },
    encryption: {
      keySource: 'Microsoft.Keyvault',
      // No version: the account follows the vault's rotation.
      keyVaultProperties: { keyName: args.keyName, keyVaultUri: args.vaultUri },
      encryptionIdentity: { encryptionUserAssignedIdentity: args.identityId },
      requireInfrastructureEncryption: true,
      services: { blob: service, file: service, queue: service, table: service },
    },
  } satisfies Partial<StorageAccountArgs>;
}
