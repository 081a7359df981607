import { gatewayLeadsToOwnSubnets } from '../../../policy-packs/iso27017/policies/gateway-leads-to-own-subnets';
import { describePolicy } from './support/describe-policy';
import { gateway } from './support/gateway';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const tags = { 'yosai-tenant': 'aoba', 'yosai-slot': '0' };
const leadingTo = (backendAddresses: unknown, more: object = { tags }) => ({
  stack: [gateway({ ...more, backendAddressPools: [{ name: 'machines', backendAddresses }] }).resource],
});
const standingIn = (
  id: unknown,
  slot: string,
  madeFrom: Shown['madeFrom'] = {},
  networkTags: unknown = { 'yosai-slot': '1' },
) => {
  const { resource } = gateway({
    tags: { 'yosai-tenant': 'aoba', 'yosai-slot': slot },
    gatewayIPConfigurations: [{ name: 'gateway', subnet: { id } }],
    backendAddressPools: [{ name: 'machines', backendAddresses: [{ ipAddress: '10.64.5.4' }] }],
  });
  const inNetwork = { resourceGroupName: 'rg-kita', virtualNetworkName: 'vnet-kita' };
  return {
    stack: [
      { ...resource, madeFrom },
      {
        type: 'azure-native:network:VirtualNetwork',
        name: 'network',
        properties: { ...inNetwork, tags: networkTags },
      },
      {
        type: 'azure-native:network:Subnet',
        name: 'subnet',
        properties: { ...inNetwork, subnetName: 'gateway' },
      },
    ],
  };
};
const subnetId = networkId('rg-kita', 'virtualNetworks', 'vnet-kita', 'subnets', 'gateway');
const first = 'gateway: backendAddressPools[0].backendAddresses[0]';
const own = 'in 10.64.0.0/24, 10.64.1.0/24, 10.64.2.0/24 or 10.64.3.0/24';
const unplaced = "in a subnet of the gateway's tenant, whose slot its tags say";

describePolicy('gateway-leads-to-own-subnets', gatewayLeadsToOwnSubnets, {
  compliant: {
    'machines of its own tenant': leadingTo([{ ipAddress: '10.64.1.4' }, { ipAddress: '10.64.3.9' }]),
    'machines of the slot in whose network it stands': standingIn(subnetId, '1'),
    'the same by what the id of its subnet was made from': standingIn(unknown, '1', {
      gatewayIPConfigurations: ['subnet'],
    }),
    'a pool that interfaces join': leadingTo(undefined),
    'no pool': { stack: [gateway({ tags }).resource] },
  },
  violated: {
    'a machine on the Internet': {
      ...leadingTo([{ ipAddress: '203.0.113.7' }]),
      says: [`${first}.ipAddress must be ${own}, found 203.0.113.7`],
    },
    'a machine of the hub, of another tenant and of the office': {
      ...leadingTo([{ ipAddress: '10.32.1.4' }, { ipAddress: '10.64.5.4' }, { ipAddress: '172.20.0.4' }]),
      says: [
        `${first}.ipAddress must be ${own}, found 10.32.1.4`,
        `gateway: backendAddressPools[0].backendAddresses[1].ipAddress must be ${own}, found 10.64.5.4`,
        `gateway: backendAddressPools[0].backendAddresses[2].ipAddress must be ${own}, found 172.20.0.4`,
      ],
    },
    'a machine of the slot that its tags say, where it stands in the network of another': {
      ...standingIn(subnetId, '2'),
      says: [
        "gateway: gatewayIPConfigurations[0].subnet.id must be in a network of slot 2, as the gateway's tags say, found one of slot 1",
        `${first}.ipAddress must be in 10.64.8.0/24, 10.64.9.0/24, 10.64.10.0/24 or 10.64.11.0/24, found 10.64.5.4`,
      ],
    },
    'a name': {
      ...leadingTo([{ fqdn: 'app.example.jp' }]),
      says: [`${first}.fqdn must be absent, as a name may lead anywhere, found app.example.jp`],
    },
  },
  undetermined: {
    'an address that is not known yet': {
      ...leadingTo([{ ipAddress: unknown }]),
      says: [`${first}.ipAddress is not known before deployment, must be ${own}`],
    },
    'the slot of the network in which it stands': {
      ...standingIn(subnetId, '1', {}, { 'yosai-slot': unknown }),
      says: [
        "gateway: gatewayIPConfigurations[0].subnet.id is not known before deployment, must be in a network of slot 1, as the gateway's tags say",
      ],
    },
    'pools that are not known yet': {
      stack: [gateway({ tags, backendAddressPools: unknown }).resource],
      says: [
        `gateway: backendAddressPools.backendAddresses.ipAddress is not known before deployment, must be ${own}`,
      ],
    },
    'a gateway of nobody knows whom': {
      ...leadingTo([{ ipAddress: '10.64.1.4' }], {}),
      says: [`${first}.ipAddress is not known before deployment, must be ${unplaced}`],
    },
  },
  notApplicable: {
    'a stack without a gateway': {
      stack: [{ type: 'azure-native:network:VirtualNetwork', properties: {} }],
      because: 'the stack has none of azure-native:network:ApplicationGateway',
    },
  },
});
