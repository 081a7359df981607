import {
  DataCollectionEndpoint,
  PrivateLinkScope,
  PrivateLinkScopedResource,
} from '@pulumi/azure-native/monitor';
import { PrivateDnsZoneGroup, PrivateEndpoint } from '@pulumi/azure-native/network';
import { PrivateZone, VirtualNetworkLink } from '@pulumi/azure-native/privatedns';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { subnetReference } from './network';
import { azureId, reference } from './references';

/**
 * Names under which Azure Monitor answers privately.
 * https://learn.microsoft.com/azure/azure-monitor/logs/private-link-configure#review-your-endpoints-dns-settings (2026-11-24)
 */
const zones = [
  'privatelink.monitor.azure.com',
  'privatelink.oms.opinsights.azure.com',
  'privatelink.ods.opinsights.azure.com',
  'privatelink.agentsvc.azure-automation.net',
  'privatelink.blob.core.windows.net',
] as const;

export interface MonitorLinkArgs {
  readonly deployment: Deployment;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly virtualNetworkId: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/**
 * The one way by which machines reach Azure Monitor: a private-link scope with an endpoint in a subnet of its own, so
 * that tenants reach nothing else of the platform there. It is a service of the hub that tenants share, because the
 * names of Azure Monitor lead to one endpoint only in all networks that share DNS. Its zones are linked to the hub
 * alone; machines ask the firewall, which resolves by them. A zone shared by tenants could show one the id of
 * another's workspace to whoever guesses it; what may write there, the workspace itself decides by identity.
 * https://learn.microsoft.com/azure/azure-monitor/logs/private-link-design (2026-11-24)
 *
 * The result is the scope's name, once machines can reach it.
 */
export function createMonitorLink(
  name: string,
  args: MonitorLinkArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, resourceGroup, resourceGroupName, tags } = args;
  const scopeName = resourceName(deployment, 'monitorScope', 'hub');
  const scope = new PrivateLinkScope(
    `${name}-scope`,
    {
      resourceGroupName,
      scopeName,
      location: 'global',
      // Reading stays open to operators' browsers, who log in; sending goes through the link.
      accessModeSettings: { ingestionAccessMode: 'PrivateOnly', queryAccessMode: 'Open' },
      tags,
    },
    { parent },
  );
  const endpointName = resourceName(deployment, 'privateEndpoint', 'hub', 'monitor');
  const endpoint = new PrivateEndpoint(
    `${name}-endpoint`,
    {
      resourceGroupName,
      privateEndpointName: endpointName,
      location: deployment.location,
      subnet: subnetReference(args.subnetId),
      privateLinkServiceConnections: [
        {
          name: endpointName,
          privateLinkServiceId: reference(
            scope,
            azureId(deployment, resourceGroup, 'Microsoft.Insights', 'privateLinkScopes', scopeName),
          ),
          groupIds: ['azuremonitor'],
        },
      ],
      customNetworkInterfaceName: resourceName(deployment, 'networkInterface', 'hub', 'monitor'),
      tags,
    },
    { parent },
  );
  const linked = zones.map((zoneName) => linkedZone(name, zoneName, args, parent));
  const group = new PrivateDnsZoneGroup(
    `${name}-zones`,
    {
      resourceGroupName,
      privateEndpointName: reference(endpoint, endpointName),
      privateDnsZoneGroupName: 'default',
      privateDnsZoneConfigs: linked.map((privateDnsZoneId, index) => ({
        name: (zones[index] ?? '').replaceAll('.', '-'),
        privateDnsZoneId,
      })),
    },
    { parent },
  );
  return reference(group, scopeName);
}

/** A zone of the hub's resource group, linked to the hub's network; its Azure id, once it is linked. */
function linkedZone(
  name: string,
  zoneName: string,
  args: MonitorLinkArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, resourceGroup, resourceGroupName, tags } = args;
  const zone = new PrivateZone(
    `${name}-zone-${zoneName}`,
    { resourceGroupName, privateZoneName: zoneName, location: 'global', tags },
    { parent },
  );
  const link = new VirtualNetworkLink(
    `${name}-zone-${zoneName}-link`,
    {
      resourceGroupName,
      privateZoneName: reference(zone, zoneName),
      virtualNetworkLinkName: resourceName(deployment, 'virtualNetwork', 'hub'),
      location: 'global',
      registrationEnabled: false,
      // A name that the zone does not know, such as another storage account's, is asked of public DNS.
      resolutionPolicy: 'NxDomainRedirect',
      virtualNetwork: { id: args.virtualNetworkId },
      tags,
    },
    { parent },
  );
  return reference(
    link,
    azureId(deployment, resourceGroup, 'Microsoft.Network', 'privateDnsZones', zoneName),
  );
}

export interface CollectionEndpointArgs {
  readonly deployment: Deployment;
  /** Id of the tenant. */
  readonly place: string;
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly workspaceId: pulumi.Output<string>;
  /** Resource group and name of the hub's private-link scope. */
  readonly scopeResourceGroupName: pulumi.Output<string>;
  readonly scopeName: pulumi.Output<string>;
  readonly tags: Record<string, string>;
}

/**
 * Where a tenant's agents fetch what to collect and send it: an endpoint of the tenant's own that answers through the
 * hub's private-link scope only, to which the tenant's workspace is joined, too. The result is its Azure id, once
 * both are joined.
 * https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-private-link (2026-11-24)
 */
export function createCollectionEndpoint(
  name: string,
  args: CollectionEndpointArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, place, resourceGroup, resourceGroupName, tags } = args;
  const endpointName = resourceName(deployment, 'dataCollectionEndpoint', place);
  const endpoint = new DataCollectionEndpoint(
    `${name}-endpoint`,
    {
      resourceGroupName,
      dataCollectionEndpointName: endpointName,
      location: deployment.location,
      kind: 'Linux',
      networkAcls: { publicNetworkAccess: 'Disabled' },
      tags,
    },
    { parent },
  );
  const endpointId = reference(
    endpoint,
    azureId(deployment, resourceGroup, 'Microsoft.Insights', 'dataCollectionEndpoints', endpointName),
  );
  const join = (what: string, linkedResourceId: pulumi.Output<string>) =>
    new PrivateLinkScopedResource(
      `${name}-${what}-link`,
      {
        resourceGroupName: args.scopeResourceGroupName,
        scopeName: args.scopeName,
        name: `${place}-${what}`,
        linkedResourceId,
      },
      { parent },
    );
  const joined = [join('workspace', args.workspaceId), join('endpoint', endpointId)];
  return pulumi.all([endpointId, pulumi.all(joined.map(({ urn }) => urn))]).apply(([id]) => id);
}
