import { parseAzureId } from '../resources/azure-id';
import type { Resource } from '../resources/resource';
import type { StackView } from '../resources/stack-view';
import { itemsOf, type Value } from '../resources/value';
import { readRange } from './address-sets';
import { type Building, found, isRemark } from './building';
import type {
  Bastion,
  DnsZone,
  Interface,
  NatGateway,
  Network,
  PrivateEndpoint,
  PublicAddress,
  SecurityGroup,
  Subnet,
  Thing,
} from './model';
import { covers, type NumberSet, union } from './number-set';
import type { OpenNetwork, OpenSubnet } from './read-networks';
import type { Remark } from './remark';
import { types } from './types';

/** Reads public addresses; one whose number only Azure knows stands on the line of addresses by its name. */
export function readPublicAddresses(building: Building): PublicAddress[] {
  return building.view.ofType(types.publicAddress).map((resource) => {
    const given = readRange(resource.properties.key('ipAddress').text ?? '');
    return building.keep(resource, {
      ...building.thing(resource),
      addresses: given ?? building.names.ofInternet(`public ${resource.urn}`),
      isKnown: given !== undefined,
      standard: /^standard/i.test(resource.properties.at('sku.name').text ?? ''),
    });
  });
}

export function readNatGateways(building: Building): NatGateway[] {
  return building.view.ofType(types.natGateway).map((resource) => {
    const ids = itemsOf(resource.properties.key('publicIpAddresses')).map((item) => item.key('id'));
    const publicAddresses = followAll<PublicAddress>(building, resource, ids, types.publicAddress);
    return building.keep(resource, { ...building.thing(resource), publicAddresses });
  });
}

function followAll<T extends Thing>(
  building: Building,
  resource: Resource,
  ids: readonly Value[],
  type: string,
): T[] {
  return ids.flatMap((id) => found(building.follow<T>(resource, id, type)) ?? []);
}

/**
 * The subnet that a property names by its id, whether it is a resource of its own or in a network's list; a gap
 * where it is not known.
 */
export function subnetOf(
  building: Building,
  resource: Resource,
  reference: Value,
): OpenSubnet | Remark | undefined {
  if (reference.isAbsent) return undefined;
  const id = reference.isUnknown ? reference : reference.key('id');
  const target = building.view.follow(resource, id, types.subnet);
  if (target.kind === 'resource') {
    const built = building.builtOf(target.resource) as OpenSubnet | undefined;
    if (built !== undefined) return built;
  }
  const parsed = parseAzureId(id.text ?? '');
  const [network, subnet] = parsed?.segments ?? [];
  const holder =
    network === undefined
      ? undefined
      : building.view.find(types.network, parsed?.resourceGroup, network.name);
  const built = holder && (building.builtOf(holder) as OpenNetwork | undefined);
  const listed = built?.subnets.find(({ name }) => name.toLowerCase() === subnet?.name);
  const what = id.isUnknown
    ? 'which subnet it names is not known yet'
    : 'the subnet that it names is not in the plans';
  return listed ?? building.gap({ urn: resource.urn, path: id.path }, what);
}

/** The addresses of something in a subnet: those that it names, or somewhere in the subnet where it names none. */
export function placeIn(
  building: Building,
  resource: Resource,
  subnet: Subnet,
  values: readonly Value[],
): { readonly addresses: NumberSet; readonly exact: boolean } {
  const known = values.filter((value) => value.isKnown && value.text !== '');
  const addresses = building.ranges(resource, known);
  for (const value of known) {
    const range = readRange(value.text ?? '');
    if (range !== undefined && !covers(subnet.range, range)) {
      building.fault(
        { urn: resource.urn, path: value.path },
        `is not an address of the subnet ${subnet.name}`,
      );
    }
  }
  const exact = known.length > 0 && known.length === values.length && addresses.length > 0;
  return exact ? { addresses, exact } : { addresses: subnet.range, exact: false };
}

/** Reads network interfaces; one with configurations in several subnets stands in each. */
export function readInterfaces(building: Building): Interface[] {
  const machines = machinesOf(building);
  return building.view.ofType(types.interface).flatMap((resource) => {
    const { properties } = resource;
    const configurations = itemsOf(properties.key('ipConfigurations'));
    const bySubnet = new Map<OpenSubnet, Value[]>();
    for (const configuration of configurations) {
      const subnet = subnetOf(building, resource, configuration.key('subnet'));
      if (subnet === undefined || isRemark(subnet)) {
        if (subnet === undefined)
          building.gap({ urn: resource.urn, path: configuration.path }, 'names no subnet');
      } else bySubnet.set(subnet, [...(bySubnet.get(subnet) ?? []), configuration]);
    }
    const groupPlace = properties.key('networkSecurityGroup');
    const group = groupPlace.isAbsent
      ? undefined
      : building.follow<SecurityGroup>(
          resource,
          groupPlace.isUnknown ? groupPlace : groupPlace.key('id'),
          types.group,
        );
    const forwarding = properties.key('enableIPForwarding');
    if (forwarding.isUnknown) building.gap({ urn: resource.urn, path: forwarding.path }, 'is not known yet');
    return [...bySubnet].map(([subnet, places]): Interface => {
      const publics = places.map((place) => place.key('publicIPAddress')).filter((value) => !value.isAbsent);
      const built: Interface = {
        ...building.thing(resource, properties, subnet),
        kind: 'interface',
        subnet,
        ...placeIn(
          building,
          resource,
          subnet,
          places.map((place) => place.key('privateIPAddress')),
        ),
        group: found(group),
        forwards: forwarding.isUnknown || forwarding.boolean === true,
        machine: machines.get(resource.urn),
        publicAddresses: followAll(building, resource, publics.map(idOf), types.publicAddress),
        open: isRemark(group) ? [group] : [],
      };
      subnet.endpoints.push(built);
      return building.keep(resource, built);
    });
  });
}

function idOf(value: Value): Value {
  return value.isUnknown ? value : value.key('id');
}

/** The machine of each interface, by the interface's URN. */
function machinesOf(building: Building): Map<string, Thing> {
  const machines = new Map<string, Thing>();
  for (const machine of building.view.ofType(types.machine)) {
    for (const item of itemsOf(machine.properties.at('networkProfile.networkInterfaces'))) {
      const target = building.view.follow(machine, idOf(item), types.interface);
      if (target.kind === 'resource') machines.set(target.resource.urn, building.thing(machine));
    }
    if (!machine.properties.at('networkProfile.networkInterfaceConfigurations').isAbsent) {
      building.gap(
        { urn: machine.urn, path: 'networkProfile' },
        'interfaces that the machine makes itself are not followed',
      );
    }
  }
  return machines;
}

/** Reads private endpoints, and the zones in which their names stand. */
export function readPrivateEndpoints(building: Building): PrivateEndpoint[] {
  const zones = zonesOf(building);
  return building.view.ofType(types.privateEndpoint).flatMap((resource): PrivateEndpoint[] => {
    const { properties } = resource;
    const subnet = subnetOf(building, resource, properties.key('subnet'));
    if (subnet === undefined || isRemark(subnet)) {
      if (subnet === undefined) building.gap({ urn: resource.urn, path: 'subnet' }, 'names no subnet');
      return [];
    }
    const connections = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap(
      (name) => itemsOf(properties.key(name)),
    );
    const [target, second] = connections.map((connection) => connection.key('privateLinkServiceId'));
    if (second !== undefined) {
      building.gap({ urn: resource.urn, path: second.path }, 'a second connection is not followed');
    }
    const addresses = itemsOf(properties.key('ipConfigurations')).map((item) => item.key('privateIPAddress'));
    const built: PrivateEndpoint = {
      ...building.thing(resource, properties, subnet),
      kind: 'privateEndpoint',
      subnet,
      ...placeIn(building, resource, subnet, addresses),
      publicAddresses: [],
      target: target?.text?.toLowerCase() ?? '',
      resource: target && targetOf(building, resource, target),
      zones: zones.get(resource.urn) ?? [],
      open: [],
    };
    subnet.endpoints.push(built);
    return [building.keep(resource, built)];
  });
}

function targetOf(building: Building, resource: Resource, reference: Value): Thing | undefined {
  const id = parseAzureId(reference.text ?? '');
  const [made] = id === undefined ? building.view.madeFrom(resource, reference) : building.view.along(id);
  return made && building.thing(made);
}

/** Reads private DNS zones with the networks that resolve them. */
export function readZones(building: Building): DnsZone[] {
  const { view } = building;
  const linked = new Map<string, Network[]>();
  for (const link of view.ofType(types.zoneLink)) {
    const zone = view.holderOf(link, types.zone);
    const network = building.follow<Network>(
      link,
      idOf(link.properties.key('virtualNetwork')),
      types.network,
    );
    if (zone === undefined || isRemark(network) || network === undefined) continue;
    linked.set(zone.urn, [...(linked.get(zone.urn) ?? []), network]);
  }
  return view
    .ofType(types.zone)
    .map((zone) => building.keep(zone, { ...building.thing(zone), networks: linked.get(zone.urn) ?? [] }));
}

function zonesOf(building: Building): Map<string, DnsZone[]> {
  const zones = new Map<string, DnsZone[]>();
  for (const group of building.view.ofType(types.zoneGroup)) {
    const endpoint = building.view.holderOf(group, types.privateEndpoint);
    if (endpoint === undefined) continue;
    const ids = itemsOf(group.properties.key('privateDnsZoneConfigs')).map((item) =>
      item.key('privateDnsZoneId'),
    );
    const named = ids.flatMap((id) => zoneAt(building.view, building, group, id) ?? []);
    zones.set(endpoint.urn, [...(zones.get(endpoint.urn) ?? []), ...named]);
  }
  return zones;
}

function zoneAt(view: StackView, building: Building, holder: Resource, id: Value): DnsZone | undefined {
  const target = view.follow(holder, id, types.zone);
  return target.kind === 'resource' ? (building.builtOf(target.resource) as DnsZone | undefined) : undefined;
}

/** Reads Bastion hosts. https://learn.microsoft.com/azure/bastion/configuration-settings (2026-11-27) */
export function readBastions(building: Building): Bastion[] {
  return building.view.ofType(types.bastion).flatMap((resource): Bastion[] => {
    const { properties } = resource;
    const configurations = itemsOf(properties.key('ipConfigurations'));
    const [subnet] = configurations.map((item) => subnetOf(building, resource, item.key('subnet')));
    if (subnet === undefined || isRemark(subnet)) {
      if (subnet === undefined)
        building.gap({ urn: resource.urn, path: '' }, 'a Bastion without a subnet is not followed');
      return [];
    }
    const publics = configurations
      .map((item) => item.key('publicIPAddress'))
      .filter((value) => !value.isAbsent);
    const isOn = (name: string) => properties.key(name).isUnknown || properties.key(name).boolean === true;
    const built: Bastion = {
      ...building.thing(resource, properties, subnet),
      kind: 'bastion',
      subnet,
      addresses: subnet.range,
      exact: false,
      publicAddresses: followAll(building, resource, publics.map(idOf), types.publicAddress),
      anyPort: isOn('enableTunneling') || isOn('enableIpConnect'),
      open: [],
    };
    subnet.endpoints.push(built);
    return [building.keep(resource, built)];
  });
}

/** Application security groups with the addresses of what is in them. */
export function membersOf(building: Building, holders: readonly (Interface | PrivateEndpoint)[]) {
  const members = new Map<string, { addresses: NumberSet; exact: boolean }>();
  for (const holder of holders) {
    const resource = building.resourceAt(holder.where.urn);
    if (resource === undefined) continue;
    const lists = [
      resource.properties.key('applicationSecurityGroups'),
      ...itemsOf(resource.properties.key('ipConfigurations')).map((item) =>
        item.key('applicationSecurityGroups'),
      ),
    ];
    for (const item of lists.flatMap(itemsOf)) {
      const target = building.view.follow(resource, idOf(item), types.applicationGroup);
      if (target.kind !== 'resource') {
        building.gap(
          { urn: resource.urn, path: item.path },
          'the application security group is not in the plans',
        );
        continue;
      }
      const known = members.get(target.resource.urn) ?? { addresses: [], exact: true };
      members.set(target.resource.urn, {
        addresses: union(known.addresses, holder.addresses),
        exact: known.exact && holder.exact,
      });
    }
  }
  return members;
}
