import type { Resource } from '../resources/resource';
import type { Value } from '../resources/value';
import type { Building } from './building';
import { types } from './types';

const modelled = new Set<string>(Object.values(types));

/** Types of the network service that carry no packets of their own. */
const harmless = new Set(
  [
    'FlowLog',
    'NetworkWatcher',
    'WebApplicationFirewallPolicy',
    'DdosProtectionPlan',
    'PublicIPPrefix',
    'NetworkManagerConnection',
    'ServiceEndpointPolicy',
    'ServiceEndpointPolicyDefinition',
    'PacketCapture',
    'ConnectionMonitor',
    'FirewallPolicyDraft',
    'PrivateRecordSet',
    'RecordSet',
    'Zone',
    'Profile',
  ].map((name) => `azure-native:network:${name}`),
);

/** Services whose resources stand in no network, or name subnets only as those that they admit. */
const apart =
  /^azure-native:(authorization|monitor|insights|storage|keyvault|recoveryservices|managedidentity|operationalinsights|security|features|alertsmanagement|applicationinsights|privatedns|dns|policyinsights|consumption|costmanagement|dataprotection|eventhub|servicebus|documentdb):/i;
const apartTypes = new Set([
  'azure-native:resources:ResourceGroup',
  'azure-native:compute:Disk',
  'azure-native:compute:DiskEncryptionSet',
  'azure-native:compute:VirtualMachineExtension',
  'azure-native:compute:AvailabilitySet',
  'azure-native:compute:ProximityPlacementGroup',
  'azure-native:compute:Image',
  'azure-native:compute:Snapshot',
]);

/** What makes a path through a network and is known by its type. */
const paths: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /:network:(VirtualNetworkGateway|VpnGateway|VpnSite|VpnConnection|P2sVpnGateway|LocalNetworkGateway)/,
    'a VPN',
  ],
  [
    /:network:(Connection|ExpressRoute\w*|VirtualNetworkGatewayConnection)/,
    'a connection to another network',
  ],
  [
    /:network:(VirtualWan|VirtualHub\w*|HubRouteTable|HubVirtualNetworkConnection|RouteMap|RoutingIntent)/,
    'a virtual WAN',
  ],
  [/:network:(NetworkVirtualAppliance\w*|VirtualAppliance\w*)/, 'an appliance'],
  [
    /:network:(NetworkManager|ConnectivityConfiguration|AdminRule\w*|DefaultAdminRule|SecurityAdminConfiguration)/,
    'a virtual network manager',
  ],
  [/:network:PrivateLinkService/, 'a private link service'],
  [/:compute:VirtualMachineScaleSet/, 'interfaces that a scale set makes'],
  [/:containerservice:/, 'a cluster'],
  [/:resources:(Deployment|Resource|TemplateSpec)/, 'resources that a template makes'],
];

/**
 * Gaps for everything that makes paths through a network in a way that the model does not follow: types known for
 * it, every other type of the network service, resources of Azure's other providers, and whatever names a subnet.
 */
export function noteUnmodelled(building: Building): void {
  for (const resource of building.view.resources) {
    const { type } = resource;
    if (modelled.has(type) || harmless.has(type) || apartTypes.has(type) || apart.test(type)) continue;
    const where = { urn: resource.urn, path: '' };
    if (/^(azure|azurestack|terraform-provider-azurerm):/.test(type)) {
      building.gap(where, 'resources of this provider are not followed');
      continue;
    }
    if (!type.startsWith('azure-native:')) continue;
    const known = paths.find(([pattern]) => pattern.test(type));
    const isNetwork = type.startsWith('azure-native:network:');
    if (known !== undefined) building.gap(where, `${known[1]} is not followed`);
    else if (isNetwork) building.gap(where, `${type.split(':').at(-1)} is not followed`);
    else noteSubnet(building, resource);
  }
}

function noteSubnet(building: Building, resource: Resource): void {
  const place = subnetIn(resource.properties, 0);
  if (place === undefined) return;
  building.gap({ urn: resource.urn, path: place.path }, 'what stands in the subnet is not followed');
}

function subnetIn(value: Value, depth: number): Value | undefined {
  if (value.text !== undefined) {
    return /\/virtualnetworks\/[^/]+\/subnets\//i.test(value.text) ? value : undefined;
  }
  if (value.isUnknown && /subnet/i.test(value.path)) return value;
  if (depth > 8) return undefined;
  for (const below of [...value.properties, ...value.items]) {
    const found = subnetIn(below, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
