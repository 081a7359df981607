import { bitsOf, isInPrefix, isPrefix } from './address';
import { isPort, isProtocol, type Packet } from './packet';
import { allTexts, type Inputs, isSaid, partsIn, plainId, textIn } from './plain';
import type { PlainSubnet, Spot, World } from './world';

/** What a group says of a packet, and by which rule: a place in the plan, or the name of one of Azure's own. */
export interface GroupAnswer {
  readonly allows: boolean;
  readonly by: Spot | string;
}

/** What is not of the Internet: RFC 6890 and, for IPv6, RFC 4193 and RFC 4291; and Azure's virtual host. */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '168.63.129.16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];
const virtualHost = '168.63.129.16';

export const isPublic = (address: string): boolean =>
  !notPublic.some((prefix) => isInPrefix(address, prefix));

/**
 * Asks the rules of a group one after the other, the lowest priority first, then those that every group has.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-27)
 */
export function askGroup(
  world: World,
  group: string,
  direction: 'Inbound' | 'Outbound',
  packet: Packet,
  subnet: PlainSubnet,
): GroupAnswer {
  const rules = world
    .rulesOf(group)
    .filter(({ inputs }) => textIn(inputs, 'direction')?.toLowerCase() === direction.toLowerCase())
    .sort((a, b) => Number(textIn(a.inputs, 'priority')) - Number(textIn(b.inputs, 'priority')));
  for (const { inputs, spot } of rules) {
    if (matches(world, inputs, packet, subnet)) {
      return { allows: textIn(inputs, 'access')?.toLowerCase() === 'allow', by: spot };
    }
  }
  const isOfNetwork = [packet.source, packet.destination].every((address) =>
    isOfVirtualNetwork(world, address, subnet),
  );
  if (isOfNetwork) return { allows: true, by: 'AllowVnet' };
  if (direction === 'Inbound' && isInPrefix(packet.source, virtualHost)) {
    return { allows: true, by: 'AllowAzureLoadBalancer' };
  }
  if (direction === 'Outbound' && isPublic(packet.destination)) return { allows: true, by: 'AllowInternet' };
  return { allows: false, by: 'DenyAll' };
}

function matches(world: World, rule: Inputs, packet: Packet, subnet: PlainSubnet): boolean {
  const ports = (one: string, many: string) => {
    const texts = allTexts(rule, one, many);
    return texts.length === 0 ? ['*'] : texts;
  };
  return (
    isProtocol(packet.protocol, textIn(rule, 'protocol') ?? '*') &&
    ports('sourcePortRange', 'sourcePortRanges').some((text) => isPort(packet.sourcePort, text)) &&
    ports('destinationPortRange', 'destinationPortRanges').some((text) => isPort(packet.port, text)) &&
    isOnSide(world, rule, 'source', packet.source, subnet) &&
    isOnSide(world, rule, 'destination', packet.destination, subnet)
  );
}

function isOnSide(
  world: World,
  rule: Inputs,
  side: 'source' | 'destination',
  address: string,
  subnet: PlainSubnet,
): boolean {
  const prefixes = allTexts(rule, `${side}AddressPrefix`, `${side}AddressPrefixes`);
  const groups = partsIn(rule, `${side}ApplicationSecurityGroups`).map((item) => textIn(item, 'id') ?? '');
  if (prefixes.length === 0 && groups.length === 0) return true;
  return (
    prefixes.some((prefix) => isOfPrefix(world, prefix, address, subnet)) ||
    groups.some((group) => isMember(world, plainId(group), address))
  );
}

function isOfPrefix(world: World, text: string, address: string, subnet: PlainSubnet): boolean {
  const word = text.trim().toLowerCase();
  if (isPrefix(word)) return isInPrefix(address, word);
  switch (word) {
    case '*':
    case 'any':
      return true;
    case 'internet':
      return isPublic(address);
    case 'azureloadbalancer':
      return isInPrefix(address, virtualHost);
    case 'virtualnetwork':
      return isOfVirtualNetwork(world, address, subnet);
    default:
      throw new Error(`what addresses ${text} stands for is not known here`);
  }
}

/**
 * The tag VirtualNetwork: the network's own addresses, those of networks peered with access, the virtual host, and
 * the prefixes of the user-defined routes of the subnet.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags (2026-11-27)
 */
function isOfVirtualNetwork(world: World, address: string, subnet: PlainSubnet): boolean {
  const peered = world
    .peeringsOf(subnet.network)
    .filter(({ inputs }) => isSaid(inputs, 'allowVirtualNetworkAccess') !== false)
    .filter(({ remote }) => world.peeringsOf(remote).some((other) => other.remote === subnet.network))
    .flatMap(({ remote }) => world.prefixesOf(remote));
  const routed = world
    .routesOf(subnet.table)
    .flatMap((route) => textIn(route, 'addressPrefix') ?? [])
    .filter(isPrefix);
  return [...world.prefixesOf(subnet.network), ...peered, ...routed, virtualHost].some((prefix) =>
    isInPrefix(address, prefix),
  );
}

/** Azure asks for the interfaces of a group, wherever in the network they stand. */
function isMember(world: World, group: string, address: string): boolean {
  return world.hosts.some(
    (host) => host.applicationGroups.includes(group) && bitsOf(host.address) === address,
  );
}
