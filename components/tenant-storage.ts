import { BlobContainer, BlobServiceProperties, StorageAccount } from '@pulumi/azure-native/storage';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { createGrantedIdentity } from './granted-identity';
import { globalName } from './naming';
import { createPrivateEndpoint } from './private-endpoint';
import { azureId, reference } from './references';
import { blobRecovery, diagnosedStorage, ownKeyEncryption, storageAccountSettings } from './storage-account';
import { dataFacts, tagsOf, tenantFacts } from './tags';

export interface TenantStorageArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group of the customer's assets, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** The tenant's vault and its key for storage. */
  readonly vaultUri: pulumi.Output<string>;
  readonly keyName: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  /** Resource group, subnet and address of the account's private endpoint. */
  readonly endpointResourceGroupName: pulumi.Output<string>;
  readonly endpointSubnetId: pulumi.Output<string>;
  readonly endpointAddress: string;
}

/**
 * A tenant's storage account with one container for each class of data, encrypted with the tenant's own key and
 * reached through its private endpoint only. White paper sections 12, 17, 19 and 22.
 */
export class TenantStorage extends pulumi.ComponentResource {
  readonly accountName: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];

  constructor(name: string, args: TenantStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantStorage', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const facts = dataFacts(deployment, tenant);
    const operatorTags = tagsOf(deployment, tenantFacts(tenant, 'operator'));
    const accountName = globalName(deployment, 'storageAccount', 'tenants', tenant.id);
    const id = (...path: string[]) => azureId(deployment, resourceGroup, ...path);
    const parent = { parent: this };

    const identityId = createGrantedIdentity(
      name,
      {
        deployment,
        resourceGroup,
        resourceGroupName,
        place: tenant.id,
        part: 'storage',
        role: 'keyVaultCryptoServiceEncryptionUser',
        scope: args.keyId,
        tags: tagsOf(deployment, facts),
      },
      this,
    );
    const account = new StorageAccount(
      `${name}-account`,
      {
        resourceGroupName,
        accountName,
        ...storageAccountSettings(deployment, 'None'),
        ...ownKeyEncryption({
          keyName: args.keyName,
          vaultUri: args.vaultUri,
          identityId,
        }),
        tags: tagsOf(deployment, facts),
      },
      { parent: this, protect: deployment.protectData },
    );
    this.accountName = reference(account, accountName);
    this.accountId = reference(account, id('Microsoft.Storage', 'storageAccounts', accountName));

    const blobs = new BlobServiceProperties(
      `${name}-blobs`,
      {
        resourceGroupName,
        accountName: this.accountName,
        blobServicesName: 'default',
        ...blobRecovery(deployment),
      },
      parent,
    );
    this.diagnosed = diagnosedStorage('storage', this.accountId, blobs);
    for (const classification of deployment.baseline.tags.values.classification) {
      new BlobContainer(
        `${name}-container-${classification}`,
        {
          resourceGroupName,
          accountName: this.accountName,
          containerName: classification,
          publicAccess: 'None',
          metadata: { classification },
        },
        // A container made before versioning is on would hold blobs that have no versions.
        { parent: this, protect: deployment.protectData, dependsOn: [blobs] },
      );
    }
    createPrivateEndpoint(
      `${name}-endpoint`,
      {
        deployment,
        target: 'blob',
        place: tenant.id,
        resourceGroupName: args.endpointResourceGroupName,
        serviceId: this.accountId,
        subnetId: args.endpointSubnetId,
        address: args.endpointAddress,
        tags: operatorTags,
      },
      this,
    );
    this.registerOutputs({ accountName: this.accountName, accountId: this.accountId });
  }
}
