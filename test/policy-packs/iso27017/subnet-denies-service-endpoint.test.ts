import { subnetDeniesServiceEndpoint } from '../../../policy-packs/iso27017/policies/subnet-denies-service-endpoint';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const subnet = (properties: object) => ({
  resource: { type: 'azure-native:network:Subnet', properties: { subnetName: 'app', ...properties } },
});

describePolicy('subnet-denies-service-endpoint', subnetDeniesServiceEndpoint, {
  compliant: {
    'a subnet that says nothing': subnet({}),
    'a subnet with empty lists': subnet({ serviceEndpoints: [], delegations: [] }),
  },
  violated: {
    'a subnet that other subscriptions may use': {
      ...subnet({ sharingScope: 'Tenant' }),
      says: ['it: sharingScope must be absent, found Tenant'],
    },
    'a service endpoint': {
      ...subnet({ serviceEndpoints: [{ service: 'Microsoft.Storage' }] }),
      says: ['it: serviceEndpoints must be absent, found a list of 1'],
    },
    'a delegation and a NAT gateway in the list of a network': {
      resource: {
        type: 'azure-native:network:VirtualNetwork',
        properties: {
          subnets: [
            {
              name: 'app',
              delegations: [{ serviceName: 'Microsoft.Web/serverFarms' }],
              natGateway: { id: '/x' },
            },
          ],
        },
      },
      says: [
        'it: subnets[0].delegations must be absent, found a list of 1',
        'it: subnets[0].natGateway must be absent, found an object',
      ],
    },
  },
  undetermined: {
    'endpoints that are not known yet': {
      ...subnet({ serviceEndpoints: unknown }),
      says: ['it: serviceEndpoints is not known before deployment, must be absent'],
    },
  },
  notApplicable: {
    'a network whose subnets are beside it': {
      resource: { type: 'azure-native:network:VirtualNetwork', properties: {} },
      because: 'the network lists no subnets',
    },
  },
});
