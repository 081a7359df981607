import { gatewayLeadsToOwnSubnets } from '../../../policy-packs/iso27017/policies/gateway-leads-to-own-subnets';
import { describePolicy } from './support/describe-policy';
import { gateway } from './support/gateway';
import { unknown } from './support/pack-run';

const tags = { 'yosai-tenant': 'aoba', 'yosai-slot': '0' };
const leadingTo = (backendAddresses: unknown, more: object = { tags }) => ({
  stack: [gateway({ ...more, backendAddressPools: [{ name: 'machines', backendAddresses }] }).resource],
});
const first = 'gateway: backendAddressPools[0].backendAddresses[0]';
const own = 'in 10.64.0.0/24, 10.64.1.0/24, 10.64.2.0/24 or 10.64.3.0/24';
const unplaced = "in a subnet of the gateway's tenant, whose slot its tags say";

describePolicy('gateway-leads-to-own-subnets', gatewayLeadsToOwnSubnets, {
  compliant: {
    'machines of its own tenant': leadingTo([{ ipAddress: '10.64.1.4' }, { ipAddress: '10.64.3.9' }]),
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
