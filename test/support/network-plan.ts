import path from 'node:path';
import { loadBaseline, loadOffices, networkRange, subnetRanges } from '../../lib/baseline';
import { securityRules } from '../../lib/baseline/network-rules';
import type { NetworkKind } from '../../lib/baseline/types.generated';
import type { PlannedStack } from '../../lib/resources/from-plan';
import { plannedRule } from './planned-rule';
import { expectValue } from './results';

const root = path.resolve(__dirname, '../..');
export const baseline = expectValue(loadBaseline(path.join(root, 'baselines')));
export const operators = expectValue(
  loadOffices(path.join(root, 'stacks/registers/offices.yaml')),
).offices.flatMap(({ ranges }) => ranges);

/** A resource as a plan shows it; tests change its properties before the plan is put together. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into properties as programs write them
  readonly properties: Record<string, any>;
}

const subscription = '/subscriptions/00000000-0000-4000-8000-000000000001';
const idOf = (group: string, provider: string, ...steps: string[]) =>
  [subscription, 'resourceGroups', group, 'providers', provider, ...steps].join('/');
const networkOf = (owner: string) =>
  idOf(`rg-${owner}`, 'Microsoft.Network', 'virtualNetworks', `vnet-${owner}`);
export const subnetId = (owner: string, name: string) => `${networkOf(owner)}/subnets/${name}`;
const net = (type: string) => `azure-native:network:${type}`;

interface Owner {
  readonly owner: string;
  readonly kind: NetworkKind;
  readonly slot?: number;
}

/** Networks by the baseline, one resource group each: the hub, the corporate network and tenants in slots from 0. */
export function networkPlan(tenants: readonly string[] = ['aoba', 'kita'], platform = true): Planned[] {
  return [
    ...(platform ? [...networkResources({ owner: 'hub', kind: 'hub' }), ...hubThings()] : []),
    ...(platform ? networkResources({ owner: 'corporate', kind: 'corporate' }) : []),
    ...tenants.flatMap((owner, slot) => [
      ...networkResources({ owner, kind: 'tenant', slot }),
      ...tenantThings(owner, slot),
    ]),
  ];
}

function tagsOf({ owner, kind, slot }: Owner): Record<string, string> {
  return {
    'yosai-scope': kind === 'corporate' ? 'corporate' : 'cloud-service',
    'yosai-network': kind,
    ...(slot !== undefined && { 'yosai-slot': String(slot), 'yosai-tenant': owner }),
  };
}

function networkResources(place: Owner): Planned[] {
  const { owner, kind, slot } = place;
  const { network } = baseline;
  const resourceGroupName = `rg-${owner}`;
  const tags = tagsOf(place);
  const ranges = subnetRanges(network, kind, slot);
  return [
    {
      type: net('VirtualNetwork'),
      name: `${owner}-vnet`,
      properties: {
        resourceGroupName,
        virtualNetworkName: `vnet-${owner}`,
        addressSpace: { addressPrefixes: [networkRange(network, kind, slot)] },
        tags,
      },
    },
    ...network.subnets[kind].flatMap(({ role, name, nsg, routesThroughHub }): Planned[] => {
      const group = idOf(resourceGroupName, 'Microsoft.Network', 'networkSecurityGroups', `nsg-${role}`);
      const table = idOf(resourceGroupName, 'Microsoft.Network', 'routeTables', `rt-${owner}`);
      const rules = securityRules(network, { kind, role, operators, ...(slot !== undefined && { slot }) });
      const subnet = {
        type: net('Subnet'),
        name: `${owner}-${role}`,
        properties: {
          resourceGroupName,
          virtualNetworkName: `vnet-${owner}`,
          subnetName: name,
          addressPrefix: ranges.get(role),
          defaultOutboundAccess: false,
          privateEndpointNetworkPolicies: 'Enabled',
          ...(nsg && { networkSecurityGroup: { id: group } }),
          ...(routesThroughHub && { routeTable: { id: table } }),
        },
      };
      return nsg
        ? [
            {
              type: net('NetworkSecurityGroup'),
              name: `${owner}-nsg-${role}`,
              properties: {
                resourceGroupName,
                networkSecurityGroupName: `nsg-${role}`,
                securityRules: rules.map(plannedRule),
                tags: { ...tags, 'yosai-subnet-role': role },
              },
            },
            subnet,
          ]
        : [subnet];
    }),
  ];
}

function publicAddress(owner: string, what: string): Planned {
  return {
    type: net('PublicIPAddress'),
    name: `${owner}-${what}-address`,
    properties: {
      resourceGroupName: `rg-${owner}`,
      publicIpAddressName: `pip-${what}`,
      sku: { name: 'Standard' },
      publicIPAllocationMethod: 'Static',
    },
  };
}

function publicFrontend(owner: string, what: string, subnet: string) {
  return {
    name: 'public',
    publicIPAddress: { id: idOf(`rg-${owner}`, 'Microsoft.Network', 'publicIPAddresses', `pip-${what}`) },
    subnet: { id: subnetId(owner, subnet) },
  };
}

function hubThings(): Planned[] {
  const { network } = baseline;
  const group = { resourceGroupName: 'rg-hub', tags: tagsOf({ owner: 'hub', kind: 'hub' }) };
  const sourceAddresses = [network.addressPlan.tenantPool];
  const byName = network.outbound.map(({ id, names, services }) => {
    const isTime = services.includes('ntp');
    return isTime
      ? {
          ruleType: 'NetworkRule',
          name: id,
          sourceAddresses,
          destinationFqdns: names,
          destinationPorts: ['123'],
          ipProtocols: ['UDP'],
        }
      : {
          ruleType: 'ApplicationRule',
          name: id,
          sourceAddresses,
          targetFqdns: names,
          protocols: services.map((name) =>
            name === 'https' ? { protocolType: 'Https', port: 443 } : { protocolType: 'Http', port: 80 },
          ),
        };
  });
  const collection = (name: string, priority: number, type: string) => ({
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name,
    priority,
    action: { type: 'Allow' },
    rules: byName.filter(({ ruleType }) => ruleType === type),
  });
  return [
    publicAddress('hub', 'firewall'),
    publicAddress('hub', 'bastion'),
    {
      type: net('FirewallPolicy'),
      name: 'hub-firewall-policy',
      properties: {
        ...group,
        firewallPolicyName: 'afwp-hub',
        sku: { tier: 'Standard' },
        dnsSettings: { enableProxy: true },
      },
    },
    {
      type: net('FirewallPolicyRuleCollectionGroup'),
      name: 'hub-firewall-rules',
      properties: {
        resourceGroupName: 'rg-hub',
        firewallPolicyName: 'afwp-hub',
        ruleCollectionGroupName: 'outbound',
        priority: 100,
        ruleCollections: [
          collection('network', 100, 'NetworkRule'),
          collection('application', 200, 'ApplicationRule'),
        ],
      },
    },
    {
      type: net('AzureFirewall'),
      name: 'hub-firewall',
      properties: {
        ...group,
        azureFirewallName: 'afw-hub',
        sku: { name: 'AZFW_VNet', tier: 'Standard' },
        firewallPolicy: { id: idOf('rg-hub', 'Microsoft.Network', 'firewallPolicies', 'afwp-hub') },
        ipConfigurations: [publicFrontend('hub', 'firewall', 'AzureFirewallSubnet')],
      },
    },
    {
      type: net('BastionHost'),
      name: 'hub-bastion',
      properties: {
        ...group,
        bastionHostName: 'bas-hub',
        sku: { name: 'Standard' },
        enableTunneling: true,
        enableIpConnect: false,
        ipConfigurations: [publicFrontend('hub', 'bastion', 'AzureBastionSubnet')],
      },
    },
    ...zone('hub', tagsOf({ owner: 'hub', kind: 'hub' })),
  ];
}

function zone(owner: string, tags: object): Planned[] {
  const resourceGroupName = `rg-${owner}`;
  const privateZoneName = 'privatelink.vaultcore.azure.net';
  return [
    {
      type: 'azure-native:privatedns:PrivateZone',
      name: `${owner}-zone`,
      properties: { resourceGroupName, privateZoneName, tags },
    },
    {
      type: 'azure-native:privatedns:VirtualNetworkLink',
      name: `${owner}-zone-link`,
      properties: {
        resourceGroupName,
        privateZoneName,
        virtualNetworkLinkName: `vnet-${owner}`,
        virtualNetwork: { id: networkOf(owner) },
      },
    },
  ];
}

function tenantThings(owner: string, slot: number): Planned[] {
  const { network } = baseline;
  const tags = tagsOf({ owner, kind: 'tenant', slot });
  const group = { resourceGroupName: `rg-${owner}`, tags };
  const hubFirewall = (subnetRanges(network, 'hub').get('firewall') ?? '').replace(/\.0\/\d+$/, '.4');
  const endpoints = subnetRanges(network, 'tenant', slot).get('endpoints') ?? '';
  const vault = `kv-${owner}`;
  return [
    {
      type: net('RouteTable'),
      name: `${owner}-table`,
      properties: {
        ...group,
        routeTableName: `rt-${owner}`,
        disableBgpRoutePropagation: true,
        routes: [
          {
            name: 'default',
            addressPrefix: '0.0.0.0/0',
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: hubFirewall,
          },
        ],
      },
    },
    peering(owner, 'hub', true),
    peering('hub', owner, false),
    ...Object.entries(network.machineRoles).flatMap(([role, { subnet }]) =>
      machine(owner, role, subnet, tags),
    ),
    {
      type: 'azure-native:keyvault:Vault',
      name: `${owner}-vault`,
      properties: { resourceGroupName: `rg-${owner}`, vaultName: vault, tags },
    },
    {
      type: net('PrivateEndpoint'),
      name: `${owner}-vault-endpoint`,
      properties: {
        ...group,
        privateEndpointName: `pep-${owner}`,
        subnet: { id: subnetId(owner, 'private-endpoints') },
        ipConfigurations: [
          { privateIPAddress: endpoints.replace(/\.0\/\d+$/, '.4'), groupId: 'vault', name: 'v' },
        ],
        privateLinkServiceConnections: [
          {
            name: 'vault',
            groupIds: ['vault'],
            privateLinkServiceId: idOf(`rg-${owner}`, 'Microsoft.KeyVault', 'vaults', vault),
          },
        ],
      },
    },
    ...zone(owner, tags),
  ];
}

/** One side of a peering between two networks. */
export function peering(near: string, far: string, allowForwardedTraffic: boolean): Planned {
  return {
    type: net('VirtualNetworkPeering'),
    name: `${near}-to-${far}`,
    properties: {
      resourceGroupName: `rg-${near}`,
      virtualNetworkName: `vnet-${near}`,
      virtualNetworkPeeringName: `peer-${near}-${far}`,
      remoteVirtualNetwork: { id: networkOf(far) },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic,
    },
  };
}

function machine(owner: string, role: string, subnet: string, tags: object): Planned[] {
  const resourceGroupName = `rg-${owner}`;
  const networkInterfaceName = `nic-${owner}-${role}`;
  const id = idOf(resourceGroupName, 'Microsoft.Network', 'networkInterfaces', networkInterfaceName);
  const roleTags = { ...tags, 'yosai-machine-role': role };
  return [
    {
      type: net('NetworkInterface'),
      name: `${owner}-${role}-nic`,
      properties: {
        resourceGroupName,
        networkInterfaceName,
        ipConfigurations: [{ name: 'ip', subnet: { id: subnetId(owner, subnet) } }],
        tags: roleTags,
      },
    },
    {
      type: 'azure-native:compute:VirtualMachine',
      name: `${owner}-${role}`,
      properties: {
        resourceGroupName,
        vmName: `vm-${owner}-${role}`,
        networkProfile: { networkInterfaces: [{ id }] },
        tags: roleTags,
      },
    },
  ];
}

/** The resource of a name in a plan, to be changed. */
export function named(plan: readonly Planned[], name: string): Planned {
  const found = plan.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`the plan has no ${name}`);
  return found;
}

/** The plan file's resources of one stack. */
export function stackOf(plan: readonly Planned[], stack = 'test'): PlannedStack {
  return {
    project: 'test',
    stack,
    resources: plan.map(({ type, name, properties }) => ({
      urn: `urn:pulumi:${stack}::test::${type}::${name}`,
      type,
      name,
      inputs: properties,
    })),
  };
}
