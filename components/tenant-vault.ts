import { DiskEncryptionSet } from '@pulumi/azure-native/compute';
import { Key, Vault } from '@pulumi/azure-native/keyvault';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { encryptionKeyProperties, goesWithVault, vaultProperties } from './key-vault';
import { globalName, resourceName } from './naming';
import { createPrivateEndpoint, serviceDomains } from './private-endpoint';
import { azureId, reference } from './references';
import { grantRole, ownPrincipalId } from './role-assignment';
import { dataFacts, tagsOf, tenantFacts } from './tags';

export interface TenantVaultArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group of the customer's assets, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Resource group, subnet, address and DNS zone of the vault's private endpoint. */
  readonly endpointResourceGroupName: pulumi.Output<string>;
  readonly endpointSubnetId: pulumi.Output<string>;
  readonly endpointAddress: string;
  readonly endpointZoneId: pulumi.Output<string>;
}

/**
 * A tenant's key vault, the keys that encrypt its disks, storage and backups, and the disk encryption set by which
 * machines use the first. Nothing in it is shared with another tenant. White paper sections 16, 19 and 22.
 */
export class TenantVault extends pulumi.ComponentResource {
  readonly vaultName: pulumi.Output<string>;
  readonly vaultId: pulumi.Output<string>;
  /** Where the vault answers, with a slash at the end, once its private endpoint and name exist. */
  readonly vaultUri: pulumi.Output<string>;
  /** Name and Azure id of the key that encrypts the tenant's storage. */
  readonly storageKeyName: pulumi.Output<string>;
  readonly storageKeyId: pulumi.Output<string>;
  /** Address, without a version, and Azure id of the key that encrypts the tenant's backups. */
  readonly backupKeyUri: pulumi.Output<string>;
  readonly backupKeyId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];
  /** Azure id of the disk encryption set, once it may use its key. */
  readonly diskEncryptionSetId: pulumi.Output<string>;

  constructor(name: string, args: TenantVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantVault', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const tags = tagsOf(deployment, dataFacts(deployment, tenant));
    const vaultName = globalName(deployment, 'vault', 'tenants', tenant.id);
    const vaultPath = ['Microsoft.KeyVault', 'vaults', vaultName];
    const kept = { parent: this, protect: deployment.protectData };

    const vault = new Vault(
      `${name}-vault`,
      {
        resourceGroupName,
        vaultName,
        location: deployment.location,
        properties: vaultProperties(deployment),
        tags,
      },
      kept,
    );
    this.vaultName = reference(vault, vaultName);
    this.vaultId = reference(vault, azureId(deployment, resourceGroup, ...vaultPath));
    this.diagnosed = [{ part: 'vault', type: 'azure-native:keyvault:Vault', id: this.vaultId }];
    const vaultHost = `${vaultName}.${serviceDomains.vault}`;

    const key = (keyName: string) =>
      new Key(
        `${name}-key-${keyName}`,
        {
          resourceGroupName,
          vaultName: this.vaultName,
          keyName,
          properties: encryptionKeyProperties(deployment),
          tags,
        },
        { ...kept, ...goesWithVault },
      );
    const keyId = (keyName: string) => azureId(deployment, resourceGroup, ...vaultPath, 'keys', keyName);
    const diskKey = key('disk');
    const storageKey = key('storage');
    this.storageKeyName = reference(storageKey, 'storage');
    this.storageKeyId = reference(storageKey, keyId('storage'));
    const backupKey = key('backup');
    this.backupKeyId = reference(backupKey, keyId('backup'));
    this.backupKeyUri = reference(backupKey, `https://${vaultHost}/keys/backup`);

    const setName = resourceName(deployment, 'diskEncryptionSet', tenant.id);
    const set = new DiskEncryptionSet(
      `${name}-disk-encryption`,
      {
        resourceGroupName,
        diskEncryptionSetName: setName,
        location: deployment.location,
        identity: { type: 'SystemAssigned' },
        encryptionType: 'EncryptionAtRestWithCustomerKey',
        activeKey: { keyUrl: diskKey.keyUriWithVersion, sourceVault: { id: this.vaultId } },
        rotationToLatestKeyVersionEnabled: true,
        tags,
      },
      // The vault rotates the key and the set follows by itself: a plan must not turn it back.
      { ...kept, ignoreChanges: ['activeKey.keyUrl'] },
    );
    const grant = grantRole(
      `${name}-disk-encryption-role`,
      {
        deployment,
        role: 'keyVaultCryptoServiceEncryptionUser',
        principalId: ownPrincipalId(set.identity),
        scope: reference(diskKey, keyId('disk')),
      },
      this,
    );
    const setId = azureId(deployment, resourceGroup, 'Microsoft.Compute', 'diskEncryptionSets', setName);
    this.diskEncryptionSetId = pulumi.all([set.urn, grant.urn]).apply(() => setId);

    const endpoint = createPrivateEndpoint(
      `${name}-endpoint`,
      {
        deployment,
        target: 'vault',
        place: tenant.id,
        resourceGroupName: args.endpointResourceGroupName,
        serviceId: this.vaultId,
        subnetId: args.endpointSubnetId,
        address: args.endpointAddress,
        zoneId: args.endpointZoneId,
        tags: tagsOf(deployment, tenantFacts(tenant, 'operator')),
      },
      this,
    );
    this.vaultUri = reference(endpoint, `https://${vaultHost}/`);
    this.registerOutputs({ vaultUri: this.vaultUri, diskEncryptionSetId: this.diskEncryptionSetId });
  }
}
