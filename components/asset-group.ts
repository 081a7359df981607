import { ResourceGroup } from '@pulumi/azure-native/resources';
import type * as pulumi from '@pulumi/pulumi';
import type { AssetOwner, Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { reference } from './references';
import { tagsOf, tenantFacts } from './tags';

/** A resource group: its name, and the same as an output that depends on it. */
export interface PlacedGroup {
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
}

/** The resource group of a tenant's assets that are the customer's, or the operator's. White paper section 11. */
export function createAssetGroup(
  name: string,
  deployment: Deployment,
  tenant: Tenant,
  owner: AssetOwner,
  parent: pulumi.Resource,
): PlacedGroup {
  const resourceGroup = resourceName(deployment, 'resourceGroup', tenant.id, owner);
  const resource = new ResourceGroup(
    `${name}-${owner}`,
    {
      resourceGroupName: resourceGroup,
      location: deployment.location,
      tags: tagsOf(deployment, tenantFacts(tenant, owner)),
    },
    { parent },
  );
  return { resourceGroup, resourceGroupName: reference(resource, resourceGroup) };
}
