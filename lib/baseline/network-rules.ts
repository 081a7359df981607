import { type SubnetRole, subnetRanges } from './addresses';
import type { Flow, NetworkBaseline, NetworkKind, Peers, Service, Subnet } from './types.generated';

/** One rule of a network security group. Lists are never empty. */
export interface SecurityRule {
  /** Unique within the group; made of the flow's id, the protocol and the direction. */
  readonly name: string;
  /** 100 to 4096, unique within a direction; the lower one is asked first. */
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: Service['protocol'];
  /** Ranges in CIDR form; or a single service tag, or a single `*`. */
  readonly sources: string[];
  readonly destinations: string[];
  /** Destination ports, `low-high` ranges, or a single `*`. */
  readonly ports: string[];
}

/** The subnet that a network security group stands on. */
export interface SubnetPlace {
  readonly kind: NetworkKind;
  readonly role: SubnetRole;
  /** The tenant's slot; needed when the kind is `tenant`. */
  readonly slot?: number;
  /** Addresses from which operators come, in CIDR form. None: their flows admit nobody. */
  readonly operators: readonly string[];
}

/** What a machine listens to. */
export interface OpenPort {
  /** Name of the service in the baseline. */
  readonly service: string;
  readonly protocol: Service['protocol'];
  readonly ports: string[];
}

/** Names that a flow may use besides subnet roles and service tags. */
export const peerWords = { tenants: 'tenants', operators: 'operators' } as const;

const firstPriority = 100;
const priorityStep = 10;
/** The lowest precedence that Azure admits: https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23). */
const lastPriority = 4096;

const everything = '*';

/**
 * The exact rules of the network security group of a subnet: one for each listed flow, protocol and direction,
 * in the order of the baseline, then an explicit denial of everything else, both ways. A subnet whose outbound
 * is `internetOnly` may also reach the Internet and is denied only its own and peered networks. Empty for a subnet that takes
 * no group. Throws a RangeError when the network has no such subnet or the plan no such slot.
 * White paper sections 20, 31 and 32.
 */
export function securityRules(network: NetworkBaseline, place: SubnetPlace): SecurityRule[] {
  const subnet = network.subnets[place.kind].find((candidate) => candidate.role === place.role);
  if (subnet === undefined)
    throw new RangeError(`the ${place.kind} network has no subnet of role ${place.role}`);
  if (!subnet.nsg) return [];
  const addresses = addressBook(network, place);
  return [
    ...inOrder(flowRules(network, place, 'Inbound', addresses)),
    deny('deny-all-in', 'Inbound', everything),
    ...inOrder([...flowRules(network, place, 'Outbound', addresses), ...internetRules(subnet, addresses)]),
    subnet.outbound === 'internetOnly'
      ? deny('deny-virtual-network-out', 'Outbound', 'VirtualNetwork')
      : deny('deny-all-out', 'Outbound', everything),
  ];
}

/**
 * What a machine of a role listens to: the services of the flows that lead to its subnet, each once, in the
 * order of the baseline. Throws a RangeError for a role that the baseline does not have.
 */
export function openPorts(network: NetworkBaseline, machineRole: string): OpenPort[] {
  const role = Object.hasOwn(network.machineRoles, machineRole)
    ? network.machineRoles[machineRole]
    : undefined;
  if (role === undefined) throw new RangeError(`the baseline has no machine role ${machineRole}`);
  return servicesOf(
    network,
    network.flows.filter((flow) => peersOf(flow.to).includes(role.subnet)),
  );
}

/** The service tag of everybody outside (docs of `serviceTags` in the baseline). */
const internet = 'Internet';

/** Roles of what can be looked at from outside: those of machines, and subnets that the Internet reaches. */
export function facingRoles(network: NetworkBaseline): string[] {
  const reached = network.flows
    .filter((flow) => peersOf(flow.from).includes(internet))
    .flatMap((flow) => peersOf(flow.to));
  return [...new Set([...Object.keys(network.machineRoles), ...reached])];
}

/**
 * What may be open in a role that is looked at from outside: what a machine of the role listens to, or what the Internet
 * is let into of a subnet. Throws a RangeError for a role that `facingRoles` does not have.
 */
export function facingPorts(network: NetworkBaseline, role: string): OpenPort[] {
  if (Object.hasOwn(network.machineRoles, role)) return openPorts(network, role);
  if (!facingRoles(network).includes(role)) throw new RangeError(`the baseline has no role ${role}`);
  const into = network.flows.filter(
    (flow) => peersOf(flow.from).includes(internet) && peersOf(flow.to).includes(role),
  );
  return servicesOf(network, into);
}

/** The peers of one side of a flow as a list. */
export function peersOf(peers: Peers): string[] {
  return typeof peers === 'string' ? [peers] : peers;
}

type UnplacedRule = Omit<SecurityRule, 'priority'>;

/** Peer name to addresses; a name that is not in it is a service tag and stands for itself. */
type AddressBook = ReadonlyMap<string, string[]>;

function addressBook(network: NetworkBaseline, place: SubnetPlace): AddressBook {
  const book = new Map<string, string[]>();
  // Seen from the hub, a role of the tenants' subnets is every tenant: no rule can list thousands of ranges.
  const tenants =
    place.kind === 'tenant'
      ? subnetRanges(network, 'tenant', place.slot)
      : new Map(network.subnets.tenant.map((subnet) => [subnet.role, network.addressPlan.tenantPool]));
  for (const ranges of [tenants, subnetRanges(network, 'hub'), subnetRanges(network, 'corporate')]) {
    for (const [role, range] of ranges) book.set(role, [range]);
  }
  book.set(peerWords.tenants, [network.addressPlan.tenantPool]);
  book.set(peerWords.operators, [...place.operators]);
  return book;
}

function flowRules(
  network: NetworkBaseline,
  place: SubnetPlace,
  direction: SecurityRule['direction'],
  addresses: AddressBook,
): UnplacedRule[] {
  const inbound = direction === 'Inbound';
  const own = addressesOf([place.role], addresses);
  return network.flows
    .filter((flow) => peersOf(inbound ? flow.to : flow.from).includes(place.role))
    .flatMap((flow) => {
      const others = addressesOf(peersOf(inbound ? flow.from : flow.to), addresses);
      if (others.length === 0) return [];
      return portsByProtocol(network, flow).map(([protocol, ports]) => ({
        name: `${flow.id}-${protocol === '*' ? 'any' : protocol.toLowerCase()}-${inbound ? 'in' : 'out'}`,
        direction,
        access: 'Allow' as const,
        protocol,
        sources: [...(inbound ? others : own)],
        destinations: [...(inbound ? own : others)],
        ports,
      }));
    });
}

/** The gateway's own traffic to the Internet: https://learn.microsoft.com/azure/application-gateway/configuration-infrastructure (2026-11-23). */
function internetRules(subnet: Subnet, addresses: AddressBook): UnplacedRule[] {
  if (subnet.outbound !== 'internetOnly') return [];
  return [
    {
      name: 'internet-any-out',
      direction: 'Outbound',
      access: 'Allow',
      protocol: '*',
      sources: addressesOf([subnet.role], addresses),
      destinations: ['Internet'],
      ports: [everything],
    },
  ];
}

function portsByProtocol(network: NetworkBaseline, flow: Flow): [Service['protocol'], string[]][] {
  const byProtocol = new Map<Service['protocol'], string[]>();
  for (const name of flow.services) {
    const service = serviceOf(network, name);
    const ports = byProtocol.get(service.protocol) ?? [];
    byProtocol.set(service.protocol, [...new Set([...ports, ...service.ports.map(String)])]);
  }
  // `*` admits every port: Azure refuses it beside others.
  return [...byProtocol].map(([protocol, ports]) => [
    protocol,
    ports.includes(everything) ? [everything] : ports,
  ]);
}

function addressesOf(peers: readonly string[], addresses: AddressBook): string[] {
  return [...new Set(peers.flatMap((peer) => addresses.get(peer) ?? [peer]))];
}

/** The services of flows, each once, in the order of the baseline. */
function servicesOf(network: NetworkBaseline, flows: readonly Flow[]): OpenPort[] {
  return [...new Set(flows.flatMap((flow) => flow.services))].map((name) => {
    const service = serviceOf(network, name);
    return { service: name, protocol: service.protocol, ports: service.ports.map(String) };
  });
}

function serviceOf(network: NetworkBaseline, name: string): Service {
  const service = Object.hasOwn(network.services, name) ? network.services[name] : undefined;
  if (service === undefined) throw new RangeError(`the baseline has no service ${name}`);
  return service;
}

function inOrder(rules: readonly UnplacedRule[]): SecurityRule[] {
  return rules.map((rule, index) => ({ ...rule, priority: firstPriority + index * priorityStep }));
}

function deny(name: string, direction: SecurityRule['direction'], destination: string): SecurityRule {
  return {
    name,
    priority: lastPriority,
    direction,
    access: 'Deny',
    protocol: '*',
    sources: [everything],
    destinations: [destination],
    ports: [everything],
  };
}
