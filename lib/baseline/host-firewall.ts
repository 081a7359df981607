import type { EnvironmentBaseline } from './baseline';
import { type SecurityRule, securityRules } from './network-rules';

/** What a host's own firewall lets through in one direction; what is left out does not matter. */
export interface AdmittedTraffic {
  /** Name of the security rule that lets the same through; platform traffic has none. */
  readonly rule?: string;
  /** Only within the machine itself. */
  readonly loopback?: true;
  /** Only packets of connections in these states. */
  readonly states?: readonly string[];
  /** Only ICMP messages of these types. */
  readonly icmpTypes?: readonly string[];
  readonly protocol?: 'tcp' | 'udp';
  /** Addresses of the other side: ranges in CIDR form, or one single address. */
  readonly addresses?: readonly string[];
  readonly sourcePort?: number;
  /** Destination ports and `low-high` ranges. */
  readonly ports?: readonly string[];
  /** Only from processes of this user. */
  readonly userId?: number;
}

/** What a host's own firewall lets through, in the order in which it is asked; everything else is dropped. */
export interface HostFirewall {
  readonly inbound: readonly AdmittedTraffic[];
  readonly outbound: readonly AdmittedTraffic[];
}

const loopback: AdmittedTraffic = { loopback: true };
const answers: AdmittedTraffic = { states: ['established', 'related'] };
/** Without these a path with a smaller packet size is never found out (RFC 1191). */
const errorMessages: AdmittedTraffic = {
  icmpTypes: ['destination-unreachable', 'time-exceeded', 'parameter-problem'],
};
/** The lease of the machine's address (RFC 2131). */
const addressLease: AdmittedTraffic = { protocol: 'udp', sourcePort: 68, ports: ['67'] };

/**
 * What the host of a machine admits: the same as the network security group of its subnet, from the same flows of the
 * baseline, so that virtual network and host agree (white paper sections 20 and 32). Platform addresses come on top,
 * the guest agent's for root alone. Throws a RangeError for a role that the baseline does not have, and for a flow with
 * a service tag, whose addresses a host cannot know.
 */
export function hostFirewall(
  { network, hosts }: Pick<EnvironmentBaseline, 'network' | 'hosts'>,
  role: string,
  tenantSlot: number,
): HostFirewall {
  const subnet = Object.hasOwn(network.machineRoles, role) ? network.machineRoles[role]?.subnet : undefined;
  if (subnet === undefined) throw new RangeError(`the baseline has no machine role ${role}`);
  const place = { kind: 'tenant', role: subnet, slot: tenantSlot, operators: [] } as const;
  const admitted = securityRules(network, place).filter((rule) => rule.access === 'Allow');
  const [inbound, outbound] = (['Inbound', 'Outbound'] as const).map((direction) =>
    admitted.filter((rule) => rule.direction === direction).flatMap(trafficOf),
  );
  const { host, metadata } = hosts.platform;
  return {
    inbound: [loopback, answers, errorMessages, ...(inbound ?? [])],
    outbound: [
      loopback,
      answers,
      { protocol: 'tcp', addresses: [host.address], ports: host.tcpPorts.map(String), userId: 0 },
      { protocol: 'tcp', addresses: [metadata.address], ports: metadata.tcpPorts.map(String) },
      addressLease,
      ...(outbound ?? []),
    ],
  };
}

function trafficOf(rule: SecurityRule): AdmittedTraffic[] {
  const addresses = addressesOf(rule);
  return protocolsOf(rule).map((protocol) => ({
    rule: rule.name,
    protocol,
    ...(addresses !== undefined && { addresses }),
    ...(!rule.ports.includes('*') && { ports: rule.ports }),
  }));
}

/** Ranges stand for themselves; the Internet and everything are any address. Other service tags have no ranges here. */
function addressesOf({ name, direction, sources, destinations }: SecurityRule): string[] | undefined {
  const addresses = direction === 'Inbound' ? sources : destinations;
  const [only] = addresses;
  if (only === '*' || only === 'Internet') return undefined;
  const tag = addresses.find((address) => !/^[\d./]+$/.test(address));
  if (tag === undefined) return addresses;
  throw new RangeError(`rule ${name} names the service tag ${tag}, which a host firewall cannot know`);
}

/** Every protocol that has ports. */
function protocolsOf({ protocol }: SecurityRule): readonly ('tcp' | 'udp')[] {
  if (protocol === '*') return ['tcp', 'udp'];
  return [protocol === 'Tcp' ? 'tcp' : 'udp'];
}
