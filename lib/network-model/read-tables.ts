import type { Resource } from '../resources/resource';
import { show } from '../resources/show';
import { itemsOf, type Value } from '../resources/value';
import { readRange } from './address-sets';
import { type Building, readerOf } from './building';
import type { NextHop, Route, RouteTable } from './model';
import type { Remark } from './remark';
import { types } from './types';

/** https://learn.microsoft.com/rest/api/virtualnetwork/routes/create-or-update#routenexthoptype (2026-11-27) */
const hops: Readonly<Record<string, NextHop>> = {
  virtualappliance: 'appliance',
  none: 'none',
  vnetlocal: 'local',
  internet: 'internet',
  virtualnetworkgateway: 'gateway',
};

/** Reads every route table with the routes in it and those that are resources beside it. */
export function readTables(building: Building): RouteTable[] {
  const { view } = building;
  const beside = new Map<Resource, Resource[]>();
  for (const route of view.ofType(types.route)) {
    const holder = view.holderOf(route, types.table);
    if (holder === undefined) {
      building.gap({ urn: route.urn, path: '' }, 'the table that the route belongs to is not in the plans');
    } else beside.set(holder, [...(beside.get(holder) ?? []), route]);
  }
  return view.ofType(types.table).map((resource) => {
    const list = resource.properties.key('routes');
    const places = [
      ...itemsOf(list).map((place) => ({ resource, place })),
      ...(beside.get(resource) ?? []).map((route) => ({ resource: route, place: route.properties })),
    ];
    const read = places.map(({ resource: holder, place }) => readRoute(building, holder, place));
    const routes = read.filter((route): route is Route => !('what' in route));
    refuseTwice(building, routes);
    const learning = resource.properties.key('disableBgpRoutePropagation');
    return building.keep(resource, {
      ...building.thing(resource),
      routes,
      learns: learning.boolean !== true,
      open: read.find((route): route is Remark => 'what' in route),
    });
  });
}

function readRoute(building: Building, resource: Resource, place: Value): Route | Remark {
  const where = { urn: resource.urn, path: place.path };
  const [prefix, hop, address] = ['addressPrefix', 'nextHopType', 'nextHopIpAddress'].map((name) =>
    place.key(name),
  ) as [Value, Value, Value];
  const unknown = [place, prefix, hop].find((value) => value.isUnknown);
  if (unknown !== undefined) {
    return building.gap({ urn: resource.urn, path: unknown.path }, 'what the route says is not known yet');
  }
  const next = hops[hop.text?.trim().toLowerCase() ?? ''];
  if (next === undefined) {
    return building.fault(
      { urn: resource.urn, path: hop.path },
      `must be a type of next hop such as VirtualAppliance, found ${show(hop)}`,
    );
  }
  const text = prefix.text?.trim() ?? '';
  const range = readRange(text) ?? readerOf(building).tryRead(text);
  if (range === undefined) {
    return building.fault(
      { urn: resource.urn, path: prefix.path },
      `must be a range of addresses or a service tag, found ${show(prefix)}`,
    );
  }
  // A tag comes after every range but the default route's: a route by range is preferred to one by tag.
  const length = readRange(text) === undefined ? 1 : prefixLength(text);
  const name = place.key('name').text ?? place.key('routeName').text ?? 'the route';
  if (next !== 'appliance')
    return { where, name, prefix: range, prefixLength: length, hop: next, address: undefined };
  const to = address.isKnown ? readRange(address.text ?? '') : undefined;
  const addressWhere = { urn: resource.urn, path: address.path };
  if (address.isUnknown) building.gap(addressWhere, "the appliance's address is not known yet");
  else if (to === undefined) building.fault(addressWhere, `must be an address, found ${show(address)}`);
  return { where, name, prefix: range, prefixLength: length, hop: next, address: to };
}

/** The length of the prefix, which decides between routes: 0 to 32 for IPv4, 0 to 128 for IPv6. */
export function prefixLength(text: string): number {
  const [address = '', length] = text.split('/');
  if (length !== undefined) return Number(length);
  return address.includes(':') ? 128 : 32;
}

function refuseTwice(building: Building, routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { prefix, prefixLength: length, where } of routes) {
    const key = `${String(prefix)} ${length}`;
    if (seen.has(key)) building.fault(where, 'has the prefix of another route of the table');
    seen.add(key);
  }
}
