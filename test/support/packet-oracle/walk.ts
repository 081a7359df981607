import { bitsOf, isInPrefix } from './address';
import { firewallAllows, translated } from './firewall';
import { askGroup, isPublic } from './groups';
import type { Packet } from './packet';
import { idIn, isSaid, textIn } from './plain';
import { nextHop, peersOf } from './routes';
import { hasDefaultOutbound, type PlainHost, type PlainSubnet, type Spot, type World } from './world';

/** Where a packet gets to: the thing at its address, a subnet where nothing is known to have it, or the Internet. */
export type Place =
  | { readonly kind: 'host'; readonly id: string }
  | { readonly kind: 'subnet'; readonly id: string }
  | { readonly kind: 'internet' };

/** One packet's way: where it gets to or why it does not, and the rules of the plan that decided on the way. */
export interface Walk {
  readonly arrives: Place | undefined;
  readonly why: string;
  readonly rules: readonly Spot[];
}

/** From where a packet is sent. */
export type Sender = { readonly host: PlainHost } | { readonly subnet: PlainSubnet } | 'internet';

/** Why a packet ends that a route sends to an address where the plan has nothing. */
export const nothingForwards = 'nothing forwards at the next hop';
/** Why a packet ends that a route sends to the Internet from what has no public address to leave by. */
export const noWayOut = 'there is no way out';

/** Follows one packet through the plan as Azure documents it. */
export function walk(world: World, from: Sender, packet: Packet): Walk {
  return new Walker(world).begin(from, packet);
}

class Walker {
  readonly #rules: Spot[] = [];

  constructor(private readonly world: World) {}

  begin(from: Sender, packet: Packet): Walk {
    if (from === 'internet') return this.#fromInternet(packet);
    const host = 'host' in from ? from.host : undefined;
    const subnet = 'host' in from ? this.world.subnet(from.host.subnet) : from.subnet;
    if (subnet === undefined) return this.#ends('the sender stands in no subnet');
    // Out: the interface's group is asked first, then the subnet's.
    for (const group of [host?.group ?? '', subnet.group]) {
      if (group !== '' && !this.#passes(group, 'Outbound', packet, subnet)) {
        return this.#ends('a security group keeps it in');
      }
    }
    return this.#route(subnet, packet, { origin: subnet.network, host });
  }

  /** `origin` is the network in which the packet began; a firewall that translates begins anew. */
  #route(
    subnet: PlainSubnet,
    packet: Packet,
    { origin, host }: { readonly origin: string; readonly host: PlainHost | undefined },
  ): Walk {
    const hop = nextHop(this.world, subnet, packet.destination);
    switch (hop.kind) {
      case 'network':
        return this.#crosses(subnet.network, hop.network, origin)
          ? this.#deliver(hop.network, packet)
          : this.#ends('the peering takes no forwarded packets');
      case 'appliance':
        return this.#toAppliance(hop.address, subnet, packet, origin);
      case 'internet':
        return this.#toInternet(subnet, packet, host);
      default:
        return this.#ends('a route drops it');
    }
  }

  /** Packets that began elsewhere than in the near network cross only where the far one takes forwarded ones. */
  #crosses(near: string, far: string, origin: string): boolean {
    if (near === far || origin === near) return true;
    return this.world
      .peeringsOf(far)
      .some(({ inputs, remote }) => remote === near && isSaid(inputs, 'allowForwardedTraffic') === true);
  }

  #toAppliance(address: string, from: PlainSubnet, packet: Packet, origin: string): Walk {
    const firewall = this.world.hosts.find((host) => host.kind === 'firewall' && host.address === address);
    const subnet = firewall && this.world.subnet(firewall.subnet);
    if (firewall === undefined || subnet === undefined) return this.#ends(nothingForwards);
    if (subnet.id === from.id) return this.#ends('the firewall is its own next hop');
    const near = [from.network, ...peersOf(this.world, from.network)];
    if (!near.includes(subnet.network)) return this.#ends('the next hop is not in reach');
    if (isInPrefix(packet.destination, firewall.address)) return this.#at({ kind: 'host', id: firewall.id });
    if (!firewallAllows(this.world, firewall, packet)) return this.#ends('the firewall drops it');
    return this.#route(subnet, packet, { origin, host: firewall });
  }

  #toInternet(subnet: PlainSubnet, packet: Packet, host: PlainHost | undefined): Walk {
    if (!isPublic(packet.destination)) return this.#ends('a private address is not of the Internet');
    const hasOwn = (host?.publicAddresses ?? []).length > 0;
    // NAT gateways of the standard kind translate IPv4 only.
    const hasNat = idIn(subnet.inputs, 'natGateway') !== '' && packet.destination.length === 32;
    const isOut = host?.kind === 'firewall' || hasOwn || hasNat || hasDefaultOutbound(subnet);
    return isOut ? this.#at({ kind: 'internet' }) : this.#ends(noWayOut);
  }

  #fromInternet(packet: Packet): Walk {
    const host = this.world.hosts.find(({ publicAddresses }) =>
      publicAddresses.some((id) => {
        const number = this.world.publicAddress(id);
        return number !== '' && bitsOf(number) === packet.destination;
      }),
    );
    if (host === undefined) return this.#ends('nothing has the public address');
    const subnet = this.world.subnet(host.subnet);
    if (subnet === undefined) return this.#ends('nothing stands at the public address');
    if (host.kind === 'firewall') return this.#translate(host, subnet, packet);
    const isStandard = host.publicAddresses.some((id) => this.world.isStandard(id));
    if (isStandard && subnet.group === '' && host.group === '') {
      return this.#ends('a standard public address is closed without a group');
    }
    return this.#deliver(subnet.network, { ...packet, destination: bitsOf(host.address) });
  }

  /** A firewall that translates takes its own address as source, and lets the translated packet through. */
  #translate(firewall: PlainHost, subnet: PlainSubnet, packet: Packet): Walk {
    const to = translated(this.world, firewall, packet);
    if (to === undefined) return this.#ends('no rule of the firewall translates it');
    const sent = {
      ...packet,
      source: bitsOf(firewall.address),
      destination: bitsOf(to.address),
      port: to.port,
    };
    return this.#route(subnet, sent, { origin: subnet.network, host: firewall });
  }

  /** In: the subnet's group is asked first, then the interface's. */
  #deliver(network: string, packet: Packet): Walk {
    const subnet = this.world.subnets.find(
      (candidate) =>
        candidate.network === network &&
        candidate.prefixes.some((prefix) => isInPrefix(packet.destination, prefix)),
    );
    if (subnet === undefined) return this.#ends('no subnet has the address');
    const host = this.world.hosts.find(
      (candidate) => candidate.subnet === subnet.id && bitsOf(candidate.address) === packet.destination,
    );
    const asked = host?.kind === 'privateEndpoint' && !groupCounts(subnet) ? '' : subnet.group;
    for (const group of [asked, host?.group ?? '']) {
      if (group !== '' && !this.#passes(group, 'Inbound', packet, subnet)) {
        return this.#ends('a security group keeps it out');
      }
    }
    return this.#at(host === undefined ? { kind: 'subnet', id: subnet.id } : { kind: 'host', id: host.id });
  }

  #passes(group: string, direction: 'Inbound' | 'Outbound', packet: Packet, subnet: PlainSubnet): boolean {
    const { allows, by } = askGroup(this.world, group, direction, packet, subnet);
    if (typeof by === 'object') this.#rules.push(by);
    return allows;
  }

  #at(arrives: Place): Walk {
    return { arrives, why: '', rules: this.#rules };
  }

  #ends(why: string): Walk {
    return { arrives: undefined, why, rules: this.#rules };
  }
}

/** Left out, network policies are off, and a group does not count for private endpoints. */
function groupCounts({ inputs }: PlainSubnet): boolean {
  const word = (textIn(inputs, 'privateEndpointNetworkPolicies') ?? '').toLowerCase();
  return word === 'enabled' || word === 'networksecuritygroupenabled';
}
