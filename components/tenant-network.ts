import { RouteTable, VirtualNetworkPeering } from '@pulumi/azure-native/network';
import { PrivateZone, VirtualNetworkLink } from '@pulumi/azure-native/privatedns';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { resourceName } from './naming';
import { createNetwork } from './network';
import { privateZones } from './private-endpoint';
import { azureId, reference } from './references';
import { type TagFacts, tagsOf, tenantFacts } from './tags';

export interface TenantNetworkArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly hubResourceGroupName: pulumi.Output<string>;
  readonly hubVirtualNetworkName: pulumi.Output<string>;
  readonly hubVirtualNetworkId: pulumi.Output<string>;
  /** Private address of the hub's firewall, once that exists. */
  readonly firewallAddress: pulumi.Output<string>;
}

/**
 * A tenant's network: its slot of the address plan, the four subnets with exactly the rules of the baseline, a
 * default route to the hub's firewall where the baseline asks for it, and a peering with the hub and nobody else.
 *
 * The private DNS zone of key vaults is the tenant's own and linked to this network alone: a zone shared by
 * tenants would show each the names of all. The gateway resolves by it, through Azure's DNS, which is this
 * network's default; machines ask the firewall's DNS proxy and know their few private names from the hardening
 * document. White paper sections 19 and 31.
 */
export class TenantNetwork extends pulumi.ComponentResource {
  readonly virtualNetworkId: pulumi.Output<string>;
  /** Azure ids by subnet role. */
  readonly subnetIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Address ranges by subnet role, in CIDR form. */
  readonly subnetRanges: ReadonlyMap<string, string>;
  readonly diagnosed: readonly DiagnosedResource[];
  /** Azure id of the tenant's private DNS zone for key vaults, once it is linked. */
  readonly vaultZoneId: pulumi.Output<string>;
  /** The resolver that machines ask, once they can reach it: their first boot fetches packages by name. */
  readonly dnsServer: pulumi.Output<string>;

  constructor(name: string, args: TenantNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantNetwork', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const facts: TagFacts = { ...tenantFacts(tenant, 'operator'), network: 'tenant' };
    const parent = { parent: this };

    const tableName = resourceName(deployment, 'routeTable', tenant.id);
    const table = new RouteTable(
      `${name}-routes`,
      {
        resourceGroupName,
        routeTableName: tableName,
        location: deployment.location,
        ...routesThroughHub(args.firewallAddress),
        tags: tagsOf(deployment, facts),
      },
      parent,
    );
    const tableId = azureId(deployment, resourceGroup, 'Microsoft.Network', 'routeTables', tableName);
    const network = createNetwork(
      name,
      {
        deployment,
        kind: 'tenant',
        slot: tenant.slot,
        place: tenant.id,
        resourceGroup,
        resourceGroupName,
        operators: [],
        tags: facts,
        routeTable: { resource: table, id: reference(table, tableId) },
      },
      this,
    );
    this.virtualNetworkId = network.virtualNetworkId;
    this.diagnosed = network.diagnosed;
    this.subnetIds = network.subnetIds;
    this.subnetRanges = network.subnetRanges;

    const afterSubnets = { parent: this, dependsOn: network.lastSubnet ? [network.lastSubnet] : [] };
    const toHub = new VirtualNetworkPeering(
      `${name}-peering-to-hub`,
      {
        resourceGroupName,
        virtualNetworkName: network.virtualNetworkName,
        virtualNetworkPeeringName: resourceName(deployment, 'peering', tenant.id, 'hub'),
        remoteVirtualNetwork: { id: args.hubVirtualNetworkId },
        ...peeringRights({ acceptsForwarded: true }),
      },
      afterSubnets,
    );
    const fromHub = new VirtualNetworkPeering(
      `${name}-peering-from-hub`,
      {
        resourceGroupName: args.hubResourceGroupName,
        virtualNetworkName: args.hubVirtualNetworkName,
        virtualNetworkPeeringName: resourceName(deployment, 'peering', 'hub', tenant.id),
        remoteVirtualNetwork: { id: network.virtualNetworkId },
        ...peeringRights({ acceptsForwarded: false }),
      },
      afterSubnets,
    );

    this.dnsServer = pulumi.all([args.firewallAddress, toHub.urn, fromHub.urn]).apply(([address]) => address);

    const zone = new PrivateZone(
      `${name}-vault-zone`,
      {
        resourceGroupName,
        privateZoneName: privateZones.vault,
        location: 'global',
        tags: tagsOf(deployment, facts),
      },
      parent,
    );
    const link = new VirtualNetworkLink(
      `${name}-vault-zone-link`,
      {
        resourceGroupName,
        privateZoneName: reference(zone, privateZones.vault),
        virtualNetworkLinkName: resourceName(deployment, 'virtualNetwork', tenant.id),
        location: 'global',
        registrationEnabled: false,
        virtualNetwork: { id: network.virtualNetworkId },
        tags: tagsOf(deployment, facts),
      },
      parent,
    );
    // Whoever uses the zone waits for the link: without it the name resolves to the public address.
    this.vaultZoneId = reference(
      link,
      azureId(deployment, resourceGroup, 'Microsoft.Network', 'privateDnsZones', privateZones.vault),
    );
    this.registerOutputs({ virtualNetworkId: this.virtualNetworkId, vaultZoneId: this.vaultZoneId });
  }
}

/** The one route of a tenant: everything outside its own and the hub's ranges goes to the firewall. */
export function routesThroughHub(firewallAddress: pulumi.Input<string>) {
  return {
    disableBgpRoutePropagation: true,
    routes: [
      {
        name: 'everything-to-hub',
        addressPrefix: '0.0.0.0/0',
        nextHopType: 'VirtualAppliance',
        nextHopIpAddress: firewallAddress,
      },
    ],
  };
}

/**
 * What a peering admits. Only the tenant's side takes forwarded packets: answers from outside come back through
 * the firewall, while nothing that merely passes through a tenant has business in the hub.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
export function peeringRights({ acceptsForwarded }: { acceptsForwarded: boolean }) {
  return {
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: acceptsForwarded,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  };
}
