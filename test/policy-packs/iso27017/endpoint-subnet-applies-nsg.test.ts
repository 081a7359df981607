import { endpointSubnetAppliesNsg } from '../../../policy-packs/iso27017/policies/endpoint-subnet-applies-nsg';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const subnet = (subnetName: string, policies: unknown, addressPrefix?: string): Shown => ({
  type: 'azure-native:network:Subnet',
  name: subnetName,
  properties: {
    resourceGroupName: 'rg-aoba',
    subnetName,
    privateEndpointNetworkPolicies: policies,
    ...(addressPrefix && { addressPrefix }),
  },
});
const endpoint: Shown = {
  type: 'azure-native:network:PrivateEndpoint',
  name: 'endpoint',
  properties: {
    subnet: { id: networkId('rg-aoba', 'virtualNetworks', 'vnet', 'subnets', 'app') },
  },
};
const expected = 'Enabled or NetworkSecurityGroupEnabled';

describePolicy('endpoint-subnet-applies-nsg', endpointSubnetAppliesNsg, {
  compliant: {
    'all network policies': { resource: subnet('private-endpoints', 'Enabled') },
    'those of security groups': { resource: subnet('private-endpoints', 'NetworkSecurityGroupEnabled') },
    'an endpoint in another subnet that applies them': {
      stack: [endpoint, subnet('app', 'Enabled', '10.64.1.0/24')],
    },
  },
  violated: {
    'a subnet that says nothing': {
      resource: subnet('private-endpoints', undefined),
      says: [
        `private-endpoints: privateEndpointNetworkPolicies must be ${expected}, found nothing, which Azure takes as Disabled`,
      ],
    },
    'a subnet that switches them off, known by its addresses': {
      resource: subnet('mine', 'Disabled', '10.64.3.0/24'),
      says: [`mine: privateEndpointNetworkPolicies must be ${expected}, found Disabled`],
    },
    'a subnet that the baseline does not list': {
      resource: subnet('mine', 'RouteTableEnabled'),
      says: [`mine: privateEndpointNetworkPolicies must be ${expected}, found RouteTableEnabled`],
    },
    'an endpoint in another subnet that does not apply them': {
      stack: [endpoint, subnet('app', 'Disabled', '10.64.1.0/24')],
      says: [`app: privateEndpointNetworkPolicies must be ${expected}, found Disabled`],
    },
  },
  undetermined: {
    'policies that are not known yet': {
      resource: subnet('private-endpoints', unknown),
      says: [
        `private-endpoints: privateEndpointNetworkPolicies is not known before deployment, must be ${expected}`,
      ],
    },
  },
  notApplicable: {
    'a subnet for machines': {
      resource: subnet('app', 'Disabled', '10.64.1.0/24'),
      because: 'the subnet is not for private endpoints',
    },
    'an endpoint, before the stack is known': {
      resource: endpoint,
      because: 'an endpoint is judged with the stack',
    },
  },
});
