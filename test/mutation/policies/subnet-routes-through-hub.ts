import { atNetwork, goesThroughHub, nested, networkType, subnetType as of } from '../support/networks';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, leftOpen, made, other, rewritten } from '../support/rows';
import { azureId } from '../support/values';

const table = 'azure-native:network:RouteTable';
const route = 'azure-native:network:Route';
const row = { of, where: goesThroughHub };
const firewall = '10.32.0.4';
const toFirewall = (addressPrefix: string) => ({
  addressPrefix,
  nextHopType: 'VirtualAppliance',
  nextHopIpAddress: firewall,
});
const toInternet = (addressPrefix: string) => ({ name: 'out', addressPrefix, nextHopType: 'Internet' });
const everything = toFirewall('0.0.0.0/0');
const hops = [
  'Internet',
  'internet',
  'VirtualNetworkGateway',
  'VnetLocal',
  'VNetLocal',
  'Other',
  '',
  absent,
  null,
];
const appliances = [
  '10.32.0.68',
  '10.64.1.4',
  '192.0.2.1',
  '10.32.0.4/16',
  '0.0.0.0/0',
  'firewall',
  '',
  absent,
  null,
];
const beside = (
  holder: { readonly inputs: Readonly<Record<string, unknown>> },
  name: string,
  inputs: object,
) => {
  const { resourceGroupName, routeTableName } = holder.inputs;
  return made(route, name, { resourceGroupName, routeTableName, routeName: name, ...inputs });
};

export const mutants: PolicyMutants = {
  broken: [
    change({ ...row, path: 'routeTable', to: [absent, null, {}] }),
    change({ ...row, path: 'routeTable.id', to: [absent, null] }),
    leftOpen(
      change({
        ...row,
        path: 'routeTable.id',
        to: [azureId('rg-else', 'Microsoft.Network', 'routeTables', 'rt-else'), ''],
      }),
    ),
    change({ of: table, path: 'routes[].nextHopType', to: hops }),
    change({ of: table, path: 'routes[].nextHopIpAddress', to: appliances }),
    change({
      of: table,
      path: 'routes[].addressPrefix',
      to: ['0.0.0.0/1', '10.0.0.0/8', '0.0.0.0/32', '::/0', 'Internet', 'AzureCloud', '', absent],
    }),
    change({
      of: table,
      path: 'routes',
      to: [
        [],
        absent,
        // Beside the route to the firewall, one past it.
        ...[
          '0.0.0.0/1',
          '203.0.113.0/24',
          '203.0.113.7/32',
          'AzureCloud',
          'Storage.JapanEast',
          '10.64.4.0/22',
        ].map((prefix) => [everything, toInternet(prefix)]),
        // Half of the Internet only, in one or more routes.
        [toFirewall('0.0.0.0/1')],
        [toFirewall('128.0.0.0/1'), toFirewall('0.0.0.0/2')],
        [everything, { addressPrefix: '10.64.64.0/22', nextHopType: 'VnetLocal' }],
        [
          everything,
          { addressPrefix: '172.20.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.32.0.70' },
        ],
      ],
    }),
    // A route of its own leads past the firewall.
    addition(
      (world) =>
        world
          .ofType(table)
          .flatMap((holder) =>
            ['203.0.113.0/24', '0.0.0.0/1', 'AzureCloud'].map((prefix, index) =>
              beside(holder, `out-${index}-${holder.name}`, toInternet(prefix)),
            ),
          ),
      'added beside the table',
      (one, world) =>
        world
          .ofType(table)
          .filter(({ inputs }) => inputs['routeTableName'] === one.inputs['routeTableName'])
          .map(({ urn }) => urn),
    ),
    ...['addressPrefix', 'nextHopType', 'nextHopIpAddress'].map((key) =>
      leftOpen(
        addition(
          (world) =>
            world
              .ofType(table)
              .map((holder) => beside(holder, `open-${key}`, { ...everything, [key]: unknown })),
          `${key} not known yet`,
          (one, world) =>
            world
              .ofType(table)
              .filter(({ inputs }) => inputs['routeTableName'] === one.inputs['routeTableName'])
              .map(({ urn }) => urn),
        ),
      ),
    ),
    ...[absent, unknown].map((value) =>
      rewritten({
        ...row,
        path: 'subnets[].routeTable',
        value: value === absent ? 'left out' : 'not known yet',
        ...(value === unknown && { isOpen: true as const }),
        by: (subnet, world) => nested(subnet, world, { routeTable: value }),
        at: atNetwork,
      }),
    ),
    change({
      of: networkType,
      path: 'subnets',
      to: [[{ name: 'app', addressPrefix: '10.64.1.0/24' }], [{ name: 'data' }]],
    }),
    // By a range of the plan a subnet is what the plan says of it, whatever its name.
    change({ ...row, path: 'routeTable', to: [absent] }),
  ],
  harmless: [
    other({
      of: table,
      path: 'routes[].nextHopType',
      to: ['virtualappliance', 'VIRTUALAPPLIANCE', 'None', 'none'],
    }),
    other({ of: table, path: 'routes[].nextHopIpAddress', to: ['10.32.0.5', '10.32.0.62'] }),
    other({
      of: table,
      path: 'routes',
      to: [
        [toFirewall('0.0.0.0/1'), toFirewall('128.0.0.0/1')],
        [toFirewall('128.0.0.0/2'), toFirewall('192.0.0.0/2'), toFirewall('0.0.0.0/1')],
        [everything, { addressPrefix: '203.0.113.0/24', nextHopType: 'None' }],
        [everything, toFirewall('203.0.113.0/24')],
      ],
    }),
    // Routes of their own instead of a list.
    rewritten({
      of: table,
      path: 'routes',
      value: 'as resources of their own',
      by: (holder) => {
        const { routes: _routes, ...inputs } = holder.inputs;
        return { put: [{ ...holder, inputs }, beside(holder, 'everything', everything)] };
      },
    }),
    rewritten({ of, path: 'subnets', value: 'nested', by: (subnet, world) => nested(subnet, world) }),
  ],
  unbroken: [
    {
      of,
      paths: ['addressPrefix', 'addressPrefixes', 'addressPrefixes[]', 'routeTable*'],
      because:
        'the range tells which subnet it is; a stray one is for the policy about groups, and the others need no table',
    },
  ],
};
