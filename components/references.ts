import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

/**
 * A value that belongs to a resource and can be derived, such as its Azure id, as an output that depends on the
 * resource. Unlike the resource's own outputs it is already known in the preview that first creates it, so that
 * a plan can be judged whole: which subnet a machine stands in, what a peering connects.
 */
export function reference<T>(resource: pulumi.Resource, value: T): pulumi.Output<T> {
  return resource.urn.apply(() => value) as pulumi.Output<T>;
}

/**
 * The Azure id of a resource in a resource group: `path` is the provider namespace followed by type and name
 * pairs, such as `Microsoft.Network`, `virtualNetworks`, `vnet-dev-hub`.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export function azureId(deployment: Deployment, resourceGroup: string, ...path: string[]): string {
  return [
    '',
    'subscriptions',
    deployment.subscriptionId,
    'resourceGroups',
    resourceGroup,
    'providers',
    ...path,
  ].join('/');
}

/** The Azure id of a resource group, once the group exists. */
export function resourceGroupId(
  { subscriptionId }: Deployment,
  resourceGroupName: pulumi.Output<string>,
): pulumi.Output<string> {
  return resourceGroupName.apply((name) => `/subscriptions/${subscriptionId}/resourceGroups/${name}`);
}
