import type { StorageAccountArgs } from '@pulumi/azure-native/storage';
import { BlobContainer, BlobServiceProperties, StorageAccount } from '@pulumi/azure-native/storage';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { globalName } from './naming';
import { azureId, reference } from './references';
import { blobRecovery, diagnosedStorage, storageAccountSettings } from './storage-account';
import { leastSensitive, tagsOf } from './tags';

export interface AuditStoreArgs {
  readonly deployment: Deployment;
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Whether its immutability is locked, which can never be taken back. */
  readonly locked: boolean;
}

export interface AuditStore {
  /** Azure id of the account. */
  readonly accountId: pulumi.Output<string>;
  /** The same once the account keeps versions. */
  readonly readyId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];
}

/**
 * Write-once storage for the operators' audit log: every version of every blob is kept for the baseline's days
 * and deleted by nobody. Azure admits this for a whole account only when it is created, never creates it locked, and
 * locks it by a separate, irreversible step. Once locked, the engine refuses to delete it, too, in every environment
 * (docs/adr/0012-choices-that-azure-leaves.md).
 * https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope (2026-11-23)
 *
 * Its class is the least sensitive and its key Microsoft's: the log tells what operators did, holds no customer's
 * data, and must not be erasable by deleting a key.
 * White paper sections 39 and 42.
 */
export function createAuditStore(name: string, args: AuditStoreArgs, parent: pulumi.Resource): AuditStore {
  const { deployment, resourceGroup, resourceGroupName, locked } = args;
  const classification = leastSensitive(deployment);
  const accountName = auditAccountName(deployment);
  const kept = { parent, protect: deployment.protectData || locked };
  const account = new StorageAccount(
    `${name}-audit-account`,
    {
      resourceGroupName,
      accountName,
      ...storageAccountSettings(deployment, 'AzureServices'),
      ...writeOnce(deployment, locked),
      tags: tagsOf(deployment, {
        scope: 'cloud-service',
        owner: 'operator',
        purpose: 'audit-log',
        classification,
      }),
    },
    kept,
  );
  const knownName = reference(account, accountName);
  const blobs = new BlobServiceProperties(
    `${name}-audit-blobs`,
    {
      resourceGroupName,
      accountName: knownName,
      blobServicesName: 'default',
      ...blobRecovery(deployment),
    },
    { parent },
  );
  new BlobContainer(
    `${name}-audit-container`,
    {
      resourceGroupName,
      accountName: knownName,
      containerName: 'audit-log',
      publicAccess: 'None',
      metadata: { classification },
    },
    { ...kept, dependsOn: [blobs] },
  );
  const accountId = reference(
    account,
    azureId(deployment, resourceGroup, 'Microsoft.Storage', 'storageAccounts', accountName),
  );
  const readyId = pulumi.all([accountId, blobs.urn]).apply(([id]) => id);
  return { accountId, readyId, diagnosed: diagnosedStorage('audit', accountId, blobs) };
}

/** The account's name, by which whoever locks it says which one is meant. */
export function auditAccountName(deployment: Deployment): string {
  return globalName(deployment, 'storageAccount', 'platform', 'audit');
}

/** Account-level immutability with versions, for the baseline's days; appending stays possible, as logs need it. */
export function writeOnce(deployment: Deployment, locked: boolean) {
  const { logs } = deployment.baseline.dataStores;
  return {
    immutableStorageWithVersioning: {
      enabled: true,
      immutabilityPolicy: {
        state: locked ? 'Locked' : logs.auditImmutability,
        immutabilityPeriodSinceCreationInDays: logs.auditRetentionDays,
        allowProtectedAppendWrites: true,
      },
    },
  } satisfies Partial<StorageAccountArgs>;
}
