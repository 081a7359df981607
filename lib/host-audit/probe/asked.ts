import type { Baseline } from '../../baseline/baseline';
import { facingPorts } from '../../baseline/network-rules';
import { lastPort } from '../facts/probe/ranges';

export type ProbedBaseline = Pick<Baseline, 'network' | 'tls' | 'hostAreas' | 'probe'>;

/** Against what a host is judged. */
export interface Asked {
  readonly baseline: ProbedBaseline;
  /** A machine role, or a subnet that the Internet reaches (`facingRoles`). */
  readonly role: string;
  /** DNS name that the host has for its users; absent when only an address is known. */
  readonly name?: string;
  /** Fingerprints of its host keys, as ssh-keygen writes them. */
  readonly hostKeys: readonly string[];
  /** Paths that may be shown to everybody. */
  readonly publicPaths: readonly string[];
  /** Names of other hosts to which a login may lead. */
  readonly loginHosts: readonly string[];
  /** Addresses of the name that were not looked at. */
  readonly otherAddresses: readonly string[];
  /** When it is judged, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

export type Protocol = keyof ProbedBaseline['probe']['services'];

/** TCP ports that may be open in a role. */
export function listedPorts({ network }: Pick<Baseline, 'network'>, role: string): ReadonlySet<number> {
  const entries = facingPorts(network, role).filter(({ protocol }) => protocol !== 'Udp');
  return new Set(entries.flatMap(({ ports }) => ports.flatMap(numbersOf)));
}

/** Ports at which a protocol is looked at, wherever they are open. */
export function portsOf(
  { network, probe }: Pick<Baseline, 'network' | 'probe'>,
  protocol: Protocol,
): number[] {
  return (network.services[probe.services[protocol]]?.ports ?? []).map(String).flatMap(numbersOf);
}

/** The ports of one entry of a service: a number, `low-high`, or `*` for all. */
function numbersOf(entry: string): number[] {
  const [low = 0, high = low] = entry === '*' ? [1, lastPort] : entry.split('-').map(Number);
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}
