import { internetAddresses } from '../network-model/address-sets';
import type {
  Endpoint,
  Interface,
  Network,
  NetworkModel,
  SecurityGroup,
  Subnet,
} from '../network-model/model';
import { covers, meets, type NumberSet, subtract, union } from '../network-model/number-set';
import { moved, narrow, onSide, type Traffic } from '../network-model/traffic';
import type { Arrival, Hop, Start, Target } from './arrival';
import { type Cell, Cells, ownsSubnet } from './cells';
import { passThroughFirewall, translate } from './firewall-verdict';
import type { Follower } from './follower';
import { GroupVerdicts } from './group-verdict';
import { platform, toPlatform } from './platform';
import { relay } from './relays';
import { Routing, type Step } from './routing';
import { onward, startOfTrail, type Trail } from './trail';

/** Follows packets through a model and collects where they arrive; what it works out stays for the next question. */
export class Walk implements Follower {
  readonly cells: Cells;
  readonly routing: Routing;
  readonly #verdicts: GroupVerdicts;
  #found: Arrival[] = [];

  constructor(readonly model: NetworkModel) {
    this.cells = new Cells(model);
    this.routing = new Routing(model);
    this.#verdicts = new GroupVerdicts(model);
  }

  /** Sends packets from where they begin. */
  begin(from: Start, packets: Traffic): void {
    if (from.kind === 'internet') this.fromInternet(packets);
    else if (from.kind === 'endpoint') {
      const { endpoint } = from;
      // A private endpoint only answers.
      if (endpoint.kind === 'privateEndpoint') return;
      this.send(endpoint.subnet, this.cells.ofEndpoint(endpoint), packets);
    } else for (const cell of this.cells.leaving(from.subnet)) this.send(from.subnet, cell, packets);
  }

  /** What arrives during a walk. */
  collect(walk: () => void): Arrival[] {
    const before = this.#found;
    this.#found = [];
    walk();
    const found = this.#found;
    this.#found = before;
    return found;
  }

  arrive(at: Target, received: Traffic, trail: Trail): void {
    if (received.length === 0) return;
    const { path, through, open, sent } = trail;
    this.#found.push({ at, sent: sent ?? received, received, path, through, open });
  }

  /** Adds what was found before, at the end of a trail. */
  continue(arrivals: readonly Arrival[], trail: Trail, sent: Traffic): void {
    for (const arrival of arrivals) {
      this.#found.push({
        ...arrival,
        sent: trail.sent ?? sent,
        path: [...trail.path, ...arrival.path],
        through: [...trail.through, ...arrival.through],
        open: [...new Set([...trail.open, ...arrival.open])],
      });
    }
  }

  /** Packets that leave a cell of a subnet: through its groups, and by its routes. */
  send(subnet: Subnet, cell: Cell, packets: Traffic, from: Trail = startOfTrail): void {
    const trail = onward(from, [], [...subnet.open, ...(cell.endpoint?.open ?? [])]);
    const own = narrow(packets, { sources: cell.addresses });
    const groups = [cell.group, subnet.group].filter((group) => group !== undefined);
    this.#toPlatform(groups, narrow(own, { destinations: platform }), trail);
    const others = onSide(own, 'destinations', (set) => subtract(set, platform));
    this.#toUnknown(subnet.network, others, trail);
    this.#guard(groups, 'outbound', subnet, others, trail, (traffic, next) =>
      this.route(subnet, traffic, next, this.cells.hasWayOut(subnet, cell)),
    );
  }

  /** Packets that leave a subnet by its routes. */
  route(subnet: Subnet, packets: Traffic, trail: Trail, hasWayOut: boolean): void {
    const { table, network } = subnet;
    const unknown = [...(table?.open ? [table.open] : []), ...subnet.open];
    for (const open of unknown) {
      this.arrive({ kind: 'outside', where: open.where }, packets, onward(trail, [], [open]));
    }
    this.#toUnknown(network, packets, trail);
    for (const { destinations, step, hop } of this.routing.waysOf(subnet)) {
      const traffic = narrow(packets, { destinations });
      if (traffic.length > 0) this.#take(step, subnet, traffic, onward(trail, [hop], unknown), hasWayOut);
    }
  }

  /** Peered networks that are not in the plans: nobody knows their addresses, nor whether a default rule admits them. */
  #toUnknown(network: Network, packets: Traffic, trail: Trail): void {
    for (const { open, where, name } of network.peerings) {
      if (open === undefined) continue;
      const away = onSide(packets, 'destinations', (set) => subtract(set, network.space));
      const hop: Hop = { kind: 'peering', what: `${name} joins ${network.name} and another network`, where };
      this.arrive({ kind: 'outside', where }, away, onward(trail, [hop], [open]));
    }
  }

  #take(step: Step, subnet: Subnet, traffic: Traffic, trail: Trail, hasWayOut: boolean): void {
    switch (step.kind) {
      case 'local':
        this.deliver(subnet.network, traffic, trail);
        return;
      case 'peer': {
        const { peering, back, far } = step;
        const next = onward(trail, [], [...peering.unsure, ...back.unsure]);
        this.deliver(far, this.#crossing(subnet.network, step, traffic), next);
        return;
      }
      case 'internet':
        if (!hasWayOut && !step.isService) return;
        this.arrive({ kind: 'internet' }, narrow(traffic, { destinations: internetAddresses }), trail);
        return;
      case 'gateway': {
        const open = { where: step.route.where, what: 'what is behind the gateway is not known' };
        this.arrive({ kind: 'outside', where: step.route.where }, traffic, onward(trail, [], [open]));
        return;
      }
      case 'appliance':
        this.#toAppliance(step.route, subnet.network, traffic, trail);
        return;
      case 'none':
        return;
    }
  }

  /** What the far network takes: packets that began elsewhere only where it says so. */
  #crossing(near: Network, { back }: Extract<Step, { kind: 'peer' }>, traffic: Traffic): Traffic {
    return back.forwarded ? traffic : narrow(traffic, { sources: near.space });
  }

  /** Packets that a route sends to an address, whatever their own destination. */
  #toAppliance(
    route: { readonly address: NumberSet | undefined; readonly where: Hop['where'] & object },
    network: Network,
    packets: Traffic,
    trail: Trail,
  ): void {
    const { address, where } = route;
    if (address === undefined) {
      const open = { where, what: 'to which address the route leads is not known' };
      this.arrive({ kind: 'outside', where }, packets, onward(trail, [], [open]));
      return;
    }
    const reached = [
      { network, traffic: packets, hops: [] as Hop[] },
      ...this.routing.peersOf(network).map(({ peering, back, far }) => ({
        network: far,
        traffic: back.forwarded ? packets : narrow(packets, { sources: network.space }),
        hops: [
          {
            kind: 'peering',
            what: `${peering.name} joins ${network.name} and ${far.name}`,
            where: peering.where,
          } satisfies Hop,
        ],
      })),
    ].filter((candidate) => covers(candidate.network.space, address));
    for (const { network: home, traffic, hops } of reached) {
      this.#passOn(home, address, traffic, onward(trail, hops), where);
    }
    if (reached.length === 0 && network.peerings.some(({ open }) => open !== undefined)) {
      const open = { where, what: 'the next hop is not in the plans' };
      this.arrive({ kind: 'outside', where }, packets, onward(trail, [], [open]));
    }
  }

  /** What stands at a next hop and passes packets on: a firewall by its rules, any other appliance nobody knows how. */
  #passOn(
    home: Network,
    address: NumberSet,
    packets: Traffic,
    trail: Trail,
    where: Hop['where'] & object,
  ): void {
    if (packets.length === 0) return;
    const subnet = home.subnets.find(({ range }) => covers(range, address));
    const firewall = subnet?.endpoints.find(({ kind }) => kind === 'firewall');
    if (firewall?.kind === 'firewall') {
      if (trail.passed.has(firewall)) return;
      const passed = new Set([...trail.passed, firewall]);
      // What is for the firewall itself it takes, whichever route has brought it.
      this.deliverTo(firewall.subnet, narrow(packets, { destinations: firewall.addresses }), trail);
      const others = onSide(packets, 'destinations', (set) => subtract(set, firewall.addresses));
      passThroughFirewall(this, firewall, others, { ...trail, passed });
      return;
    }
    const balancer = this.model.loadBalancers.find(({ addresses }) => meets(addresses, address));
    const appliances: readonly Interface[] = [
      ...(subnet?.endpoints ?? []).filter(
        (one): one is Interface => one.kind === 'interface' && one.forwards && meets(one.addresses, address),
      ),
      ...(balancer?.forwards.flatMap(({ backends }) => backends) ?? []),
    ];
    for (const appliance of appliances) {
      if (trail.passed.has(appliance)) continue;
      const open = { where: appliance.where, what: 'what the appliance passes on is not known' };
      const next = { ...onward(trail, [], [open]), passed: new Set([...trail.passed, appliance]) };
      const cell = this.cells.ofEndpoint(appliance);
      this.route(appliance.subnet, packets, next, this.cells.hasWayOut(appliance.subnet, cell));
      this.arrive({ kind: 'endpoint', endpoint: appliance }, packets, next);
    }
    if (subnet === undefined) {
      const open = { where, what: 'nothing in the plans has the address of the next hop' };
      this.arrive({ kind: 'outside', where }, packets, onward(trail, [], [open]));
    }
  }

  /** Packets that have come into a network, to whatever has their destination there. */
  deliver(network: Network, packets: Traffic, trail: Trail): void {
    if (packets.length === 0) return;
    for (const subnet of network.subnets) {
      const traffic = narrow(packets, { destinations: subnet.range });
      if (traffic.length > 0) this.deliverTo(subnet, this.#balance(subnet, traffic, trail), trail);
    }
  }

  /** Packets to a subnet, through its groups to each cell. */
  deliverTo(subnet: Subnet, packets: Traffic, trail: Trail): void {
    const cells = this.cells.arriving(subnet);
    const guarded = cells.filter(({ isGuarded }) => isGuarded);
    const open = onward(trail, [], subnet.open);
    this.#guard([subnet.group], 'inbound', subnet, packets, open, (passed, next) => {
      for (const cell of guarded) this.#enter(subnet, cell, passed, next);
    });
    for (const cell of cells)
      if (!cell.isGuarded) this.#enter(subnet, cell, packets, onward(trail, [bare(cell)]));
  }

  /** Packets that have passed a subnet's group, through a thing's own to the thing. */
  #enter(subnet: Subnet, cell: Cell, packets: Traffic, trail: Trail): void {
    const traffic = narrow(packets, { destinations: cell.addresses });
    if (traffic.length === 0) return;
    const { endpoint, group } = cell;
    if (endpoint === undefined) {
      this.arrive({ kind: 'subnet', subnet }, traffic, trail);
      return;
    }
    const isVague = !endpoint.exact && !ownsSubnet(endpoint);
    const some = isVague && traffic.some(({ destinations }) => !covers(destinations, cell.addresses));
    const unknown = some ? [{ where: endpoint.where, what: 'which address it has is not known yet' }] : [];
    const next = onward(trail, [], [...endpoint.open, ...unknown]);
    const enter = (received: Traffic, last: Trail) => {
      this.arrive({ kind: 'endpoint', endpoint }, received, last);
      if (endpoint.kind === 'firewall') translate(this, endpoint, received, last, false);
      relay(this, endpoint, received, last, false);
    };
    if (group === undefined) enter(traffic, next);
    else this.#guard([group], 'inbound', subnet, traffic, next, enter);
  }

  /** Sends what goes to private frontends of load balancers on to their backends, and returns the rest. */
  #balance(subnet: Subnet, packets: Traffic, trail: Trail): Traffic {
    let left = packets;
    for (const balancer of this.model.loadBalancers) {
      if (!meets(balancer.addresses, subnet.range)) continue;
      const own = narrow(left, { destinations: balancer.addresses });
      for (const open of balancer.open) {
        this.arrive({ kind: 'outside', where: open.where }, own, onward(trail, [], [open]));
      }
      for (const { frontend, protocols, ports, backends, backendPorts, where } of balancer.forwards) {
        const traffic = narrow(left, { destinations: frontend, protocols, ports });
        if (traffic.length === 0) continue;
        const hop: Hop = { kind: 'translation', what: `${balancer.name} sends it to a backend`, where };
        const next = { ...onward(trail, [hop]), sent: trail.sent ?? traffic };
        for (const backend of backends)
          this.deliverTo(backend.subnet, moved(traffic, backend.addresses, backendPorts), next);
      }
      left = onSide(left, 'destinations', (set) => subtract(set, balancer.addresses));
    }
    return left;
  }

  /** Asks groups one after another, and goes on with what all of them let pass. */
  #guard(
    groups: readonly (SecurityGroup | undefined)[],
    direction: 'inbound' | 'outbound',
    subnet: Subnet,
    packets: Traffic,
    trail: Trail,
    then: (traffic: Traffic, trail: Trail) => void,
  ): void {
    if (packets.length === 0) return;
    const [group, ...others] = groups;
    if (group === undefined) {
      if (groups.length > 1) {
        this.#guard(others, direction, subnet, packets, trail, then);
        return;
      }
      const hop: Hop = { kind: 'default', what: `${subnet.name} has no security group`, where: subnet.where };
      then(packets, groups.length === 0 || subnet.group === undefined ? onward(trail, [hop]) : trail);
      return;
    }
    const space = this.routing.virtualNetworkOf(subnet);
    for (const { traffic, hop, open } of this.#verdicts.passing(group, direction, packets, space)) {
      const next = onward(trail, [hop], open);
      if (others.length === 0) then(traffic, next);
      else this.#guard(others, direction, subnet, traffic, next, then);
    }
  }

  #toPlatform(groups: readonly SecurityGroup[], packets: Traffic, trail: Trail): void {
    const left = groups.reduce((traffic, group) => toPlatform(this.model, group, traffic), packets);
    const hop: Hop = {
      kind: 'default',
      what: "Azure's own addresses pass security groups",
      where: undefined,
    };
    this.arrive({ kind: 'platform' }, left, onward(trail, [hop]));
  }

  /** Packets of the Internet to everything that has a public address. */
  fromInternet(packets: Traffic): void {
    const own = narrow(packets, { sources: internetAddresses });
    const balanced = (one: { readonly publicAddresses: readonly { readonly addresses: NumberSet }[] }) =>
      narrow(own, { destinations: union(...one.publicAddresses.map(({ addresses }) => addresses)) });
    for (const endpoint of this.model.endpoints) {
      const sent = balanced(endpoint);
      if (sent.length === 0) continue;
      const [address] = endpoint.publicAddresses;
      const hop: Hop = {
        kind: 'translation',
        what: `${address?.name} is the public address of ${endpoint.name}`,
        where: address?.where,
      };
      const trail: Trail = { ...onward(startOfTrail, [hop], endpoint.open), sent };
      if (endpoint.kind === 'firewall') translate(this, endpoint, sent, trail, true);
      else if (endpoint.kind !== 'privateEndpoint') {
        const isClosed =
          endpoint.kind === 'interface' &&
          endpoint.publicAddresses.every(({ standard }) => standard) &&
          endpoint.group === undefined &&
          endpoint.subnet.group === undefined;
        if (!isClosed) this.#fromOutside(endpoint.subnet, endpoint, moved(sent, endpoint.addresses), trail);
      }
    }
    for (const balancer of this.model.loadBalancers) {
      const sent = balanced(balancer);
      for (const open of balancer.open) {
        this.arrive({ kind: 'outside', where: open.where }, sent, onward(startOfTrail, [], [open]));
      }
      for (const { isPublic, protocols, ports, backends, backendPorts, where } of balancer.forwards) {
        const traffic = narrow(sent, { protocols, ports });
        if (!isPublic || traffic.length === 0) continue;
        const hop: Hop = { kind: 'translation', what: `${balancer.name} sends it to a backend`, where };
        const trail: Trail = { ...onward(startOfTrail, [hop]), sent: traffic };
        for (const backend of backends) {
          const isClosed =
            balancer.publicAddresses.every(({ standard }) => standard) &&
            backend.group === undefined &&
            backend.subnet.group === undefined;
          if (!isClosed)
            this.#fromOutside(
              backend.subnet,
              backend,
              moved(traffic, backend.addresses, backendPorts),
              trail,
            );
        }
      }
    }
  }

  /** Packets of the Internet to one thing in a subnet, through the groups of both. */
  #fromOutside(subnet: Subnet, endpoint: Endpoint, packets: Traffic, trail: Trail): void {
    const group = endpoint.kind === 'interface' ? endpoint.group : undefined;
    const groups = [subnet.group, ...(group === undefined ? [] : [group])];
    this.#guard(groups, 'inbound', subnet, packets, onward(trail, [], subnet.open), (received, last) => {
      this.arrive({ kind: 'endpoint', endpoint }, received, last);
      relay(this, endpoint, received, last, true);
    });
  }
}

function bare({ endpoint }: Cell): Hop {
  const what = `network policies do not apply to ${endpoint?.name ?? 'it'}`;
  return { kind: 'default', what, where: endpoint?.subnet.where };
}
