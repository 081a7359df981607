import { tenantResourcesStayApart } from '../../../policy-packs/iso27017/policies/tenant-resources-stay-apart';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const slots: Readonly<Record<string, number>> = { aoba: 0, kita: 1 };
const of = (tenant: string) => ({
  tags: { 'yosai-tenant': tenant, 'yosai-slot': String(slots[tenant]) },
});
const azureId = (tenant: string, provider: string, ...path: string[]) =>
  ['/subscriptions/s/resourceGroups', `rg-${tenant}`, 'providers', provider, ...path].join('/');
const setOf = (tenant: string): Shown => ({
  type: 'azure-native:compute:DiskEncryptionSet',
  name: `${tenant}-des`,
  properties: { resourceGroupName: `rg-${tenant}`, diskEncryptionSetName: `des-${tenant}`, ...of(tenant) },
});
const setId = (tenant: string) => azureId(tenant, 'Microsoft.Compute', 'diskEncryptionSets', `des-${tenant}`);
const disk = (diskEncryptionSetId: unknown, more: Partial<Shown> = {}): Shown => ({
  type: 'azure-native:compute:Disk',
  name: 'disk',
  properties: { resourceGroupName: 'rg-aoba', ...of('aoba'), encryption: { diskEncryptionSetId } },
  ...more,
});
const vaultOf = (tenant: string): Shown => ({
  type: 'azure-native:keyvault:Vault',
  name: `${tenant}-vault`,
  properties: { resourceGroupName: `rg-${tenant}`, vaultName: `kv-${tenant}`, ...of(tenant) },
});
const hubNetwork: Shown = {
  type: 'azure-native:network:VirtualNetwork',
  name: 'hub',
  properties: { resourceGroupName: 'rg-hub', virtualNetworkName: 'vnet-hub', tags: {} },
};
const hubSubnet: Shown = {
  type: 'azure-native:network:Subnet',
  name: 'runner',
  properties: { resourceGroupName: 'rg-hub', virtualNetworkName: 'vnet-hub', subnetName: 'audit-runner' },
};
const hubSubnetId = networkId('rg-hub', 'virtualNetworks', 'vnet-hub', 'subnets', 'audit-runner');
const interfaceIn = (id: unknown, more: Partial<Shown> = {}): Shown => ({
  type: 'azure-native:network:NetworkInterface',
  name: 'nic',
  properties: { resourceGroupName: 'rg-aoba', ...of('aoba'), ipConfigurations: [{ subnet: { id } }] },
  ...more,
});
const sets = [setOf('aoba'), setOf('kita')];
const stack = (...resources: Shown[]) => ({ stack: [...sets, ...resources] });
const network = (prefix: string): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name: 'vnet',
  properties: {
    resourceGroupName: 'rg-aoba',
    virtualNetworkName: 'vnet-aoba',
    addressSpace: { addressPrefixes: [prefix] },
    ...of('aoba'),
  },
});

describePolicy('tenant-resources-stay-apart', tenantResourcesStayApart, {
  compliant: {
    'a disk with the own set': stack(disk(setId('aoba'))),
    'a set that is not known yet, made from the own': stack(
      disk(unknown, { madeFrom: { encryption: ['aoba-des'] } }),
    ),
    'a resource of the hub, which belongs to no tenant': stack(
      { ...setOf('hub'), properties: { ...setOf('hub').properties, tags: {} } },
      disk(setId('hub')),
    ),
    'a resource outside the stack that may be shared': {
      ...stack(disk(setId('platform'))),
      config: { sharedResources: [setId('platform')] },
    },
    'an endpoint of nobody that uses one tenant': stack({
      type: 'azure-native:network:PrivateEndpoint',
      properties: { resourceGroupName: 'rg-hub', a: setId('aoba'), b: setId('aoba'), c: setId('hub') },
    }),
    'addresses of the own slot': stack(network('10.64.0.0/22')),
    // That a tag is empty is told by the policy of tags; it is no slot, and not the first one.
    'addresses of a tenant without a slot': stack({
      ...network('10.64.4.0/22'),
      properties: {
        ...network('10.64.4.0/22').properties,
        tags: { 'yosai-tenant': 'kita', 'yosai-slot': '' },
      },
    }),
    "the whole pool, which is nobody's": stack(network('10.64.0.0/10')),
    'a peering, which another policy judges': stack({
      type: 'azure-native:network:VirtualNetworkPeering',
      properties: { resourceGroupName: 'rg-aoba', remoteVirtualNetwork: { id: setId('kita') } },
    }),
  },
  violated: {
    "an interface in a subnet of the hub, from which tenants' machines admit operators": {
      ...stack(hubNetwork, hubSubnet, interfaceIn(hubSubnetId)),
      says: [
        'nic: ipConfigurations[0].subnet.id must be a subnet of tenant aoba, found audit-runner, which is of none',
      ],
    },
    'an interface in a subnet of the hub that is outside the stack and shared': {
      ...stack(interfaceIn(hubSubnetId)),
      config: { sharedResources: [networkId('rg-hub', 'virtualNetworks', 'vnet-hub')] },
      says: [
        'nic: ipConfigurations[0].subnet.id must be a subnet of tenant aoba, found audit-runner, which is of none',
      ],
    },
    'an interface in what is made from a subnet of the hub': {
      ...stack(hubNetwork, hubSubnet, interfaceIn(unknown, { madeFrom: { ipConfigurations: ['runner'] } })),
      says: [
        'nic: ipConfigurations must be a subnet of tenant aoba, found a value made from runner, which is of none',
      ],
    },
    'an endpoint of nobody that joins two tenants': {
      ...stack({
        type: 'azure-native:network:PrivateEndpoint',
        name: 'joint',
        properties: {
          resourceGroupName: 'rg-hub',
          subnet: { id: setId('aoba') },
          service: { id: setId('kita') },
        },
      }),
      says: ['joint: service.id must be of tenant aoba, or of none, found one of tenant kita'],
    },
    'a link of nobody between what is made from one tenant and another': {
      ...stack({
        type: 'azure-native:privatedns:VirtualNetworkLink',
        name: 'joint',
        properties: { zone: setId('aoba'), network: unknown },
        madeFrom: { network: ['kita-des'] },
      }),
      says: ['joint: network must be of tenant aoba, or of none, found one of tenant kita'],
    },
    "another tenant's set": {
      ...stack(disk(setId('kita'))),
      says: ['disk: encryption.diskEncryptionSetId must be of tenant aoba, found des-kita of tenant kita'],
    },
    'the same by an id in another spelling': {
      ...stack(disk(setId('kita').toUpperCase())),
      says: ['disk: encryption.diskEncryptionSetId must be of tenant aoba, found des-kita of tenant kita'],
    },
    "a value made from another tenant's": {
      ...stack(disk(unknown, { madeFrom: { encryption: ['kita-des'] } })),
      says: ['disk: encryption must be of tenant aoba, found a value made from kita-des of tenant kita'],
    },
    "what stands in another tenant's resource group": {
      ...stack(
        {
          type: 'azure-native:resources:ResourceGroup',
          properties: { resourceGroupName: 'rg-kita', ...of('kita') },
        },
        disk(azureId('kita', 'Microsoft.Compute', 'diskEncryptionSets', 'unknown-here')),
      ),
      says: [
        'disk: encryption.diskEncryptionSetId must be of tenant aoba, found unknown-here of tenant kita',
      ],
    },
    "another tenant's vault by its address": {
      ...stack(vaultOf('kita'), {
        type: 'azure-native:network:ApplicationGateway',
        name: 'gateway',
        properties: {
          resourceGroupName: 'rg-aoba',
          ...of('aoba'),
          sslCertificates: [{ keyVaultSecretId: 'https://kv-kita.vault.azure.net/secrets/gateway' }],
        },
      }),
      says: [
        'gateway: sslCertificates[0].keyVaultSecretId must be of tenant aoba, found kv-kita of tenant kita',
      ],
    },
    "one tenant's logs in another's workspace, said by a setting without tags": {
      ...stack({
        type: 'azure-native:monitor:DiagnosticSetting',
        name: 'setting',
        properties: { name: 'workspace', resourceUri: setId('aoba'), workspaceId: setId('kita') },
      }),
      says: ['setting: workspaceId must be of tenant aoba, found des-kita of tenant kita'],
    },
    "a right on one tenant's key for another's identity": {
      ...stack({
        type: 'azure-native:authorization:RoleAssignment',
        name: 'grant',
        properties: { scope: setId('aoba'), principalId: unknown },
        madeFrom: { principalId: ['kita-des'] },
      }),
      says: ['grant: principalId must be of tenant aoba, found a value made from kita-des of tenant kita'],
    },
    "a right on one tenant's resource group for another's identity": {
      ...stack(
        {
          type: 'azure-native:resources:ResourceGroup',
          properties: { resourceGroupName: 'rg-aoba', ...of('aoba') },
        },
        {
          type: 'azure-native:authorization:RoleAssignment',
          name: 'grant',
          properties: {
            scope: '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/RG-aoba/',
            principalId: unknown,
          },
          madeFrom: { principalId: ['kita-des'] },
        },
      ),
      says: ['grant: principalId must be of tenant aoba, found a value made from kita-des of tenant kita'],
    },
    "a collection for a machine that is known by what it was made from, by another's rule": {
      ...stack({
        type: 'azure-native:monitor:DataCollectionRuleAssociation',
        name: 'association',
        properties: { resourceUri: unknown, dataCollectionRuleId: setId('kita') },
        madeFrom: { resourceUri: ['aoba-des'] },
      }),
      says: ['association: dataCollectionRuleId must be of tenant aoba, found des-kita of tenant kita'],
    },
    'an identity that is a key, as identities are': {
      ...stack(
        {
          type: 'azure-native:managedidentity:UserAssignedIdentity',
          properties: { resourceGroupName: 'rg-kita', resourceName: 'id-kita', ...of('kita') },
        },
        {
          type: 'azure-native:compute:VirtualMachine',
          name: 'machine',
          properties: {
            resourceGroupName: 'rg-aoba',
            ...of('aoba'),
            identity: {
              userAssignedIdentities: {
                [azureId('kita', 'Microsoft.ManagedIdentity', 'userAssignedIdentities', 'id-kita')]: {},
              },
            },
          },
        },
      ),
      says: [
        'machine: identity.userAssignedIdentities["/subscriptions/s/resourceGroups/rg-kita/providers/Microsoft.…"] must be of tenant aoba, found id-kita of tenant kita',
      ],
    },
    'a subnet, which has no tags, by those of its network': {
      ...stack(network('10.64.0.0/22'), {
        type: 'azure-native:network:Subnet',
        name: 'subnet',
        properties: {
          resourceGroupName: 'rg-aoba',
          virtualNetworkName: 'vnet-aoba',
          addressPrefix: '10.64.4.0/24',
          routeTable: { id: setId('kita') },
        },
      }),
      says: [
        'subnet: routeTable.id must be of tenant aoba, found des-kita of tenant kita',
        'subnet: addressPrefix must be an address of slot 0, found 10.64.4.0/24',
      ],
    },
    'addresses of another slot': {
      ...stack(network('10.64.4.0/22')),
      says: ['vnet: addressSpace.addressPrefixes[0] must be an address of slot 0, found 10.64.4.0/22'],
    },
    'more addresses than the slot has': {
      ...stack(network('10.64.0.0/21')),
      says: ['vnet: addressSpace.addressPrefixes[0] must be an address of slot 0, found 10.64.0.0/21'],
    },
  },
  undetermined: {
    'a resource that is not in the stack': {
      ...stack(disk(setId('minato'))),
      says: ['disk: encryption.diskEncryptionSetId is not known before deployment, must be of tenant aoba'],
    },
    'an id of which nothing tells what it is made from': {
      ...stack(disk(unknown)),
      says: ['disk: encryption.diskEncryptionSetId is not known before deployment, must be of tenant aoba'],
    },
  },
  notApplicable: {
    'a stack without tenants': {
      stack: [
        {
          type: 'azure-native:network:RouteTable',
          properties: { id: networkId('rg-hub', 'routeTables', 'rt') },
        },
      ],
      because: 'the stack holds nothing of a tenant',
    },
  },
});
