import type { PlannedResource } from '../../../../lib/resources/from-plan';
import { networkType, subnetType } from '../networks';
import { absent } from '../places';
import { addition, change, leftOpen, made, type Place, type Row, rewritten } from '../rows';
import { azureId } from '../values';
import { changed } from '../world';
import {
  anywhere,
  elsewhere,
  isNear,
  isRouted,
  isTenants,
  listOf,
  network,
  of,
  opened,
  peeringType,
  tableType,
} from './near';

/** The networks of tenants and the corporate one, of which none may be peered with a tenant's. */
const strangers = ({ world }: Place) =>
  world
    .ofType(networkType)
    .filter(({ name }) => name !== 'hub-vnet')
    .map(({ inputs }) =>
      azureId(
        String(inputs['resourceGroupName']),
        'Microsoft.Network',
        'virtualNetworks',
        String(inputs['virtualNetworkName']),
      ),
    );
const toHub = of(peeringType, ({ name }) => name.endsWith('to-hub'));
const isOfMachines = ({ inputs }: PlannedResource) => ['app', 'data'].includes(String(inputs['subnetName']));
const byAddresses = 'then its addresses say what it is, and the policy of tags asks for the tag';

/** Routes and peerings lead elsewhere, or a network is not what it says. */
export const wayRows: readonly Row[] = [
  // Routes.
  change({
    ...of(tableType),
    path: 'routes[].nextHopType',
    to: ['Internet', 'internet', 'VirtualNetworkGateway', 'VnetLocal'],
  }),
  leftOpen(change({ ...of(tableType), path: 'routes[].nextHopType', to: ['Other', '', absent, null] })),
  change({
    ...of(tableType),
    path: 'routes[].nextHopIpAddress',
    to: ['10.32.0.68', '10.64.1.4', '10.64.5.4', '192.0.2.1', '10.32.0.4/16'],
  }),
  leftOpen(
    change({ ...of(tableType), path: 'routes[].nextHopIpAddress', to: ['firewall', '', absent, null] }),
  ),
  leftOpen(change({ ...of(tableType), path: 'routes[].addressPrefix', to: ['', absent] })),
  change({
    ...of(tableType),
    path: 'routes',
    to: (routes) =>
      ['203.0.113.0/24', '0.0.0.0/1', '10.64.4.0/22', 'AzureCloud', 'Storage.JapanEast'].flatMap(
        (addressPrefix) =>
          [
            { nextHopType: 'Internet' },
            { nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.64.4.4' },
          ].map((hop) => [...listOf(routes), { name: 'more', addressPrefix, ...hop }]),
      ),
  }),
  addition((world) =>
    world
      .ofType(tableType)
      .filter(isNear)
      .flatMap(({ inputs }) =>
        ['203.0.113.0/24', '0.0.0.0/1'].map((addressPrefix, index) =>
          made(network('Route'), `more-${index}`, {
            resourceGroupName: inputs['resourceGroupName'],
            routeTableName: inputs['routeTableName'],
            addressPrefix,
            nextHopType: 'Internet',
          }),
        ),
      ),
  ),
  leftOpen(
    change({ ...of(subnetType, isRouted), path: 'routeTable.id', to: [elsewhere('routeTables', 'rt')] }),
  ),
  // Without a table nothing leaves, but by Azure's own way out.
  rewritten({
    ...of(subnetType, isOfMachines),
    path: 'defaultOutboundAccess',
    value: 'true, without a route table',
    at: anywhere,
    by: (one) => ({
      put: [changed(changed(one, ['routeTable'], absent), ['defaultOutboundAccess'], true)],
    }),
  }),
  // Past every table.
  change({
    ...of(subnetType, isOfMachines),
    path: 'serviceEndpoints',
    to: [[{ service: 'Microsoft.Storage' }], [{ service: 'Microsoft.KeyVault' }]],
    at: anywhere,
  }),
  leftOpen(change({ ...of(subnetType), path: 'natGateway', to: [{ id: elsewhere('natGateways', 'ng') }] })),
  opened(subnetType, ['addressPrefix', 'addressPrefixes', 'defaultOutboundAccess']),
  // Peerings.
  change({ ...toHub, path: 'remoteVirtualNetwork.id', to: (_before, place) => strangers(place) }),
  leftOpen(change({ ...toHub, path: 'remoteVirtualNetwork.id', to: [elsewhere('virtualNetworks', 'vnet')] })),
  leftOpen(change({ ...of(peeringType), path: 'useRemoteGateways', to: [true] })),
  leftOpen(change({ ...of(peeringType), path: 'peerCompleteVnets', to: [false] })),
  opened(peeringType, ['allowVirtualNetworkAccess', 'allowForwardedTraffic']),
  change({
    ...of(networkType, isTenants),
    path: 'virtualNetworkPeerings',
    to: (_before, place) => strangers(place).map((id) => [{ remoteVirtualNetwork: { id } }]),
  }),
  // Whose a network is, of which tags and addresses both speak.
  leftOpen(
    change({
      ...of(networkType),
      path: 'tags.yosai-network',
      to: (tag) => ['tenant', 'hub', 'corporate'].filter((kind) => kind !== tag),
      at: anywhere,
      unknown: byAddresses,
    }),
  ),
  change({
    ...of(networkType, isTenants),
    path: 'tags.yosai-tenant',
    to: ['kita', 'other', ''],
    at: anywhere,
    unknown: byAddresses,
  }),
  leftOpen(
    change({
      ...of(networkType, isTenants),
      path: 'tags.yosai-slot',
      to: ['1', '7', 'x'],
      unknown: byAddresses,
    }),
  ),
  leftOpen(
    change({
      ...of(networkType),
      path: 'addressSpace.addressPrefixes[]',
      to: ['10.64.4.0/22', '10.127.252.0/22', '192.0.2.0/24', '10.0.0.0/8'],
    }),
  ),
];
