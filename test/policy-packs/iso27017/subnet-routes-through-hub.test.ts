import { subnetRoutesThroughHub } from '../../../policy-packs/iso27017/policies/subnet-routes-through-hub';
import { describePolicy } from './support/describe-policy';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const id = networkId('rg-aoba', 'routeTables', 'rt-aoba');
const subnet = (properties: object = { routeTable: { id } }): Shown => ({
  type: 'azure-native:network:Subnet',
  name: 'subnet',
  properties: { subnetName: 'app', addressPrefix: '10.64.1.0/24', ...properties },
});
const toHub = (addressPrefix: string, more: object = {}) => ({
  addressPrefix,
  nextHopType: 'VirtualAppliance',
  nextHopIpAddress: '10.32.0.4',
  ...more,
});
const table = (routes: unknown): Shown => ({
  type: 'azure-native:network:RouteTable',
  name: 'table',
  properties: { resourceGroupName: 'rg-aoba', routeTableName: 'rt-aoba', routes },
});
const route = (properties: object): Shown => ({
  type: 'azure-native:network:Route',
  name: 'route',
  properties: { resourceGroupName: 'rg-aoba', routeTableName: 'rt-aoba', ...properties },
});
const hub = 'the hub firewall (10.32.0.0/26)';
const led = (routes: unknown) => ({ stack: [subnet(), table(routes)] });
const expected = 'a route table that leads to the hub';

describePolicy('subnet-routes-through-hub', subnetRoutesThroughHub, {
  compliant: {
    'a subnet with a table': { resource: subnet() },
    'a default route to the firewall': led([toHub('0.0.0.0/0')]),
    'the same in two halves': led([toHub('0.0.0.0/1'), toHub('128.0.0.0/1')]),
    'a next hop in another spelling': led([toHub('0.0.0.0/0', { nextHopType: 'virtualappliance' })]),
    'a route that drops': led([toHub('0.0.0.0/0'), { addressPrefix: '172.20.0.0/16', nextHopType: 'None' }]),
    'a route inside the own network': led([
      toHub('0.0.0.0/0'),
      { addressPrefix: '10.64.0.0/22', nextHopType: 'VnetLocal' },
    ]),
    'a default route of its own beside the table': {
      stack: [subnet(), table(undefined), route(toHub('0.0.0.0/0'))],
    },
    'a subnet in the list of a network': {
      stack: [
        {
          type: 'azure-native:network:VirtualNetwork',
          name: 'vnet',
          properties: { subnets: [{ name: 'app', addressPrefix: '10.64.1.0/24', routeTable: { id } }] },
        },
        table([toHub('0.0.0.0/0')]),
      ],
    },
  },
  violated: {
    'a subnet without a table': {
      resource: subnet({}),
      says: [`subnet: routeTable.id must be ${expected}, found nothing`],
    },
    'a table without routes': {
      ...led([]),
      says: [`table: routes must be routes for all addresses outside, to ${hub}, found nothing`],
    },
    'routes that leave a part out': {
      ...led([toHub('0.0.0.0/1')]),
      says: [`table: routes must be routes for all addresses outside, to ${hub}, found routes for some`],
    },
    'a default route to the Internet': {
      ...led([{ addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' }]),
      says: [`table: routes[0].nextHopType must be VirtualAppliance, to ${hub}, found Internet`],
    },
    'a way past the firewall for some addresses': {
      ...led([toHub('0.0.0.0/0'), { addressPrefix: '192.0.2.0/24', nextHopType: 'VirtualNetworkGateway' }]),
      says: [`table: routes[1].nextHopType must be VirtualAppliance, to ${hub}, found VirtualNetworkGateway`],
    },
    'an appliance that is not the firewall': {
      ...led([toHub('0.0.0.0/0', { nextHopIpAddress: '10.32.0.200' })]),
      says: [`table: routes[0].nextHopIpAddress must be ${hub}, found 10.32.0.200`],
    },
    'a route of its own past the firewall': {
      stack: [
        subnet(),
        table([toHub('0.0.0.0/0')]),
        route({ addressPrefix: '192.0.2.0/24', nextHopType: 'Internet' }),
      ],
      says: [`table: nextHopType must be VirtualAppliance, to ${hub}, found Internet`],
    },
  },
  undetermined: {
    'a subnet that may be one of two kinds': {
      resource: subnet({ subnetName: 'private-endpoints', addressPrefix: unknown }),
      says: [`subnet: routeTable.id is not known before deployment, must be ${expected}`],
    },
    'a table that is not in the stack': {
      stack: [subnet()],
      says: [`subnet: routeTable.id is not known before deployment, must be ${expected}, made in this stack`],
    },
    'a route of a table that is not in the stack': {
      stack: [
        {
          type: 'azure-native:network:Route',
          name: 'route',
          properties: {
            resourceGroupName: 'rg-aoba',
            routeTableName: 'rt-elsewhere',
            addressPrefix: '0.0.0.0/0',
          },
        },
      ],
      says: ['route: routeTableName is not known before deployment, must be a route table of this stack'],
    },
    'a next hop that is not known yet': {
      ...led([toHub('0.0.0.0/0', { nextHopIpAddress: unknown })]),
      says: [`table: routes[0].nextHopIpAddress is not known before deployment, must be ${hub}`],
    },
    'routes that are not known yet': {
      ...led(unknown),
      says: [`table: routes is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    "the gateway's subnet": {
      resource: subnet({ subnetName: 'gateway', addressPrefix: '10.64.0.0/24' }),
      because: 'the subnet is not sent through the hub',
    },
    'a table, before the stack is known': {
      resource: table([]),
      because: 'routes are judged with the stack',
    },
  },
});
