import type { Fact } from '../fact';
import { askCertificates, type CertificateChain } from './certificates';
import { learn } from './no-answer';
import { type PortScan, scanPorts } from './ports';
import { askSshLogin, type SshLogin } from './ssh-login';
import { readSshOffer, type SshOffer } from './ssh-packets';
import { type AcceptedSuites, askAcceptedSuites } from './tls-suites-accepted';
import { type Visit, visit } from './visits';
import { converse, type Way } from './wire';

/** What is to be looked at. */
export interface LookOptions {
  /** Address of the host. */
  readonly address: string;
  /** Name for certificates and requests; the address where it has none. */
  readonly name: string;
  /** Ports to try, in the order in which they are. */
  readonly ports: readonly number[];
  /** Of these, where each protocol is spoken if the port is open. */
  readonly spoken: {
    readonly ssh: readonly number[];
    readonly tls: readonly number[];
    readonly plainHttp: readonly number[];
  };
  /** Paths of the web server to ask for. */
  readonly paths: readonly string[];
  /** Who is said to log in by SSH. */
  readonly user: string;
  /** Certificates of other authorities to trust, in PEM. */
  readonly authorities: readonly string[];
  readonly atOnce: number;
  readonly patienceMs: number;
  /** How long one conversation may take. */
  readonly seconds: number;
  /** When everything must be done, in milliseconds since 1970-01-01 UTC. */
  readonly until: number;
  /** Where a port of the host is reached from here; itself when left out. */
  readonly reachedAt?: (port: number) => number;
  /** Told what is being done, for a person who waits. */
  readonly progress?: (doing: string) => void;
}

export interface SshSeen {
  readonly offer: Fact<SshOffer>;
  readonly login: Fact<SshLogin>;
}

export interface TlsSeen {
  readonly suites: AcceptedSuites;
  readonly certificates: Fact<CertificateChain>;
  readonly visits: readonly Visit[];
}

/** Everything that a host shows to a stranger; by port, of those that are open. */
export interface ProbeFacts {
  readonly ports: PortScan;
  readonly ssh: Readonly<Record<number, SshSeen>>;
  readonly tls: Readonly<Record<number, TlsSeen>>;
  readonly plainHttp: Readonly<Record<number, readonly Visit[]>>;
}

/** The client's side of the banner (RFC 4253, 4.2). */
const ownBanner = 'SSH-2.0-yosai_probe';

/** Looks at a host from outside. It logs in nowhere and changes nothing; what it could not see is unknown. */
export async function look(options: LookOptions): Promise<ProbeFacts> {
  const { address, spoken, progress = () => {}, seconds, until, reachedAt = (port) => port } = options;
  const ports = await scanPorts({
    ...options,
    progress: (tried, of) => progress(`ports: ${tried} of ${of}`),
  });
  const way = (port: number): Way => ({ address, port: reachedAt(port), seconds, until });
  const atEach = async <T>(which: readonly number[], what: string, see: (port: number) => Promise<T>) => {
    const seen: [number, T][] = [];
    for (const port of which.filter((port) => ports.open.includes(port))) {
      progress(`port ${port}: ${what}`);
      seen.push([port, await see(port)]);
    }
    return Object.fromEntries(seen) as Record<number, T>;
  };
  return {
    ports,
    ssh: await atEach(spoken.ssh, 'SSH', (port) => seeSsh(way(port), options.user)),
    tls: await atEach(spoken.tls, 'TLS', (port) => seeTls(way(port), port, options)),
    plainHttp: await atEach(spoken.plainHttp, 'HTTP', (port) => visitAll(way(port), 'http', port, options)),
  };
}

async function seeSsh(way: Way, user: string): Promise<SshSeen> {
  const offer = await learn(() => converse(way, (wire) => readSshOffer(wire, ownBanner)));
  if ('unknown' in offer) return { offer, login: { unknown: `not asked: ${offer.unknown}` } };
  return { offer, login: await learn(() => askSshLogin(way, offer.value, user)) };
}

async function seeTls(way: Way, port: number, options: LookOptions): Promise<TlsSeen> {
  const { name, authorities } = options;
  return {
    suites: await askAcceptedSuites(way, name),
    certificates: await learn(() => askCertificates(way, name, authorities)),
    visits: await visitAll(way, 'https', port, options),
  };
}

async function visitAll(
  way: Way,
  scheme: 'http' | 'https',
  hostPort: number,
  { name, paths }: LookOptions,
): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const path of paths) visits.push(await visit({ way, scheme, name, hostPort, path }));
  return visits;
}
