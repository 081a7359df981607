import type { Resource } from '../resources/resource';
import { itemsOf, type Value } from '../resources/value';
import { readRange } from './address-sets';
import { type Building, found, isRemark, lastStep, together } from './building';
import type { NatGateway, Network, Peering, RouteTable, SecurityGroup, Subnet } from './model';
import { covers, meets, type NumberSet, union } from './number-set';
import { prefixLength } from './read-tables';
import type { Remark } from './remark';
import { types } from './types';

/** A network while it is being built; its lists are filled as subnets and peerings are read. */
export interface OpenNetwork extends Network {
  readonly subnets: OpenSubnet[];
  readonly peerings: Peering[];
}
export interface OpenSubnet extends Subnet {
  readonly endpoints: Subnet['endpoints'][number][];
}

/** Reads networks with the subnets in them and those that are resources beside them. */
export function readNetworks(building: Building): OpenNetwork[] {
  const { view } = building;
  const networks = view.ofType(types.network).map((resource): OpenNetwork => {
    const values = itemsOf(resource.properties.at('addressSpace.addressPrefixes'));
    if (values.length === 0) {
      building.gap(
        { urn: resource.urn, path: 'addressSpace' },
        "the network's addresses are given elsewhere",
      );
    }
    const prefixes = values.flatMap((value) => {
      const range = readRange(value.text ?? '');
      return range === undefined ? [] : [{ range, length: prefixLength(value.text?.trim() ?? '') }];
    });
    const space = building.ranges(resource, values);
    return building.keep(resource, {
      ...building.thing(resource),
      space,
      prefixes,
      subnets: [],
      peerings: [],
    });
  });
  const beside = view.ofType(types.subnet).flatMap((resource) => {
    const holder = view.holderOf(resource, types.network);
    const network = holder && (building.builtOf(holder) as OpenNetwork | undefined);
    if (network === undefined) {
      building.gap(
        { urn: resource.urn, path: '' },
        'the network that the subnet belongs to is not in the plans',
      );
      return [];
    }
    const subnet = readSubnet(building, resource, resource.properties, network);
    network.subnets.push(subnet);
    return [building.keep(resource, subnet)];
  });
  for (const resource of view.ofType(types.network)) {
    const network = building.builtOf(resource) as OpenNetwork;
    for (const place of itemsOf(resource.properties.key('subnets'))) {
      if (place.isUnknown) building.gap({ urn: resource.urn, path: place.path }, 'a subnet is not known yet');
      else addListed(building, resource, place, network, beside);
    }
    refuseRanges(building, network);
  }
  return networks;
}

function addListed(
  building: Building,
  resource: Resource,
  place: Value,
  network: OpenNetwork,
  beside: readonly Subnet[],
): void {
  const subnet = readSubnet(building, resource, place, network);
  const isTwice = beside.some((other) => other.network === network && sameName(other, subnet));
  if (isTwice) building.fault(subnet.where, 'is described by a resource of its own as well');
  else network.subnets.push(subnet);
}

function sameName(one: { readonly name: string }, other: { readonly name: string }): boolean {
  return one.name.toLowerCase() === other.name.toLowerCase();
}

/**
 * Reads a subnet. Left out, network policies of private endpoints are off, and access to the Internet by default is
 * on: newer API versions make it off, older ones on, and the model takes the more.
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy,
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access (2026-11-27)
 */
function readSubnet(building: Building, resource: Resource, place: Value, network: Network): OpenSubnet {
  const gaps = building.gaps.length;
  const thing = building.thing(resource, place, network);
  const given = together(place, 'addressPrefix', 'addressPrefixes');
  const range = building.ranges(resource, given);
  if (given.length === 0) building.gap(thing.where, "the subnet's addresses are given elsewhere");
  const policies = place.key('privateEndpointNetworkPolicies');
  if (policies.isUnknown) {
    building.gap(
      { urn: resource.urn, path: policies.path },
      'whether network policies apply is not known yet',
    );
  }
  const word = policies.text?.toLowerCase();
  const outbound = place.key('defaultOutboundAccess');
  if (outbound.isUnknown) {
    building.gap({ urn: resource.urn, path: outbound.path }, 'default outbound access is not known yet');
  }
  const services = itemsOf(place.key('serviceEndpoints')).flatMap((endpoint) => {
    const service = endpoint.key('service');
    return service.text ?? (service.isUnknown ? ['unknown'] : []);
  });
  if (services.includes('unknown')) {
    building.gap(
      { urn: resource.urn, path: place.key('serviceEndpoints').path },
      'a service endpoint is not known yet',
    );
  }
  const group = attached<SecurityGroup>(building, resource, place.key('networkSecurityGroup'), types.group);
  const table = attached<RouteTable>(building, resource, place.key('routeTable'), types.table);
  const nat = attached<NatGateway>(building, resource, place.key('natGateway'), types.natGateway);
  return {
    ...thing,
    name: place.key('subnetName').text ?? thing.name,
    network,
    range,
    group: found(group),
    table: found(table),
    natGateway: found(nat),
    defaultOutbound: outbound.boolean !== false,
    services,
    endpointPolicies: {
      group: word === 'enabled' || word === 'networksecuritygroupenabled',
      table: word === 'enabled' || word === 'routetableenabled',
    },
    endpoints: [],
    open: building.gaps.slice(gaps),
  };
}

function attached<T extends SecurityGroup | RouteTable | NatGateway>(
  building: Building,
  resource: Resource,
  place: Value,
  type: string,
): T | Remark | undefined {
  if (place.isAbsent) return undefined;
  const id = place.key('id');
  if (id.isAbsent && place.isKnown) {
    return building.gap({ urn: resource.urn, path: place.path }, 'what is attached here is named by no id');
  }
  return building.follow<T>(resource, place.isUnknown ? place : id, type);
}

/** Subnets that are not inside their network, or have addresses in common. */
function refuseRanges(building: Building, network: OpenNetwork): void {
  let taken: NumberSet = [];
  const sorted = [...network.subnets].sort((a, b) =>
    (a.range[0]?.[0] ?? 0) < (b.range[0]?.[0] ?? 0) ? -1 : 1,
  );
  for (const subnet of sorted) {
    if (!covers(network.space, subnet.range) && network.space.length > 0) {
      building.fault(subnet.where, `has addresses that are not in the network ${network.name}`);
    }
    if (meets(taken, subnet.range)) {
      building.fault(subnet.where, `has addresses that another subnet of ${network.name} has as well`);
    }
    taken = union(taken, subnet.range);
  }
}

/** Reads the peerings in networks and those beside them, and says which have no other side. */
export function readPeerings(building: Building, networks: readonly OpenNetwork[]): void {
  const { view } = building;
  for (const resource of view.ofType(types.peering)) {
    const holder = view.holderOf(resource, types.network);
    const near = holder && (building.builtOf(holder) as OpenNetwork | undefined);
    if (near === undefined) {
      building.gap({ urn: resource.urn, path: '' }, `${ownerOf(resource)} is not in the plans`);
    } else near.peerings.push(readPeering(building, resource, resource.properties, near));
  }
  for (const resource of view.ofType(types.network)) {
    const near = building.builtOf(resource) as OpenNetwork;
    for (const place of itemsOf(resource.properties.key('virtualNetworkPeerings'))) {
      near.peerings.push(readPeering(building, resource, place, near));
    }
  }
  const told = new Set<Network>();
  for (const network of networks) {
    told.add(network);
    for (const { far, where } of network.peerings) {
      if (far === undefined) continue;
      if (!far.peerings.some((other) => other.far === network)) {
        building.fault(where, `has no other side: ${far.name} has no peering to ${network.name}`);
      }
      // Said once for both sides.
      if (!told.has(far) && meets(far.space, network.space)) {
        building.fault(
          where,
          `joins networks that have addresses in common: ${network.name} and ${far.name}`,
        );
      }
    }
  }
}

/** The network that a peering of its own names, as people are told. */
function ownerOf({ properties }: Resource): string {
  const name = properties.key('virtualNetworkName').text;
  const group = properties.key('resourceGroupName').text;
  const place = group === undefined ? '' : ` in the resource group ${group}`;
  return name === undefined
    ? 'the network that the peering belongs to'
    : `the network ${name}${place}, to which the peering belongs,`;
}

/**
 * Reads one side of a peering; left out, access is on and forwarded packets are not taken.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering (2026-11-27)
 */
function readPeering(building: Building, resource: Resource, place: Value, near: Network): Peering {
  const where = { urn: resource.urn, path: place.path };
  const gaps = building.gaps.length;
  const flags = [
    'allowVirtualNetworkAccess',
    'allowForwardedTraffic',
    'useRemoteGateways',
    'peerCompleteVnets',
  ];
  const unknown = flags.map((name) => place.key(name)).find((value) => value.isUnknown);
  if (unknown !== undefined) {
    building.gap({ urn: resource.urn, path: unknown.path }, 'what the peering says is not known yet');
  }
  if (place.key('useRemoteGateways').boolean === true) {
    building.gap(
      { urn: resource.urn, path: place.key('useRemoteGateways').path },
      "the other network's gateway is not followed",
    );
  }
  if (place.key('peerCompleteVnets').boolean === false) {
    building.gap(
      { urn: resource.urn, path: place.key('peerCompleteVnets').path },
      'a peering of some subnets is taken for one of all',
    );
  }
  const unsure = building.gaps.slice(gaps);
  const remote = place.key('remoteVirtualNetwork');
  const far = building.follow<Network>(resource, remote.isUnknown ? remote : remote.key('id'), types.network);
  const forwarded = place.key('allowForwardedTraffic');
  return {
    where,
    name: place.key('virtualNetworkPeeringName').text ?? lastStep(place.key('name')) ?? resource.name,
    near,
    far: found(far),
    open: isRemark(far) ? far : undefined,
    unsure,
    access: place.key('allowVirtualNetworkAccess').boolean !== false,
    forwarded: forwarded.isUnknown || forwarded.boolean === true,
  };
}
