import type { StackView } from '../resources/stack-view';
import { AddressReader } from './address-sets';
import { Building, type ModelOptions } from './building';
import type { ApplicationGroup, Interface, NetworkModel, PrivateEndpoint } from './model';
import { type NumberSet, union } from './number-set';
import { readBalancers } from './read-balancers';
import {
  membersOf,
  readBastions,
  readInterfaces,
  readNatGateways,
  readPrivateEndpoints,
  readPublicAddresses,
  readZones,
} from './read-endpoints';
import { readFirewalls } from './read-firewall';
import { readGateways } from './read-gateways';
import { applicationGroupOf, readApplicationGroups, readGroups } from './read-groups';
import { readNetworks, readPeerings } from './read-networks';
import { readTables } from './read-tables';
import { refuseAddresses } from './refuse-addresses';
import { noteUnmodelled } from './unmodelled';

/**
 * Makes the network of what the resources of one or more plans say. References lead from one plan to another. Whatever
 * is not known or not followed is one of `gaps`, whatever Azure would refuse one of `faults`, each with its place;
 * nothing throws for bad input.
 */
export function buildNetworkModel(view: StackView, options: ModelOptions = {}): NetworkModel {
  const building = new Building(view, options);
  const publicAddresses = readPublicAddresses(building);
  readNatGateways(building);
  const empty = readApplicationGroups(building);
  const groups = readGroups(building);
  const tables = readTables(building);
  const networks = readNetworks(building);
  readPeerings(building, networks);
  const zones = readZones(building);
  const interfaces = readInterfaces(building);
  const privateEndpoints = readPrivateEndpoints(building);
  const endpoints = [
    ...interfaces,
    ...privateEndpoints,
    ...readFirewalls(building),
    ...readGateways(building),
    ...readBastions(building),
  ];
  const subnets = networks.flatMap((network) => network.subnets);
  refuseAddresses(building, subnets);
  noteUnmodelled(building);
  const applicationGroups = withMembers(building, empty, [...interfaces, ...privateEndpoints]);
  const byId = idsOf(building, groups, applicationGroups);
  return {
    networks,
    subnets,
    endpoints,
    loadBalancers: readBalancers(building, interfaces),
    groups,
    applicationGroups,
    tables,
    publicAddresses,
    zones,
    gaps: building.gaps,
    faults: building.faults,
    names: building.names,
    reader: (virtualNetwork?: NumberSet) =>
      new AddressReader({
        names: building.names,
        applicationGroups: byId,
        ...(virtualNetwork && { virtualNetwork }),
        ...(options.serviceTags && { serviceTags: options.serviceTags }),
      }),
  };
}

function withMembers(
  building: Building,
  groups: readonly ApplicationGroup[],
  holders: readonly (Interface | PrivateEndpoint)[],
): ApplicationGroup[] {
  const members = membersOf(building, holders);
  return groups.map((group) => {
    const known = members.get(group.where.urn);
    return { ...group, members: union(known?.addresses ?? []), exact: known?.exact ?? true };
  });
}

/** The addresses of application security groups by the ids that rules write. */
function idsOf(
  building: Building,
  groups: NetworkModel['groups'],
  applicationGroups: readonly ApplicationGroup[],
): ReadonlyMap<string, NumberSet> {
  const byUrn = new Map(applicationGroups.map((group) => [group.where.urn, group]));
  const byId = new Map<string, NumberSet>();
  for (const { inbound, outbound } of groups) {
    for (const { texts } of [...inbound, ...outbound]) {
      for (const id of [...texts.sources, ...texts.destinations]) {
        if (!id.startsWith('/')) continue;
        const resource = applicationGroupOf(building, id);
        const members = resource && byUrn.get(resource.urn)?.members;
        if (members !== undefined) byId.set(id.trim().toLowerCase(), members);
      }
    }
  }
  return byId;
}
