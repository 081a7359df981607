import { connect as dialSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Client, type ConnectConfig } from 'ssh2';
import type { Algorithms } from './algorithms';
import { credentialsIn, type Login } from './credential';
import { algorithmsLeft, hostKeyAlgorithms, OtherHostKey, refuseOther } from './host-key';
import { fingerprintOf, kindOf, type Pin } from './pins';
import { nameSignatures, Presenter } from './present';
import { openTunnel } from './tunnel';
import { fromSocketError, Unreachable } from './unreachable';

/** A machine that the auditor logs in to. */
export interface Machine {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly account: string;
  /** Keys of which the machine must show one; no other is trusted, so none means none. */
  readonly pins: readonly Pin[];
  readonly login: Login;
}

/** A host and the way to it. */
export interface Way {
  readonly target: Machine;
  /** Machines through which the connection goes, nearest first. */
  readonly jumps: readonly Machine[];
  /** Command that leads to the first machine (`openTunnel`); its address is connected to when left out. */
  readonly tunnel?: string;
}

export interface ConnectOptions {
  readonly algorithms: Algorithms;
  /** Ends everything at once; its reason is an Unreachable. */
  readonly signal: AbortSignal;
  /** How long each machine may take to let the auditor in, in milliseconds. */
  readonly patienceMs: number;
  /** How much each machine may send in all, in bytes, whatever it is. */
  readonly mostBytes: number;
}

/** A login that stands. */
export interface Connection {
  readonly client: Client;
  /** Fingerprint of the host key that was shown. */
  readonly hostKey: string;
  /** Ends the connection and those that it goes through. */
  close(): void;
}

/** Keeps connections through firewalls alive, and finds out which are dead, in milliseconds. */
const keepaliveMs = 15_000;

/**
 * Logs in, through tunnel and jump hosts, each of which is held to its own pins. Rejects with Unreachable and leaves
 * nothing behind.
 */
export async function connect({ target, jumps, tunnel }: Way, options: ConnectOptions): Promise<Connection> {
  const opened: Connection[] = [];
  const close = () => {
    for (const connection of [...opened].reverse()) connection.close();
  };
  try {
    for (const machine of [...jumps, target]) {
      const before = opened.at(-1);
      const via = machine === target ? '' : `jump host ${machine.name}: `;
      try {
        const dial = () =>
          before === undefined ? reach(machine, tunnel, options) : forward(before, machine, options);
        opened.push(await logInByPin(machine, dial, options));
      } catch (error) {
        if (error instanceof Unreachable) throw new Unreachable(`${via}${error.message}`, error.mayRetry);
        throw error;
      }
    }
    const last = opened.at(-1);
    if (last === undefined) throw new RangeError('a way leads to one machine at least');
    return { ...last, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Logs in; a machine that shows another key than a fingerprint is of is asked for its other keys. */
async function logInByPin(
  machine: Machine,
  dial: () => Promise<Duplex>,
  options: ConnectOptions,
): Promise<Connection> {
  const { algorithms } = options;
  // Before anything is sent.
  const serverHostKey = hostKeyAlgorithms(machine.pins, algorithms.serverHostKey);
  const asking = (asked: readonly string[]) => ({
    ...options,
    algorithms: { ...algorithms, serverHostKey: asked },
  });
  try {
    return await logIn(machine, await dial(), asking(serverHostKey));
  } catch (error) {
    if (!(error instanceof OtherHostKey)) throw error;
    const left = algorithmsLeft(machine.pins, error, serverHostKey);
    if (left.length === 0) throw error;
    return await logIn(machine, await dial(), asking(left)).catch((second: unknown) => {
      throw hasNoSuchKey(second) ? error : second;
    });
  }
}

/** The first key that was shown is then what is told. */
const hasNoSuchKey = (error: unknown) =>
  error instanceof OtherHostKey ||
  (error instanceof Unreachable && /no matching host key/.test(error.message));

function reach(machine: Machine, tunnel: string | undefined, options: ConnectOptions): Promise<Duplex> {
  const { signal, patienceMs } = options;
  if (tunnel !== undefined) return openTunnel(tunnel, machine, signal, patienceMs);
  return new Promise((resolve, reject) => {
    const socket = dialSocket({ host: machine.address, port: machine.port, noDelay: true });
    const settle = (error?: Unreachable) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners();
      if (error === undefined) return resolve(socket);
      // A socket that is given up may still fail, which nobody must stumble over.
      socket.on('error', () => {}).destroy();
      reject(error);
    };
    const abort = () => settle(signal.reason as Unreachable);
    const timer = setTimeout(
      () => settle(new Unreachable(`no connection in ${seconds(patienceMs)}`, true)),
      patienceMs,
    );
    signal.addEventListener('abort', abort);
    socket.once('connect', () => settle());
    socket.once('error', (error) => settle(fromSocketError(error)));
    if (signal.aborted) abort();
  });
}

function forward(
  { client }: Connection,
  { address, port }: Machine,
  options: ConnectOptions,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const { signal, patienceMs } = options;
    const settle = (error?: Error, stream?: Duplex) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      if (stream !== undefined) resolve(stream);
      else reject(error);
    };
    const abort = () => settle(signal.reason as Unreachable);
    const to = `${address} port ${port}`;
    const timer = setTimeout(
      () => settle(new Unreachable(`the way on to ${to} did not open in ${seconds(patienceMs)}`)),
      patienceMs,
    );
    signal.addEventListener('abort', abort);
    client.forwardOut('127.0.0.1', 0, address, port, (error, stream) =>
      settle(error && new Unreachable(`the jump host does not lead to ${to}: ${error.message}`), stream),
    );
  });
}

/** How far a login has come, for the end of a sentence. */
const stages = {
  greeting: 'before it sent anything',
  keys: 'while keys were exchanged',
  login: 'while logging in',
} as const;

function logIn(machine: Machine, stream: Duplex, options: ConnectOptions): Promise<Connection> {
  const { signal, patienceMs, mostBytes, algorithms } = options;
  return new Promise((resolve, reject) => {
    const client = new Client();
    let stage: keyof typeof stages = 'greeting';
    let hostKey = '';
    let refusal: Unreachable | undefined;
    const notes: string[] = [];
    // The library leaves alone what the other side has closed for writing.
    const close = () => {
      client.destroy();
      stream.destroy();
    };
    const settle = (error?: Unreachable) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      if (error === undefined) return resolve({ client, hostKey, close });
      reject(error);
      close();
    };
    const abort = () => settle(new Unreachable(`${(signal.reason as Unreachable).message} ${stages[stage]}`));
    const timer = setTimeout(
      () => settle(new Unreachable(`no answer in ${seconds(patienceMs)} ${stages[stage]}`)),
      patienceMs,
    );
    signal.addEventListener('abort', abort);
    client.on('error', (error: Error & { level?: string; code?: string }) => {
      if (error.level === 'agent') notes.push(error.message);
      else settle(refusal ?? explain(error, machine, stages[stage], notes));
    });
    client.on('close', () =>
      settle(new Unreachable(`it closed the connection ${stages[stage]}`, stage !== 'login')),
    );
    client.on('handshake', () => {
      // Each exchange of keys brings another writer, and only the first is before authentication.
      if (stage !== 'login') nameSignatures(client);
      stage = 'login';
    });
    client.on('ready', () => settle());
    try {
      client.connect({
        ...settings(machine, algorithms),
        sock: stream as NonNullable<ConnectConfig['sock']>,
        hostVerifier: (key: Buffer) => {
          hostKey = fingerprintOf(key);
          refusal = refuseOther(machine.pins, hostKey, kindOf(key));
          return refusal === undefined;
        },
      });
    } catch (error) {
      return settle(new Unreachable((error as Error).message));
    }
    // What every machine may send, greeting, banners and all, has an end.
    let received = 0;
    stream.on('data', (chunk: Buffer) => {
      if (stage === 'greeting') stage = 'keys';
      received += chunk.length;
      if (received <= mostBytes) return;
      const error = new Unreachable(`it sent more than ${mostBytes} bytes`);
      settle(error);
      client.emit('error', error);
      close();
    });
    if (signal.aborted) abort();
  });
}

function settings({ account, login }: Machine, algorithms: Algorithms) {
  const load = async () =>
    login.kind === 'key' ? login.credentials : await credentialsIn(login, algorithms.signature);
  return {
    username: account,
    // The agent is the one way in: no password is sent, and nothing is asked of a person.
    authHandler: [{ type: 'agent' as const, username: account, agent: new Presenter(load) }],
    algorithms: {
      kex: [...algorithms.kex],
      serverHostKey: [...algorithms.serverHostKey],
      cipher: [...algorithms.cipher],
      hmac: [...algorithms.hmac],
      compress: ['none'],
    } as NonNullable<ConnectConfig['algorithms']>,
    keepaliveInterval: keepaliveMs,
    // Every stage has its own end.
    readyTimeout: 0,
  };
}

function explain(
  error: Error & { level?: string; code?: string },
  { account, login }: Machine,
  stage: string,
  notes: readonly string[],
): Unreachable {
  if (error instanceof Unreachable) return error;
  if (error.level === 'client-authentication') {
    const why = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
    const shown = login.kind === 'agent' ? 'any key of the agent' : 'the key that was shown';
    return new Unreachable(
      `it does not let ${account} in with ${shown}${why}; see its authorized_keys and AllowUsers, and what its sshd logs`,
    );
  }
  if (error.level === 'client-socket') {
    const { message, mayRetry } = fromSocketError(error);
    return new Unreachable(`${message} ${stage}`, mayRetry && stage !== stages.login);
  }
  return new Unreachable(`${error.message} (${stage})`, stage === stages.greeting);
}

export function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
