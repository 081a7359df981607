import { connect, type Socket } from 'node:net';
import { whyOf } from './no-answer';
import { renderRanges } from './ranges';

/**
 * What a port did when a connection was asked for: accepted it, refused it (`closed`), did not answer or was answered
 * for by something on the way (`filtered`), or could not be tried, and why.
 */
export type PortState = 'open' | 'closed' | 'filtered' | { readonly notTried: string };

/** The TCP ports of a host, seen from here. Ranges are written like `1-21,23`, and empty for none. */
export interface PortScan {
  readonly open: readonly number[];
  readonly closed: string;
  readonly filtered: string;
  readonly notTried: string;
  /** Why ports were not tried, the first reason. */
  readonly why?: string;
  /** Why what came to nothing may only have been lost. */
  readonly lost?: string;
}

export interface ScanOptions {
  readonly address: string;
  /** In the order in which they are tried. */
  readonly ports: readonly number[];
  /** How many connections are open at once. */
  readonly atOnce: number;
  /** How long a port may take to answer, in milliseconds. */
  readonly patienceMs: number;
  /** When everything must be done, in milliseconds since 1970-01-01 UTC. */
  readonly until: number;
  /** Where a port of the host is reached from here; itself when left out. */
  readonly reachedAt?: (port: number) => number;
  readonly progress?: (tried: number, of: number) => void;
}

/**
 * Tries every port once, a bounded number at a time. When it is over, a port that answered is tried again: a host that
 * answers no more may have closed itself to whoever asks too much, and then nothing can be said of what was silent.
 */
export async function scanPorts(options: ScanOptions): Promise<PortScan> {
  const { address, ports, atOnce, patienceMs, until, reachedAt = (port) => port, progress } = options;
  const states = new Map<number, PortState>();
  const queue = ports[Symbol.iterator]();
  const worker = async () => {
    for (const port of queue) {
      const late = Date.now() >= until;
      states.set(port, late ? outOfTime : await tryPort(address, reachedAt(port), patienceMs));
      if (states.size % 500 === 0) progress?.(states.size, ports.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, ports.length) }, worker));
  const having = (state: PortState) => ports.filter((port) => states.get(port) === state).sort(byNumber);
  const missed = ports.filter((port) => typeof states.get(port) === 'object');
  const [firstMissed] = missed;
  const [witness] = [...having('open'), ...having('closed')];
  const lost =
    having('filtered').length > 0 && witness !== undefined
      ? await lostSince(address, reachedAt(witness), witness, patienceMs)
      : undefined;
  const first = firstMissed === undefined ? undefined : states.get(firstMissed);
  return {
    open: having('open'),
    closed: renderRanges(having('closed')),
    filtered: renderRanges(having('filtered')),
    notTried: renderRanges(missed.sort(byNumber)),
    ...(typeof first === 'object' && { why: first.notTried }),
    ...(lost !== undefined && { lost }),
  };
}

const outOfTime: PortState = { notTried: 'the time was up' };

/** How often the port that has answered is asked again before it counts as silent. */
const asks = 3;

async function lostSince(
  address: string,
  at: number,
  port: number,
  patienceMs: number,
): Promise<string | undefined> {
  for (let ask = 0; ask < asks; ask += 1) {
    if ((await tryPort(address, at, patienceMs)) !== 'filtered') return undefined;
  }
  return `port ${port} answered at first and no more when all were tried`;
}

/** Asks for one connection and gives it up at once. */
export function tryPort(address: string, port: number, patienceMs: number): Promise<PortState> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const done = (state: PortState) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(state);
    };
    const timer = setTimeout(() => done('filtered'), patienceMs);
    socket.once('connect', () => done(isOwnEcho(socket) ? 'closed' : 'open'));
    socket.on('error', (error: NodeJS.ErrnoException) => done(stateOf(error)));
  });
}

/** On one machine a connection can meet itself, where the port it comes from is the one it goes to. */
function isOwnEcho(socket: Socket): boolean {
  return socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
}

/** Answers of ICMP that forbid arrive as these (https://man7.org/linux/man-pages/man7/icmp.7.html, connect(2)). */
const forbidden = ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EACCES', 'EPERM', 'EHOSTDOWN', 'ENETDOWN'];

function stateOf(error: NodeJS.ErrnoException): PortState {
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'closed';
  return forbidden.includes(code) ? 'filtered' : { notTried: whyOf(error) };
}

function byNumber(a: number, b: number): number {
  return a - b;
}
