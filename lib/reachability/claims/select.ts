import type { Claim, ClaimSelector } from '../../baseline/types.generated';
import type { Endpoint, Subnet } from '../../network-model/model';
import type { Start, Target } from '../arrival';
import type { Inquiry } from './inquiry';
import { ownerOf, type Place } from './places';

/** The Internet as a side of a claim. */
export const internetPlace: Place = { name: 'the Internet' };

/** Someone that a claim speaks of: where his packets begin, and what he is. */
export interface Party {
  readonly start: Start;
  readonly place: Place;
}

/** Those whom a selector means, each as a start of packets. Subnets stand for everything that stands in them. */
export function partiesOf(selector: ClaimSelector, { model, places }: Inquiry): Party[] {
  const isInternet = selector.networks.includes('internet');
  const wantsThings = selector.machines !== undefined || selector.privateEndpoints === true;
  const inside = wantsThings
    ? model.endpoints
        .filter((endpoint) => isMeant(selector, places.ofSubnet(endpoint.subnet), endpoint))
        .map((endpoint) => ({
          start: { kind: 'endpoint' as const, endpoint },
          place: { ...places.ofSubnet(endpoint.subnet), name: nameOf(endpoint) },
        }))
    : model.subnets
        .filter((subnet) => isMeant(selector, places.ofSubnet(subnet)))
        .map((subnet) => ({ start: { kind: 'subnet' as const, subnet }, place: places.ofSubnet(subnet) }));
  return [...(isInternet ? [{ start: { kind: 'internet' as const }, place: internetPlace }] : []), ...inside];
}

/** Whether a selector means what stands at a place; `endpoint` is what stands there, where that is known. */
export function isMeant(selector: ClaimSelector, place: Place, endpoint?: Endpoint): boolean {
  const { networks, subnets, exceptSubnets = [], machines, privateEndpoints } = selector;
  const { kind, role } = place;
  if (kind === undefined || !networks.includes(kind)) return false;
  if (subnets !== undefined && (role === undefined || !subnets.includes(role))) return false;
  if (role !== undefined && exceptSubnets.includes(role)) return false;
  if (privateEndpoints === true) return endpoint?.kind === 'privateEndpoint';
  if (machines === undefined) return true;
  if (endpoint?.kind !== 'interface') return false;
  // An interface whose role nobody says, or that has no machine yet, may be of any machine.
  const machineRole = endpoint.machine?.tags.machineRole ?? endpoint.tags.machineRole;
  return machineRole === undefined || machines.includes(machineRole);
}

/** Where packets arrived, as far as it is in a network: the place, and what stands there. */
export function placeOfTarget(
  target: Target,
  { places }: Inquiry,
): { readonly place: Place; readonly endpoint?: Endpoint } | undefined {
  switch (target.kind) {
    case 'subnet':
      return { place: places.ofSubnet(target.subnet) };
    case 'endpoint': {
      const { endpoint } = target;
      return { place: { ...places.ofSubnet(endpoint.subnet), name: nameOf(endpoint) }, endpoint };
    }
    default:
      return undefined;
  }
}

/** Every subnet and thing that a selector means as a destination. */
export function targetsOf(selector: ClaimSelector, { model, places }: Inquiry): (Subnet | Endpoint)[] {
  return [
    ...model.subnets.filter((subnet) => isMeant(selector, places.ofSubnet(subnet))),
    ...model.endpoints.filter((endpoint) => isMeant(selector, places.ofSubnet(endpoint.subnet), endpoint)),
  ];
}

function nameOf(endpoint: Endpoint): string {
  return endpoint.kind === 'interface' ? (endpoint.machine?.name ?? endpoint.name) : endpoint.name;
}

/** How a claim's side is told of where nothing is found. */
export function describeSelector({
  networks,
  subnets,
  exceptSubnets,
  machines,
  privateEndpoints,
}: ClaimSelector): string {
  const what =
    machines !== undefined
      ? `machine of role ${machines.join(', ')}`
      : privateEndpoints === true
        ? 'private endpoint'
        : subnets !== undefined
          ? `subnet ${subnets.join(', ')}`
          : `subnet${exceptSubnets === undefined ? '' : ` but ${exceptSubnets.join(', ')}`}`;
  return `no ${what} of the kind ${networks.join(', ')}`;
}

/** Whether there is anybody of whom a claim speaks; of pairs, one of each side, and two tenants where it needs two. */
export function meansSomebody(claim: Claim, inquiry: Inquiry): boolean {
  const { from, to, tenants, kind } = claim;
  const { endpoints, zones, networks } = inquiry.model;
  switch (kind) {
    case 'endpointTargets':
      return endpoints.some((endpoint) => endpoint.kind === 'privateEndpoint');
    case 'dnsLinks':
      return zones.length > 0;
    case 'ways':
      return networks.some(
        (network) => from !== undefined && isMeant(from, inquiry.places.ofNetwork(network)),
      );
    default: {
      const parties = from === undefined ? undefined : partiesOf(from, inquiry);
      if (parties?.length === 0) return false;
      if (to !== undefined && targetsOf(to, inquiry).length === 0) return false;
      return tenants !== 'different' || tenantsOf(parties ?? []).size > 1;
    }
  }
}

/** The tenants among parties. */
export function tenantsOf(parties: readonly Party[]): Set<string> {
  return new Set(parties.flatMap(({ place }) => (place.kind === 'tenant' ? (ownerOf(place) ?? []) : [])));
}
