import { InvalidArgumentError } from 'commander';
import { lastPort, parseRanges } from '../../host-audit/facts/probe/ranges';
import { nameForm } from '../file-name';

/** Options of `yosai probe`, as commander gives them. */
export interface ProbeOptions {
  /** A machine role, or a subnet that the Internet reaches. */
  readonly role: string;
  /** Folder of the project whose baselines say what is expected. */
  readonly cwd: string;
  /** DNS name for certificates and requests; the host itself when it is one and this is left out. */
  readonly name?: string;
  /** What the host is called in findings and in the name of its folder; itself when left out. */
  readonly as?: string;
  /** Ports to try; all when left out. */
  readonly ports?: readonly number[];
  /** Where single ports of the host are reached from here, through a tunnel. */
  readonly forward: readonly Forward[];
  readonly hostKey: readonly string[];
  /** Files with certificates of authorities, in PEM. */
  readonly ca: readonly string[];
  readonly path: readonly string[];
  readonly publicPath: readonly string[];
  readonly loginHost: readonly string[];
  readonly user: string;
  readonly concurrency: number;
  /** Milliseconds. */
  readonly portTimeout: number;
  /** Seconds. */
  readonly stepTimeout: number;
  readonly timeout: number;
  readonly blockUndetermined: boolean;
  /** Left out: `out` in the project's folder. */
  readonly out?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A port of the host, and the port at which it is reached. */
export interface Forward {
  readonly port: number;
  readonly reachedAt: number;
}

export function parsePorts(value: string): number[] {
  const ports = parseRanges(value);
  if (ports !== undefined) return ports;
  throw new InvalidArgumentError(`Expected ports from 1 to ${lastPort}, such as 22,80,8000-8100.`);
}

export function parseForward(value: string, earlier: readonly Forward[] = []): Forward[] {
  const [port, reachedAt] = (/^\d{1,5}=\d{1,5}$/.test(value) ? value.split('=') : []).map(Number);
  if (!isPort(port) || !isPort(reachedAt)) {
    throw new InvalidArgumentError('Expected two ports, such as 22=2201: of the host, and here.');
  }
  if (earlier.some((other) => other.port === port)) {
    throw new InvalidArgumentError(`Port ${port} is forwarded twice.`);
  }
  return [...earlier, { port, reachedAt }];
}

export function parseHostKey(value: string, earlier: readonly string[] = []): string[] {
  if (/^SHA256:[A-Za-z0-9+/]{43}$/.test(value)) return [...earlier, value];
  throw new InvalidArgumentError('Expected a fingerprint as `ssh-keygen -l` prints it: SHA256:….');
}

export function parsePath(value: string, earlier: readonly string[] = []): string[] {
  // Two slashes would begin with another host.
  if (/^\/(?!\/)[^\s#?]*$/.test(value)) return [...earlier, value];
  throw new InvalidArgumentError('Expected a path that begins with /, without ? and #.');
}

/** A DNS name (RFC 1123, 2.1), in lower case. */
export function parseName(value: string): string {
  if (isName(value)) return value.toLowerCase();
  throw new InvalidArgumentError('Expected a DNS name, such as aoba.cloud.example.jp.');
}

/** A name by which people know a host, such as that of its machine. */
export function parseKnownAs(value: string): string {
  if (nameForm.test(value)) return value;
  throw new InvalidArgumentError('Expected a name such as aoba-app-1: letters, digits, dots and dashes.');
}

export function parseNames(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, parseName(value)];
}

export function isName(text: string): boolean {
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  return (
    text.length <= 253 && new RegExp(`^${label}(\\.${label})*\\.?$`, 'i').test(text) && /[a-z]/i.test(text)
  );
}

/** A name of an account that a server takes for one, and nothing that a log could stumble over. */
export function parseUser(value: string): string {
  if (/^[a-z_][a-z0-9_-]{0,31}$/.test(value)) return value;
  throw new InvalidArgumentError('Expected the name of an account, such as yosai-probe.');
}

function isPort(port: number | undefined): port is number {
  return port !== undefined && port >= 1 && port <= lastPort;
}
