import { subnetRequiresNsg } from '../../../policy-packs/iso27017/policies/subnet-requires-nsg';
import { describePolicy } from './support/describe-policy';
import { group, networkId, placeTags } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const id = networkId('rg-aoba', 'networkSecurityGroups', 'nsg-app');
const subnet = (properties: object, more: Partial<Shown> = {}): Shown => ({
  type: 'azure-native:network:Subnet',
  name: 'subnet',
  properties: { subnetName: 'app', addressPrefix: '10.64.1.0/24', ...properties },
  ...more,
});
const network = (subnets: unknown): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name: 'vnet',
  properties: { subnets },
});
const withGroup = (given: unknown) => ({
  networkSecurityGroup: given === undefined ? undefined : { id: given },
});
const expected = 'the network security group of the subnet';

describePolicy('subnet-requires-nsg', subnetRequiresNsg, {
  compliant: {
    'a subnet with a group': { resource: subnet(withGroup(id)) },
    'the subnet that takes none by its name': {
      resource: subnet({ subnetName: 'AzureFirewallSubnet', addressPrefix: '10.32.0.0/26' }),
    },
    'subnets in the list of a network': {
      resource: network([{ name: 'app', ...withGroup(id) }, { name: 'azurefirewallsubnet' }]),
    },
    'a group whose tags are for the subnet': { stack: [group([]), subnet(withGroup(id))] },
    'the group by an id in another spelling': { stack: [group([]), subnet(withGroup(id.toUpperCase()))] },
    'the group by what its id was made from': {
      stack: [group([]), subnet(withGroup(unknown), { madeFrom: { networkSecurityGroup: ['nsg'] } })],
    },
  },
  violated: {
    'a subnet without a group': {
      resource: subnet({}),
      says: [`subnet: networkSecurityGroup.id must be ${expected}, found nothing`],
    },
    'one in the list of a network': {
      resource: network([{ name: 'app', ...withGroup(id) }, { name: 'data' }]),
      says: [`vnet: subnets[1].networkSecurityGroup.id must be ${expected}, found nothing`],
    },
    "a subnet at the firewall's addresses, under another name": {
      resource: subnet({ subnetName: 'mine', addressPrefix: '10.32.0.0/26' }),
      says: [`subnet: networkSecurityGroup.id must be ${expected}, found nothing`],
    },
    'a subnet beside the address plan': {
      resource: subnet({ ...withGroup(id), addressPrefix: '10.200.5.0/24' }),
      says: ['subnet: addressPrefix must be the range of a planned subnet, found 10.200.5.0/24'],
    },
    'a second range beside the planned one': {
      resource: subnet({
        ...withGroup(id),
        addressPrefix: undefined,
        addressPrefixes: ['10.64.1.0/24', '10.200.6.0/24'],
      }),
      says: ['subnet: addressPrefixes[1] must be the range of a planned subnet, found 10.200.6.0/24'],
    },
    'a subnet that takes the place of several': {
      resource: subnet({ ...withGroup(id), addressPrefix: '10.64.0.0/22' }),
      says: ['subnet: addressPrefix must be the range of a planned subnet, found 10.64.0.0/22'],
    },
    'the group of another role': {
      stack: [group([], placeTags({ network: 'tenant', role: 'gateway', slot: 0 })), subnet(withGroup(id))],
      says: [
        'subnet: networkSecurityGroup.id must be the group for tenant app 0, found the group for tenant gateway 0',
      ],
    },
    "another tenant's group": {
      stack: [group([], placeTags({ network: 'tenant', role: 'app', slot: 1 })), subnet(withGroup(id))],
      says: [
        'subnet: networkSecurityGroup.id must be the group for tenant app 0, found the group for tenant app 1',
      ],
    },
    'a group without tags': {
      stack: [group([], {}), subnet(withGroup(id))],
      says: [
        'subnet: networkSecurityGroup.id must be the group for tenant app 0, found the group for no subnet',
      ],
    },
  },
  undetermined: {
    'subnets that are not known yet': {
      resource: network(unknown),
      says: [`vnet: subnets.networkSecurityGroup.id is not known before deployment, must be ${expected}`],
    },
    'a subnet without group whose name is not known yet': {
      resource: subnet({ subnetName: unknown }),
      says: [`subnet: networkSecurityGroup.id is not known before deployment, must be ${expected}`],
    },
    'a group that is not known yet': {
      stack: [subnet(withGroup(unknown))],
      says: [
        `subnet: networkSecurityGroup.id is not known before deployment, must be ${expected}, made in this stack`,
      ],
    },
    'a group that is not in the stack': {
      stack: [subnet(withGroup(id))],
      says: [
        `subnet: networkSecurityGroup.id is not known before deployment, must be ${expected}, made in this stack`,
      ],
    },
  },
  notApplicable: {
    'a network without a list of subnets': {
      resource: network(undefined),
      because: 'the network lists no subnets',
    },
    'a group': {
      resource: group([]),
      because: 'the policy is for azure-native:network:Subnet, azure-native:network:VirtualNetwork',
    },
  },
});
