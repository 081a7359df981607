import { UserAssignedIdentity } from '@pulumi/azure-native/managedidentity';
import { FlowLog } from '@pulumi/azure-native/network';
import { BlobServiceProperties, StorageAccount } from '@pulumi/azure-native/storage';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { grantRole } from './role-assignment';
import { blobRecovery, diagnosedStorage, ownKeyEncryption, storageAccountSettings } from './storage-account';

export interface FlowLogsArgs {
  readonly deployment: Deployment;
  /** Whose network it is: `hub`, `corporate` or the tenant's id. */
  readonly place: string;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly virtualNetworkId: pulumi.Output<string>;
  readonly accountName: string;
  /** The owner's key that encrypts the logs; Azure's when left out. */
  readonly key?: {
    readonly vaultUri: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
    readonly id: pulumi.Output<string>;
  };
  readonly tags: Record<string, string>;
}

export interface FlowLogs {
  /** Azure id of the account that holds them. */
  readonly accountId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];
  /** The right to write there, which a lock on the account would keep. */
  readonly grant: pulumi.Resource;
}

/**
 * Who talked to whom in a network: its flow log in a storage account of its own, written by an identity that may
 * write there and nowhere else, because the account has no keys. The watcher is the one that Azure makes in each
 * region. Flow logs of security groups can no longer be made.
 * https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview (2026-11-24)
 * https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-managed-identity (2026-11-24)
 */
export function createFlowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): FlowLogs {
  const { deployment, resourceGroup, resourceGroupName, accountName, key, tags } = args;
  const { watcherResourceGroup, watcherPrefix, retentionDays } = deployment.baseline.monitoring.flowLogs;
  const common = { resourceGroupName, location: deployment.location, tags };
  const id = (...path: string[]) => azureId(deployment, resourceGroup, ...path);

  const identityName = resourceName(deployment, 'identity', args.place, 'flows');
  const identity = new UserAssignedIdentity(
    `${name}-identity`,
    { ...common, resourceName: identityName },
    { parent },
  );
  const { principalId } = identity;
  const identityId = reference(
    identity,
    id('Microsoft.ManagedIdentity', 'userAssignedIdentities', identityName),
  );
  const account = new StorageAccount(
    `${name}-account`,
    {
      resourceGroupName,
      accountName,
      ...storageAccountSettings(deployment, 'AzureServices'),
      ...(key && {
        ...ownKeyEncryption({
          keyName: key.name,
          vaultUri: key.vaultUri,
          identityId: after(identityId, [
            grantRole(
              `${name}-key-role`,
              { deployment, role: 'keyVaultCryptoServiceEncryptionUser', principalId, scope: key.id },
              parent,
            ),
          ]),
        }),
      }),
      tags,
    },
    { parent, protect: deployment.protectData },
  );
  const accountId = reference(account, id('Microsoft.Storage', 'storageAccounts', accountName));
  const blobs = new BlobServiceProperties(
    `${name}-blobs`,
    {
      resourceGroupName,
      accountName: reference(account, accountName),
      blobServicesName: 'default',
      ...blobRecovery(deployment),
    },
    { parent },
  );
  const writer = grantRole(
    `${name}-writer-role`,
    { deployment, role: 'storageBlobDataContributor', principalId, scope: accountId },
    parent,
  );
  new FlowLog(
    `${name}-log`,
    {
      resourceGroupName: watcherResourceGroup,
      networkWatcherName: `${watcherPrefix}${deployment.location}`,
      flowLogName: resourceName(deployment, 'flowLog', args.place),
      location: deployment.location,
      targetResourceId: args.virtualNetworkId,
      storageId: after(accountId, [blobs]),
      identity: { type: 'UserAssigned', userAssignedIdentities: [after(identityId, [writer])] },
      enabled: true,
      format: { type: 'JSON', version: 2 },
      retentionPolicy: { enabled: true, days: retentionDays },
      tags,
    },
    { parent },
  );
  return { accountId, diagnosed: diagnosedStorage('flows', accountId, blobs), grant: writer };
}

/** A value that is there when other resources are, too. */
function after(value: pulumi.Output<string>, resources: readonly pulumi.Resource[]): pulumi.Output<string> {
  return pulumi.all([value, pulumi.all(resources.map(({ urn }) => urn))]).apply(([known]) => known);
}
