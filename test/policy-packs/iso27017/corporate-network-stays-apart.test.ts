import { corporateNetworkStaysApart } from '../../../policy-packs/iso27017/policies/corporate-network-stays-apart';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const side = (scope: string) => ({ tags: { 'yosai-scope': scope } });
const network = (name: string, scope: string, prefix?: string): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name,
  properties: {
    resourceGroupName: `rg-${name}`,
    virtualNetworkName: `vnet-${name}`,
    ...(prefix && { addressSpace: { addressPrefixes: [prefix] } }),
    ...side(scope),
  },
});
const office = network('office', 'corporate', '172.20.0.0/16');
const aoba = network('aoba', 'cloud-service', '10.64.0.0/22');
const idOf = (name: string) => networkId(`rg-${name}`, 'virtualNetworks', `vnet-${name}`);
const stack = (...resources: Shown[]) => ({ stack: [office, aoba, ...resources] });
const peering = (from: string, to: unknown, more: Partial<Shown> = {}): Shown => ({
  type: 'azure-native:network:VirtualNetworkPeering',
  name: 'peering',
  properties: {
    resourceGroupName: `rg-${from}`,
    virtualNetworkName: `vnet-${from}`,
    remoteVirtualNetwork: { id: to },
  },
  ...more,
});
const resource = (type: string, name: string, scope: string, properties: object): Shown => ({
  type: `azure-native:${type}`,
  name,
  properties: { resourceGroupName: `rg-${name}`, ...side(scope), ...properties },
});

describePolicy('corporate-network-stays-apart', corporateNetworkStaysApart, {
  compliant: {
    'two networks with nothing between them': stack(),
    'references within one side': stack(
      resource('network:PrivateEndpoint', 'endpoint', 'cloud-service', {
        subnet: { id: `${idOf('aoba')}/subnets/private-endpoints` },
      }),
    ),
    'a route for corporate addresses that drops': stack(
      resource('network:RouteTable', 'table', 'cloud-service', {
        routes: [{ addressPrefix: '172.20.0.0/16', nextHopType: 'None' }],
      }),
    ),
  },
  violated: {
    'a peering from the service': {
      ...stack(peering('aoba', idOf('office'))),
      says: [
        'peering: remoteVirtualNetwork.id must be of scope cloud-service, found vnet-office of scope corporate',
      ],
    },
    'a peering from the office': {
      ...stack(peering('office', idOf('aoba').toLowerCase())),
      says: [
        'peering: remoteVirtualNetwork.id must be of scope corporate, found vnet-aoba of scope cloud-service',
      ],
    },
    'a peering by a value made from the other network': {
      ...stack(peering('aoba', unknown, { madeFrom: { remoteVirtualNetwork: ['office'] } })),
      says: [
        'peering: remoteVirtualNetwork must be of scope cloud-service, found a value made from office of scope corporate',
      ],
    },
    'a name zone linked to the office': {
      ...stack(
        resource('privatedns:VirtualNetworkLink', 'link', 'cloud-service', {
          virtualNetwork: { id: idOf('office') },
        }),
      ),
      says: ['link: virtualNetwork.id must be of scope cloud-service, found vnet-office of scope corporate'],
    },
    'an endpoint in the office to the service': {
      ...stack(
        resource('keyvault:Vault', 'vault', 'cloud-service', { vaultName: 'kv-aoba' }),
        resource('network:PrivateEndpoint', 'endpoint', 'corporate', {
          privateLinkServiceConnections: [
            {
              privateLinkServiceId:
                '/subscriptions/s/resourceGroups/rg-vault/providers/Microsoft.KeyVault/vaults/kv-aoba',
            },
          ],
        }),
      ),
      says: [
        'endpoint: privateLinkServiceConnections[0].privateLinkServiceId must be of scope corporate, found kv-aoba of scope cloud-service',
      ],
    },
    'a route to an address of the office': {
      ...stack(
        resource('network:RouteTable', 'table', 'cloud-service', {
          routes: [{ addressPrefix: '0.0.0.0/0', nextHopIpAddress: '172.20.0.4' }],
        }),
      ),
      says: ['table: routes[0].nextHopIpAddress must be an address of scope cloud-service, found 172.20.0.4'],
    },
    "a corporate network with the service's addresses": {
      stack: [network('office', 'corporate', '10.64.0.0/16')],
      says: [
        'office: addressSpace.addressPrefixes[0] must be an address of scope corporate, found 10.64.0.0/16',
      ],
    },
  },
  undetermined: {
    'a peering of which nothing tells where it leads': {
      ...stack(peering('aoba', unknown)),
      says: [
        'peering: remoteVirtualNetwork.id is not known before deployment, must be of scope cloud-service',
      ],
    },
  },
  notApplicable: {
    'a stack that holds nothing of the corporate network': {
      stack: [aoba],
      because: 'the stack holds nothing of the corporate network',
    },
  },
});
