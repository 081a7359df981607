import { firewallRows } from '../support/contract/firewall';
import { groupRows } from '../support/contract/groups';
import {
  bastionType,
  collectionsType,
  endpointType,
  gatewayType,
  groupType,
  interfaceType,
  isDoor,
  isRouted,
  network,
  of,
  ofRules,
  peeringType,
  tableType,
} from '../support/contract/near';
import { thingRows } from '../support/contract/things';
import { wayRows } from '../support/contract/ways';
import { nested, networkType, subnetType, takesGroup } from '../support/networks';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { other, rewritten } from '../support/rows';
import { machineType } from '../support/scale-set';

/**
 * The claims of the baseline on mutants of the network. Each is judged with the whole network, so only the platform and
 * one tenant are changed (`support/contract`), and most mutants stand in one view with those of other resources.
 */
export const mutants: PolicyMutants = {
  broken: [...groupRows, ...wayRows, ...firewallRows, ...thingRows],
  harmless: [
    other({ ...of(groupType), path: ofRules('access', isDoor), to: ['Deny', 'allow'] }),
    other({ ...of(tableType), path: 'routes[].nextHopType', to: ['None', 'virtualappliance'] }),
    other({ ...of(tableType), path: 'disableBgpRoutePropagation', to: [false, absent] }),
    other({
      ...of(subnetType, takesGroup),
      path: 'networkSecurityGroup.id',
      to: (id) => [String(id).toUpperCase()],
    }),
    // Less than the baseline has.
    other({ ...of(subnetType, isRouted), path: 'routeTable', to: [absent] }),
    other({ ...of(peeringType), path: 'allowVirtualNetworkAccess', to: [false] }),
    other({ ...of(collectionsType), path: 'ruleCollections', to: [[], absent] }),
    // The addresses say the same.
    other({ ...of(networkType), path: ['tags.yosai-network', 'tags.yosai-slot'], to: [absent] }),
    rewritten({
      ...of(subnetType),
      path: 'subnets',
      value: 'nested',
      by: (one, world) => nested(one, world),
    }),
    // Security groups and routes stand behind a gateway, whatever it is told.
    other({
      ...of(gatewayType),
      path: 'backendAddressPools[].backendAddresses[].ipAddress',
      to: ['10.64.5.4', '10.32.0.68', '172.20.0.4'],
    }),
    other({ ...of(interfaceType), path: 'enableIPForwarding', to: [true] }),
  ],
  unbroken: [
    {
      of: groupType,
      paths: [
        'securityRules[].sourceApplicationSecurityGroups',
        'securityRules[].destination*',
        'securityRules[].sourcePort*',
        'securityRules[].name',
        'securityRules[].securityRuleName',
      ],
      because: 'each is tried in rules that are added, in every spelling of one or several together',
    },
    {
      paths: ['tags.*'],
      because: 'the others tell people what a finding is about, or what its own tags say before its group',
    },
    {
      of: [collectionsType, tableType],
      paths: ['ruleCollections[].rules[].name', 'routes[].name'],
      because: 'names of rules are for people',
    },
    {
      of: [interfaceType, endpointType],
      paths: ['ipConfigurations[].privateIPAddress'],
      because: 'where the address is not known, the whole subnet is judged',
    },
    {
      of: machineType,
      paths: ['networkProfile.networkInterfaces[].id'],
      because: 'an interface of no machine that is known is judged as one of every role',
    },
    { of: bastionType, paths: ['enableTunneling'], because: 'where it is not known, every port is judged' },
    {
      of: network('PublicIPAddress'),
      paths: ['ipAddress', 'sku.name'],
      because: 'an address whose number is not known is one of the Internet all the same',
    },
    {
      of: network('PrivateDnsZoneGroup'),
      paths: ['privateDnsZoneConfigs[].privateDnsZoneId'],
      because: 'a name leads to the endpoint, and whom the endpoint admits is judged there',
    },
    {
      of: tableType,
      paths: ['disableBgpRoutePropagation'],
      because: 'routes are learned from a gateway only, and one of these is reported by itself',
    },
    {
      of: gatewayType,
      paths: [
        'frontendIPConfigurations[].privateIPAddress',
        'httpListeners[].frontendIPConfiguration.id',
        'requestRoutingRules[].backend*',
        'backendSettingsCollection',
      ],
      because:
        'a listener of a frontend that is not known is judged as a public one, a rule without a pool leads nowhere',
    },
  ],
};
