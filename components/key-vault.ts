import { type KeyArgs, Secret, type VaultArgs } from '@pulumi/azure-native/keyvault';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { reference } from './references';

type VaultProperties = pulumi.Unwrap<VaultArgs['properties']>;
type KeyProperties = pulumi.Unwrap<KeyArgs['properties']>;

/**
 * What every key vault is: rights by role assignment, deleted items recoverable and not purgeable, and closed to
 * every network but private endpoints. Azure's trusted services pass: disks, storage and the gateway read their
 * keys and certificates that way, and Resource Manager writes them.
 * https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints#trusted-services
 */
export function vaultProperties(deployment: Deployment): VaultProperties {
  const { keyVault } = deployment.baseline.dataStores;
  return {
    tenantId: deployment.directoryId,
    sku: { family: 'A', name: keyVault.sku },
    enableRbacAuthorization: keyVault.rbac,
    enableSoftDelete: true,
    softDeleteRetentionInDays: keyVault.softDeleteDays,
    // Azure knows no `false`: once on it stays on, and leaving it out is the only other choice.
    ...(keyVault.purgeProtection && { enablePurgeProtection: true }),
    enabledForDeployment: keyVault.enabledFor.deployment,
    enabledForDiskEncryption: keyVault.enabledFor.diskEncryption,
    enabledForTemplateDeployment: keyVault.enabledFor.templateDeployment,
    publicNetworkAccess: keyVault.publicNetworkAccess,
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
  };
}

/**
 * A key that encrypts data, renewed by the vault itself before it expires. Resource Manager writes only a key's
 * first version, so `expires` is that version's; the rotation policy sets it for those that follow.
 * https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation
 */
export function encryptionKeyProperties(deployment: Deployment): KeyProperties {
  const { key, itemLifetimeDays, rotateBeforeExpiryDays } = deployment.baseline.dataStores.keyVault;
  return {
    kty: key.type,
    keySize: key.bits,
    keyOps: ['wrapKey', 'unwrapKey'],
    attributes: { enabled: true, exportable: false, expires: deployment.vaultItemsExpireAt },
    rotationPolicy: {
      attributes: { expiryTime: `P${itemLifetimeDays}D` },
      lifetimeActions: [
        { action: { type: 'rotate' }, trigger: { timeBeforeExpiry: `P${rotateBeforeExpiryDays}D` } },
      ],
    },
  };
}

/**
 * Keys and secrets go with their vault and never before it. Resource Manager deletes none; the provider would ask the
 * vault's own endpoint, which is closed to whoever deploys. One that is no longer asked for stays until it expires.
 * https://github.com/pulumi/pulumi-azure-native/pull/354
 */
export const goesWithVault = { retainOnDelete: true } as const;

export interface SecretArgs {
  readonly deployment: Deployment;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  readonly secretName: string;
  /** The secret itself; it must already be marked as one. */
  readonly value: pulumi.Output<string>;
  /** Media type of the value. */
  readonly contentType: string;
  readonly tags: Record<string, string>;
}

/** A secret with an expiry in a vault. The result is its name, known in a preview, once the secret exists. */
export function createSecret(
  name: string,
  args: SecretArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const secret = new Secret(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      vaultName: args.vaultName,
      secretName: args.secretName,
      properties: {
        value: args.value,
        contentType: args.contentType,
        attributes: { enabled: true, expires: args.deployment.vaultItemsExpireAt },
      },
      tags: args.tags,
    },
    { ...opts, ...goesWithVault },
  );
  return reference(secret, args.secretName);
}
