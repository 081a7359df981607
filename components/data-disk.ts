import { Disk } from '@pulumi/azure-native/compute';
import type * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { azureId, reference } from './references';
import { dataFacts, tagsOf } from './tags';

export interface DataDiskArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Role of the machine in the network baseline, such as `db`. */
  readonly role: string;
  /** Name of the resource group of the customer's assets, and the same as an output that depends on it. */
  readonly dataResourceGroup: string;
  readonly dataResourceGroupName: pulumi.Output<string>;
  readonly diskEncryptionSetId: pulumi.Output<string>;
}

/** The data disk of the role, among the customer's assets; none for a role without one. */
export function dataDisk(
  name: string,
  args: DataDiskArgs,
  diskName: string,
  parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
  const { deployment, tenant, role } = args;
  const disk = deployment.baseline.virtualMachines.dataDisks[role];
  if (disk === undefined) return undefined;
  const resource = new Disk(
    `${name}-data`,
    {
      resourceGroupName: args.dataResourceGroupName,
      diskName,
      location: deployment.location,
      creationData: { createOption: 'Empty' },
      diskSizeGB: disk.sizeGiB,
      sku: { name: disk.storageAccountType },
      encryption: {
        type: 'EncryptionAtRestWithCustomerKey',
        diskEncryptionSetId: args.diskEncryptionSetId,
      },
      networkAccessPolicy: 'DenyAll',
      publicNetworkAccess: 'Disabled',
      tags: tagsOf(deployment, { ...dataFacts(deployment, tenant), machineRole: role }),
    },
    { parent, protect: deployment.protectData },
  );
  return reference(
    resource,
    azureId(deployment, args.dataResourceGroup, 'Microsoft.Compute', 'disks', diskName),
  );
}
