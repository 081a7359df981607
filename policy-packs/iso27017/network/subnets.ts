import type { NetworkBaseline, Subnet } from '../../../lib/baseline/types.generated';
import type { Resource } from '../framework/resource';
import type { Value } from '../framework/value';
import { type PlannedSubnet, subnetAt, subnetsNamed } from './place';

export const subnetType = 'azure-native:network:Subnet';
export const networkType = 'azure-native:network:VirtualNetwork';

/** Types that describe subnets: a subnet of its own, or a network with a list of them. */
export const subnetTypes: readonly string[] = [subnetType, networkType];

/** A subnet as a plan describes it, and what the address plan says of it. */
export interface DescribedSubnet {
  readonly place: Value;
  readonly name: string | undefined;
  /** The subnet of the address plan that has its addresses. */
  readonly planned: PlannedSubnet | undefined;
  /** What it may be: the subnet with its addresses, or else every one with its name; none when it is not listed. */
  readonly candidates: readonly Subnet[];
  /** Whether neither its name nor its addresses are known yet. */
  readonly isOpen: boolean;
}

/** The subnets that a resource describes; a list that is not known yet as the only item, itself unknown. */
export function subnetsOf(resource: Resource, network: NetworkBaseline): DescribedSubnet[] {
  if (resource.type === subnetType) return [describe(resource.properties, network)];
  const list = resource.properties.key('subnets');
  return (list.isUnknown ? [list] : list.items).map((place) => describe(place, network));
}

function describe(place: Value, network: NetworkBaseline): DescribedSubnet {
  const names = [place.key('subnetName'), place.key('name')];
  const name = names.find((value) => value.text !== undefined)?.text;
  const prefixes = [
    place.key('addressPrefix'),
    place.key('addressPrefixes'),
    ...place.key('addressPrefixes').items,
  ];
  const planned = prefixes
    .flatMap(({ text }) => (text === undefined ? [] : (subnetAt(network, text) ?? [])))
    .at(0);
  const isOpen =
    place.isUnknown ||
    (name === undefined && names.some((value) => value.isUnknown)) ||
    (name === undefined && prefixes.some((value) => value.isUnknown));
  const named = name === undefined ? [] : subnetsNamed(network, name);
  return { place, name, planned, candidates: planned === undefined ? named : [planned.subnet], isOpen };
}
