import type { NetworkBaseline, Subnet } from '../../../lib/baseline/types.generated';
import { types } from '../../../lib/network-model/types';
import type { Resource } from '../../../lib/resources/resource';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { isInside, type PlannedSubnet, subnetAt, subnetsNamed } from './place';

export const subnetType = types.subnet;
export const networkType = types.network;

/** Types that describe subnets: a subnet of its own, or a network with a list of them. */
export const subnetTypes: readonly string[] = [subnetType, networkType];

/** A subnet as a plan describes it, and what the address plan says of it. */
export interface DescribedSubnet {
  readonly place: Value;
  readonly name: string | undefined;
  /** The subnet of the address plan that has its addresses. */
  readonly planned: PlannedSubnet | undefined;
  /** Ranges that are not exactly the one of the address plan, and every range after the first. */
  readonly strays: readonly Value[];
  /** Ranges that are not known yet, of a subnet of which something is. */
  readonly openRanges: readonly Value[];
  /** What it may be: the subnet with its addresses, or else every one with its name; none when it is not listed. */
  readonly candidates: readonly Subnet[];
  /** Whether neither its name nor its addresses are known yet. */
  readonly isOpen: boolean;
}

/** The subnets that a resource describes; a list that is not known yet as the only item, itself unknown. */
export function subnetsOf(resource: Resource, network: NetworkBaseline): DescribedSubnet[] {
  if (resource.type === subnetType) return [describe(resource.properties, 'subnetName', network)];
  const list = resource.properties.key('subnets');
  return itemsOf(list).map((place) => describe(place, 'name', network));
}

/** Azure names a subnet of its own by `subnetName`, whatever `name` says, and one in a network's list by `name`. */
function describe(place: Value, nameKey: string, network: NetworkBaseline): DescribedSubnet {
  const called = place.key(nameKey);
  const name = called.text;
  const prefixes = [
    place.key('addressPrefix'),
    place.key('addressPrefixes'),
    ...place.key('addressPrefixes').items,
  ];
  const ranges = prefixes.flatMap((value) => (value.text === undefined ? [] : [{ value, cidr: value.text }]));
  const planned = ranges.flatMap(({ cidr }) => subnetAt(network, cidr) ?? []).at(0);
  const strays = ranges
    .filter(({ cidr }, index) => {
      const own = subnetAt(network, cidr);
      const exact = own !== undefined && isInside(cidr, own.range) && isInside(own.range, cidr);
      return !exact || index > 0;
    })
    .map(({ value }) => value);
  const isOpen =
    place.isUnknown || called.isUnknown || (name === undefined && prefixes.some((value) => value.isUnknown));
  const named = name === undefined ? [] : subnetsNamed(network, name);
  return {
    place,
    name,
    planned,
    strays,
    openRanges: place.isUnknown ? [] : prefixes.filter((value) => value.isUnknown),
    candidates: planned === undefined ? named : [planned.subnet],
    isOpen,
  };
}
