import { createHash } from 'node:crypto';
import { Client } from 'ssh2';
import type { Fact } from '../fact';
import { learn, NoAnswer, plural, whyOf } from './no-answer';
import type { SshOffer } from './ssh-packets';
import { secondsOf, type Way } from './wire';

/** A host key that the server has proven to hold. */
export interface HostKey {
  /** Its algorithm, such as `ssh-ed25519`. */
  readonly type: string;
  /** As ssh-keygen writes it, such as `SHA256:…`. */
  readonly fingerprint: string;
}

/** What a server answers to somebody who shows nothing. */
export type LoginOffer =
  | { readonly methods: readonly string[] }
  /** It let him in. */
  | { readonly admits: 'everybody' };

export interface SshLogin {
  /** A key of each kind that the server offers, or why it was not seen. */
  readonly keys: readonly ({ readonly kind: string } & Fact<HostKey>)[];
  readonly login: Fact<LoginOffer>;
}

/** Kinds of host key with the algorithms that use one; ssh2 1.17 knows no other, and no certificates. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-dss': ['ssh-dss'],
};

/**
 * Asks a server for each host key, whose signature ssh2 checks, and once by which methods one may log in: with the
 * method `none` (RFC 4252, 5.2), which shows no key and no password.
 * @param user who is said to log in; the server need not know him.
 */
export async function askSshLogin(way: Way, offer: SshOffer, user: string): Promise<SshLogin> {
  const keys: ({ kind: string } & Fact<HostKey>)[] = [];
  let login: Fact<LoginOffer> | undefined;
  for (const [kind, algorithms] of Object.entries(kinds)) {
    const offered = algorithms.filter((algorithm) => offer.hostKeys.includes(algorithm));
    if (offered.length === 0) continue;
    let key: HostKey | undefined;
    const answer = await learn(() =>
      attempt(way, user, offered, (shown) => {
        key = shown;
      }),
    );
    // A key counts once its signature was found good, which the answer to the attempt says.
    const seen: Fact<HostKey> =
      'unknown' in answer
        ? answer
        : key === undefined
          ? { unknown: 'no host key was shown' }
          : { value: key };
    keys.push({ kind, ...seen });
    if (login === undefined || 'unknown' in login) login = answer;
  }
  return { keys, login: login ?? { unknown: 'the server offers no host key that is known here' } };
}

function attempt(
  way: Way,
  user: string,
  serverHostKey: readonly string[],
  shown: (key: HostKey) => void,
): Promise<LoginOffer> {
  return new Promise((resolve, reject) => {
    const { address, port } = way;
    const seconds = secondsOf(way);
    const client = new Client();
    const timer = setTimeout(
      () => fail(new NoAnswer(`no whole answer within ${plural(seconds, 'second')}`)),
      seconds * 1000,
    );
    const end = () => {
      clearTimeout(timer);
      client.destroy();
    };
    const fail = (error: Error) => {
      reject(error);
      end();
    };
    const done = (offer: LoginOffer) => {
      resolve(offer);
      end();
    };
    client.on('ready', () => done({ admits: 'everybody' }));
    client.on('error', (error) => fail(new NoAnswer(wordsOf(error))));
    client.on('close', () => fail(new NoAnswer('the connection was closed')));
    try {
      client.connect({
        host: address,
        port,
        username: user,
        readyTimeout: seconds * 1000,
        algorithms: {
          // ssh2 checks the names while it runs; its types list them as literals.
          serverHostKey: [...serverHostKey] as never,
          kex: { append: ['diffie-hellman-group14-sha1'], prepend: [], remove: [] },
          compress: ['none'],
        },
        hostVerifier: (key: Buffer) => {
          shown({ type: typeOf(key), fingerprint: fingerprintOf(key) });
          return true;
        },
        authHandler: (methodsLeft, _partial, next) => {
          // The types say that there are always some; before the first attempt there are none.
          const methods = methodsLeft as readonly string[] | null;
          if (methods === null) return next({ type: 'none', username: user });
          done({ methods: methods.slice(0, mostMethods).map((method) => method.slice(0, longestName)) });
        },
      });
    } catch (error) {
      fail(new NoAnswer((error as Error).message));
    }
  });
}

const mostMethods = 20;
/** Longest name of a method (RFC 4251, 6). */
const longestName = 64;

function typeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE();
  return key.toString('latin1', 4, 4 + Math.min(length, longestName));
}

/** As `ssh-keygen -l` writes it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function wordsOf(error: NodeJS.ErrnoException): string {
  return error.code === undefined || error.code === '' ? error.message.slice(0, 200) : whyOf(error);
}
