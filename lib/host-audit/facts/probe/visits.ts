import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Fact } from '../fact';
import { anyCipher } from './certificates';
import { learn, NoAnswer, plural, whyOf } from './no-answer';
import { secondsOf, type Way } from './wire';

/** One request without credentials, and what came back. */
export interface Hop {
  /** The whole address that was asked for. */
  readonly url: string;
  readonly status: number;
  /** Where the answer leads, as an absolute address; left out when it leads nowhere. */
  readonly location?: string;
  /** The header Strict-Transport-Security. */
  readonly transportSecurity?: string;
}

/** Where a path led: the hops of one origin in their order; `goesOn` when there were too many. */
export interface Visit {
  readonly path: string;
  readonly hops: Fact<readonly Hop[]>;
  readonly goesOn?: boolean;
}

export interface VisitOptions {
  readonly way: Way;
  readonly scheme: 'http' | 'https';
  /** DNS name or address for the requests; the port that the host itself has, where it is not the usual one. */
  readonly name: string;
  readonly hostPort: number;
  readonly path: string;
}

/** How many redirections of one path are followed; browsers give up after twenty. */
export const mostHops = 5;
const mostHeaderBytes = 16 * 1024;
const longestHeader = 1_000;

/** Asks for a path as a stranger, and follows where it leads within the same origin. */
export async function visit(options: VisitOptions): Promise<Visit> {
  const { path } = options;
  const led = await learn(() => follow(options));
  if ('unknown' in led) return { path, hops: led };
  const { hops, goesOn } = led.value;
  return { path, hops: { value: hops }, ...(goesOn && { goesOn }) };
}

async function follow(options: VisitOptions): Promise<{ hops: readonly Hop[]; goesOn: boolean }> {
  const hops: Hop[] = [];
  let url: URL | undefined = new URL(options.path, originOf(options));
  while (url !== undefined && hops.length < mostHops) {
    const hop = await request(options, url);
    hops.push(hop);
    url = nextOf(hop, url.origin);
  }
  return { hops, goesOn: url !== undefined };
}

function originOf({ scheme, name, hostPort }: VisitOptions): string {
  const usual = scheme === 'https' ? 443 : 80;
  // The zone of an address is this machine's own affair, and no part of a URL (RFC 6874).
  const host = isIP(name) === 6 ? `[${name.replace(/%.*$/, '')}]` : name;
  return `${scheme}://${host}${hostPort === usual ? '' : `:${hostPort}`}`;
}

function nextOf({ location }: Hop, origin: string): URL | undefined {
  const url = location === undefined ? undefined : new URL(location);
  return url?.origin === origin ? url : undefined;
}

function request({ way, scheme, name }: VisitOptions, url: URL): Promise<Hop> {
  const seconds = secondsOf(way);
  const options: RequestOptions & https.RequestOptions = {
    host: way.address,
    port: way.port,
    path: `${url.pathname}${url.search}`,
    method: 'GET',
    headers: { host: url.host, 'user-agent': 'yosai-probe', accept: '*/*', connection: 'close' },
    agent: false,
    maxHeaderSize: mostHeaderBytes,
    ...(scheme === 'https' && {
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      ciphers: anyCipher,
      ...(isIP(name) === 0 && { servername: name }),
    }),
  };
  return new Promise((resolve, reject) => {
    const asking = (scheme === 'https' ? https : http).request(options);
    const end = () => {
      clearTimeout(timer);
      asking.destroy();
    };
    const fail = (why: string) => {
      end();
      reject(new NoAnswer(why));
    };
    const timer = setTimeout(
      () => fail(`no whole answer within ${plural(seconds, 'second')}`),
      seconds * 1000,
    );
    asking.on('response', (answer) => {
      // The body is of no interest, and may have no end.
      end();
      resolve(hopOf(url, answer));
    });
    asking.on('upgrade', (answer) => {
      end();
      resolve(hopOf(url, answer));
    });
    asking.on('error', (error: NodeJS.ErrnoException) => fail(wordsOf(error)));
    asking.on('close', () => fail('the connection was closed'));
    asking.end();
  });
}

function hopOf(url: URL, { statusCode = 0, headers }: IncomingMessage): Hop {
  const { location } = headers;
  const security = headers['strict-transport-security'];
  const leadsTo = location === undefined || !isRedirection(statusCode) ? undefined : absolute(location, url);
  return {
    url: url.href.slice(0, longestHeader),
    status: statusCode,
    ...(leadsTo !== undefined && { location: leadsTo }),
    ...(typeof security === 'string' && { transportSecurity: security.slice(0, longestHeader) }),
  };
}

/** Statuses that send a browser elsewhere (RFC 9110, 15.4). */
function isRedirection(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function absolute(location: string, from: URL): string | undefined {
  return URL.canParse(location, from.href) ? new URL(location, from).href.slice(0, longestHeader) : undefined;
}

function wordsOf(error: NodeJS.ErrnoException): string {
  const { code = '' } = error;
  if (code === 'HPE_HEADER_OVERFLOW') return `headers of more than ${mostHeaderBytes} bytes`;
  if (code.startsWith('HPE_')) return `no answer of HTTP (${code})`;
  return code.startsWith('ERR_SSL') || code === 'EPROTO' ? `no handshake: ${code}` : whyOf(error);
}
