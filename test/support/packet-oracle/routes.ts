import { bitsOf, isInPrefix, isPrefix, lengthOf } from './address';
import { type Inputs, textIn } from './plain';
import type { PlainHost, PlainSubnet, World } from './world';

/** Where a subnet's route sends a packet. */
export type NextHop =
  | { readonly kind: 'network'; readonly network: string }
  | { readonly kind: 'appliance'; readonly address: string }
  | { readonly kind: 'internet' }
  | { readonly kind: 'none' };

interface Candidate {
  readonly length: number;
  /** User-defined routes are preferred to Azure's own of the same length. */
  readonly rank: 0 | 1;
  readonly hop: NextHop;
}

/**
 * Ranges that Azure drops unless a network has them. A user's default route takes them away, as the example of a
 * subnet whose traffic goes to an appliance shows.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#routing-example (2026-11-27)
 */
const dropped = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/**
 * The next hop by the longest prefix; at equal length a user-defined route comes before Azure's own.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#how-azure-selects-a-route (2026-11-27)
 */
export function nextHop(world: World, subnet: PlainSubnet, destination: string): NextHop {
  const own = world.routesOf(subnet.table).flatMap((route) => userDefined(route, destination, subnet));
  const candidates = [...own, ...system(world, subnet, destination, own)];
  const [best] = candidates.sort((a, b) => b.length - a.length || b.rank - a.rank);
  return best?.hop ?? { kind: 'none' };
}

function userDefined(route: Inputs, destination: string, subnet: PlainSubnet): Candidate[] {
  const prefix = textIn(route, 'addressPrefix') ?? '';
  if (!isPrefix(prefix) || !isInPrefix(destination, prefix)) return [];
  const length = lengthOf(prefix);
  switch (textIn(route, 'nextHopType')?.toLowerCase()) {
    case 'virtualappliance':
      return [
        { length, rank: 1, hop: { kind: 'appliance', address: textIn(route, 'nextHopIpAddress') ?? '' } },
      ];
    case 'vnetlocal':
      return [{ length, rank: 1, hop: { kind: 'network', network: subnet.network } }];
    case 'internet':
      return [{ length, rank: 1, hop: { kind: 'internet' } }];
    default:
      return [{ length, rank: 1, hop: { kind: 'none' } }];
  }
}

function system(
  world: World,
  subnet: PlainSubnet,
  destination: string,
  own: readonly Candidate[],
): Candidate[] {
  const to = (prefixes: readonly string[], hop: NextHop): Candidate[] =>
    prefixes
      .filter((prefix) => isInPrefix(destination, prefix))
      .map((prefix) => ({ length: lengthOf(prefix), rank: 0, hop }));
  const near = [subnet.network, ...peersOf(world, subnet.network)];
  const endpoints = world.hosts.filter(
    (host) => host.kind === 'privateEndpoint' && isInPrefix(destination, host.address),
  );
  const hasDefault = own.some(({ length }) => length === 0);
  return [
    ...near.flatMap((network) => to(world.prefixesOf(network), { kind: 'network', network })),
    ...endpoints.flatMap((host) => toEndpoint(world, host, near, own)),
    ...(hasDefault ? [] : to(dropped, { kind: 'none' })),
    ...to(['0.0.0.0/0', '::/0'], { kind: 'internet' }),
  ];
}

/**
 * A private endpoint has a route of its own in its network and those peered with it. Where its subnet's network
 * policies count for route tables, a user-defined route that is as long as the network's own prefix replaces it.
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy (2026-11-27)
 */
function toEndpoint(
  world: World,
  host: PlainHost,
  near: readonly string[],
  own: readonly Candidate[],
): Candidate[] {
  const subnet = world.subnet(host.subnet);
  if (subnet === undefined || !near.includes(subnet.network)) return [];
  const policies = (textIn(subnet.inputs, 'privateEndpointNetworkPolicies') ?? '').toLowerCase();
  const spaces = world
    .prefixesOf(subnet.network)
    .filter((prefix) => isInPrefix(bitsOf(host.address), prefix));
  const counts = policies === 'enabled' || policies === 'routetableenabled';
  const isReplaced = counts && own.some(({ length }) => spaces.some((prefix) => length >= lengthOf(prefix)));
  return isReplaced
    ? []
    : [{ length: lengthOf(host.address), rank: 0, hop: { kind: 'network', network: subnet.network } }];
}

/** Networks to which a network is connected: with a peering on either side. */
export function peersOf(world: World, network: string): string[] {
  return world
    .peeringsOf(network)
    .map(({ remote }) => remote)
    .filter((remote) => world.peeringsOf(remote).some((other) => other.remote === network));
}
