import { subnetDeniesDefaultOutbound } from '../../../policy-packs/iso27017/policies/subnet-denies-default-outbound';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const subnet = (properties: object) => ({
  resource: { type: 'azure-native:network:Subnet', properties: { subnetName: 'app', ...properties } },
});
const network = (subnets: unknown) => ({
  resource: { type: 'azure-native:network/v20240501:VirtualNetwork', properties: { subnets } },
});

describePolicy('subnet-denies-default-outbound', subnetDeniesDefaultOutbound, {
  compliant: {
    'a subnet that says so': subnet({ defaultOutboundAccess: false }),
    'subnets in the list of a network': network([{ name: 'app', defaultOutboundAccess: false }]),
  },
  violated: {
    'a subnet that says nothing': {
      ...subnet({}),
      says: ['it: defaultOutboundAccess must be false, found nothing, which Azure takes as true'],
    },
    'a subnet with the access': {
      ...subnet({ defaultOutboundAccess: true }),
      says: ['it: defaultOutboundAccess must be false, found true'],
    },
    'one in the list of a network in an API version of its own': {
      ...network([{ name: 'app', defaultOutboundAccess: false }, { name: 'data' }]),
      says: ['it: subnets[1].defaultOutboundAccess must be false, said explicitly, found nothing'],
    },
  },
  undetermined: {
    'an access that is not known yet': {
      ...subnet({ defaultOutboundAccess: unknown }),
      says: ['it: defaultOutboundAccess is not known before deployment, must be false'],
    },
  },
  notApplicable: {
    'a network without a list of subnets': {
      ...network(undefined),
      because: 'the network lists no subnets',
    },
    'a route table': {
      resource: { type: 'azure-native:network:RouteTable', properties: {} },
      because: 'the policy is for azure-native:network:Subnet, azure-native:network:VirtualNetwork',
    },
  },
});
