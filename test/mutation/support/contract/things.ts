import type { PlannedResource } from '../../../../lib/resources/from-plan';
import { absent } from '../places';
import { change, leftOpen, type Row } from '../rows';
import { machineType } from '../scale-set';
import { azureId, idsOfOtherTenants } from '../values';
import {
  anywhere,
  bastionType,
  endpointType,
  gatewayType,
  interfaceType,
  isNear,
  isTenants,
  of,
  opened,
} from './near';

const zoneType = 'azure-native:privatedns:PrivateZone';
const linkType = 'azure-native:privatedns:VirtualNetworkLink';
const targets = ['azure-native:storage:StorageAccount', 'azure-native:keyvault:Vault'];
const isTarget = (one: PlannedResource) => isNear(one) && !/flows/.test(one.name);
const byGroupTag = 'then its group says whose it is, and the policy of tags asks for the tag';

/** What stands in the networks: private endpoints and their names, machines, gateways, Bastion. */
export const thingRows: readonly Row[] = [
  // Private endpoints and names.
  change({
    ...of(endpointType),
    path: 'privateLinkServiceConnections[].privateLinkServiceId',
    to: (id, place) => idsOfOtherTenants(id, place),
  }),
  leftOpen(
    change({
      ...of(endpointType),
      path: 'privateLinkServiceConnections[].privateLinkServiceId',
      to: [azureId('rg-else', 'Microsoft.Storage', 'storageAccounts', 'stelse'), '', absent],
    }),
  ),
  leftOpen(
    change({
      ...of(endpointType),
      path: 'manualPrivateLinkServiceConnections',
      to: [
        [
          {
            privateLinkServiceId: azureId(
              'rg-dev-kita-customer',
              'Microsoft.Storage',
              'storageAccounts',
              'st',
            ),
          },
        ],
      ],
    }),
  ),
  change({ ...of(endpointType), path: 'subnet.id', to: (id, place) => idsOfOtherTenants(id, place) }),
  opened(endpointType, ['applicationSecurityGroups', 'ipConfigurations[].applicationSecurityGroups']),
  change({
    ...of(linkType),
    path: 'virtualNetwork.id',
    to: (id, place) => idsOfOtherTenants(id, place),
    at: anywhere,
  }),
  change({ ...of(zoneType), path: 'tags.yosai-tenant', to: ['kita', 'other'], unknown: byGroupTag }),
  change({
    ...of(zoneType, (one) => !isTenants(one)),
    path: 'tags.yosai-network',
    to: ['tenant', 'corporate'],
    unknown: byGroupTag,
  }),
  change({
    of: targets,
    where: isTarget,
    path: 'tags.yosai-tenant',
    to: ['kita', 'other'],
    at: anywhere,
    unknown: byGroupTag,
  }),
  change({
    of: targets,
    where: (one) => isTarget(one) && !isTenants(one),
    path: 'tags.yosai-scope',
    to: ['corporate'],
    at: anywhere,
    unknown: byGroupTag,
  }),
  // What stands in the subnets.
  opened(
    interfaceType,
    [
      'ipConfigurations[].subnet.id',
      'ipConfigurations[].publicIPAddress',
      'networkSecurityGroup',
      'enableIPForwarding',
      'applicationSecurityGroups',
      ...[
        'applicationSecurityGroups',
        'applicationGatewayBackendAddressPools',
        'loadBalancerBackendAddressPools',
        'loadBalancerInboundNatRules',
      ].map((key) => `ipConfigurations[].${key}`),
    ],
    anywhere,
  ),
  leftOpen(
    change({
      ...of(machineType),
      path: 'networkProfile.networkInterfaceConfigurations',
      to: [[{ name: 'nic' }]],
    }),
  ),
  opened(bastionType, ['ipConfigurations[].subnet.id', 'ipConfigurations[].publicIPAddress.id']),
  opened(
    gatewayType,
    [
      'gatewayIPConfigurations[].subnet.id',
      'privateLinkConfigurations',
      'frontendIPConfigurations[].publicIPAddress.id',
      'frontendIPConfigurations[].name',
      'frontendPorts[].port',
      'frontendPorts[].name',
      'urlPathMaps',
      'backendAddressPools[].name',
      'backendAddressPools[].backendAddresses[].ipAddress',
      'backendAddressPools[].backendAddresses[].fqdn',
      'backendHttpSettingsCollection[].name',
      'backendHttpSettingsCollection[].port',
      'requestRoutingRules[].httpListener.id',
      'requestRoutingRules[].urlPathMap',
      'routingRules',
      'httpListeners[].name',
      'httpListeners[].frontendPort.id',
      'listeners',
    ],
    anywhere,
  ),
];
