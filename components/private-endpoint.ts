import { PrivateDnsZoneGroup, PrivateEndpoint } from '@pulumi/azure-native/network';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { subnetReference } from './network';
import { reference } from './references';

/**
 * What a private endpoint connects to, and the member that gets its address.
 * https://learn.microsoft.com/azure/private-link/private-endpoint-overview
 */
const targets = {
  vault: { groupId: 'vault', memberName: 'default' },
  blob: { groupId: 'blob', memberName: 'blob' },
} as const;

/**
 * Names under which Azure's services answer, and the zones in which a private endpoint's address replaces the
 * public one. https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export const serviceDomains = { vault: 'vault.azure.net', blob: 'blob.core.windows.net' } as const;
export const privateZones = { vault: 'privatelink.vaultcore.azure.net' } as const;

export interface PrivateEndpointArgs {
  readonly deployment: Deployment;
  readonly target: keyof typeof targets;
  /** What tells the endpoint's name from others, such as the tenant's id. */
  readonly place: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Azure id of what the endpoint leads to. */
  readonly serviceId: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  /** The endpoint's address: fixed, so that rules, routes and the machines' host files can name it. */
  readonly address: string;
  /** Private DNS zone that learns the address; none when left out. */
  readonly zoneId?: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/** A private endpoint at a fixed address, with its entry in a private DNS zone where one is given. */
export function createPrivateEndpoint(
  name: string,
  args: PrivateEndpointArgs,
  parent: pulumi.Resource,
): pulumi.Resource {
  const { deployment, target, zoneId } = args;
  const { groupId, memberName } = targets[target];
  const endpointName = resourceName(deployment, 'privateEndpoint', args.place, target);
  const endpoint = new PrivateEndpoint(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      privateEndpointName: endpointName,
      location: deployment.location,
      subnet: subnetReference(args.subnetId),
      privateLinkServiceConnections: [
        { name: endpointName, privateLinkServiceId: args.serviceId, groupIds: [groupId] },
      ],
      ipConfigurations: [{ name: endpointName, groupId, memberName, privateIPAddress: args.address }],
      customNetworkInterfaceName: resourceName(deployment, 'networkInterface', args.place, target),
      tags: args.tags,
    },
    { parent },
  );
  if (zoneId === undefined) return endpoint;
  return new PrivateDnsZoneGroup(
    `${name}-zone`,
    {
      resourceGroupName: args.resourceGroupName,
      privateEndpointName: reference(endpoint, endpointName),
      privateDnsZoneGroupName: 'default',
      privateDnsZoneConfigs: [{ name: target, privateDnsZoneId: zoneId }],
    },
    { parent },
  );
}
