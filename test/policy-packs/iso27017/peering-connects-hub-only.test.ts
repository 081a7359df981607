import { peeringConnectsHubOnly } from '../../../policy-packs/iso27017/policies/peering-connects-hub-only';
import { describePolicy } from './support/describe-policy';
import { networkId, placeTags } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const network = (name: string, kind: string | undefined, more: object = {}): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name,
  properties: {
    resourceGroupName: `rg-${name}`,
    virtualNetworkName: `vnet-${name}`,
    tags: kind === undefined ? {} : placeTags({ network: kind }),
    ...more,
  },
});
const idOf = (name: string) => networkId(`rg-${name}`, 'virtualNetworks', `vnet-${name}`);
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
const aoba = network('aoba', 'tenant');
const kita = network('kita', 'tenant');
const hub = network('hub', 'hub');

describePolicy('peering-connects-hub-only', peeringConnectsHubOnly, {
  compliant: {
    'a tenant with the hub, both ways': {
      stack: [aoba, hub, peering('aoba', idOf('hub')), { ...peering('hub', idOf('aoba')), name: 'back' }],
    },
    'networks without tags, known by their addresses': {
      stack: [
        network('aoba', undefined, { addressSpace: { addressPrefixes: ['10.64.0.0/22'] } }),
        network('hub', undefined, { addressSpace: { addressPrefixes: ['10.32.0.0/20'] } }),
        peering('aoba', idOf('hub')),
      ],
    },
    'a hub outside the stack that the configuration names': {
      stack: [aoba, peering('aoba', idOf('hub')), { ...peering('hub', idOf('aoba')), name: 'back' }],
      config: { hubNetworks: [idOf('hub').toUpperCase()] },
    },
    'a hub by what its id was made from': {
      stack: [aoba, hub, peering('aoba', unknown, { madeFrom: { remoteVirtualNetwork: ['hub'] } })],
    },
    'the corporate network, which another policy judges': {
      stack: [aoba, network('office', 'corporate'), peering('aoba', idOf('office'))],
    },
  },
  violated: {
    'two tenants': {
      stack: [aoba, kita, peering('aoba', idOf('kita'))],
      says: ["peering: remoteVirtualNetwork.id must be the hub's virtual network, found tenant network kita"],
    },
    'two tenants, one of which a tag calls the hub': {
      stack: [
        aoba,
        network('kita', 'hub', { addressSpace: { addressPrefixes: ['10.64.4.0/22'] } }),
        peering('aoba', idOf('kita')),
      ],
      says: ["peering: remoteVirtualNetwork.id must be the hub's virtual network, found tenant network kita"],
    },
    'two tenants, in the list of a network': {
      stack: [
        network('aoba', 'tenant', {
          virtualNetworkPeerings: [{ remoteVirtualNetwork: { id: idOf('kita') } }],
        }),
        kita,
      ],
      says: [
        "aoba: virtualNetworkPeerings[0].remoteVirtualNetwork.id must be the hub's virtual network, found tenant network kita",
      ],
    },
    'two tenants, in what should be the list of a network': {
      stack: [
        network('aoba', 'tenant', { virtualNetworkPeerings: { remoteVirtualNetwork: { id: idOf('kita') } } }),
        kita,
      ],
      says: [
        "aoba: virtualNetworkPeerings.remoteVirtualNetwork.id must be the hub's virtual network, found tenant network kita",
      ],
    },
    'two hubs': {
      stack: [hub, network('hub2', 'hub'), peering('hub', idOf('hub2'))],
      says: ["peering: remoteVirtualNetwork.id must be a tenant's virtual network, found hub network hub2"],
    },
    "a network of another subscription that has the hub's name": {
      stack: [
        aoba,
        { ...hub, provider: { subscriptionId: '00000000-0000-4000-8000-000000000001' } },
        peering('aoba', idOf('hub').replace('000000000001', '000000000009')),
      ],
      says: [
        "peering: remoteVirtualNetwork.id must be the hub's virtual network, found vnet-hub, which is not in this stack",
      ],
    },
    'a network of another subscription than that of the hub which the configuration names': {
      stack: [aoba, peering('aoba', idOf('hub').replace('000000000001', '000000000009'))],
      config: { hubNetworks: [idOf('hub')] },
      says: [
        "peering: remoteVirtualNetwork.id must be the hub's virtual network, found vnet-hub, which is not in this stack",
      ],
    },
    'a network outside the stack that nobody names': {
      stack: [aoba, peering('aoba', idOf('hub'))],
      says: [
        "peering: remoteVirtualNetwork.id must be the hub's virtual network, found vnet-hub, which is not in this stack",
      ],
    },
    'a peering of a network outside the stack that nobody names': {
      stack: [aoba, peering('elsewhere', idOf('aoba'))],
      says: [
        'peering: virtualNetworkName must be a network of this stack, or of the hub as the configuration names it, found vnet-elsewhere, which is not in this stack',
      ],
    },
  },
  undetermined: {
    'a network with addresses that are not known yet, whatever its tag says': {
      stack: [
        aoba,
        network('hub', 'hub', { addressSpace: { addressPrefixes: ['10.32.0.0/20', unknown] } }),
        peering('aoba', idOf('hub')),
      ],
      says: [
        "peering: remoteVirtualNetwork.id is not known before deployment, must be the hub's virtual network",
      ],
    },
    'the list of a network, which is not known yet': {
      stack: [network('aoba', 'tenant', { virtualNetworkPeerings: unknown })],
      says: [
        "aoba: virtualNetworkPeerings.remoteVirtualNetwork.id is not known before deployment, must be the hub's virtual network",
      ],
    },
    'a network that is not known yet': {
      stack: [aoba, peering('aoba', unknown)],
      says: [
        "peering: remoteVirtualNetwork.id is not known before deployment, must be the hub's virtual network",
      ],
    },
  },
  notApplicable: {
    'a stack without networks': {
      stack: [{ type: 'azure-native:storage:StorageAccount', properties: {} }],
      because:
        'the stack has none of azure-native:network:VirtualNetworkPeering, azure-native:network:VirtualNetwork',
    },
  },
});
