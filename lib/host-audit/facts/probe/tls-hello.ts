import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { NotUnderstood } from '../fact';
import { NoAnswer } from './no-answer';
import type { Wire } from './wire';

/** Versions of the protocol, the newest first, with their numbers on the wire. */
export const tlsVersions = {
  'TLS 1.3': 0x0304,
  'TLS 1.2': 0x0303,
  'TLS 1.1': 0x0302,
  'TLS 1.0': 0x0301,
  'SSL 3.0': 0x0300,
} as const;
export type TlsVersion = keyof typeof tlsVersions;

/** What a server answers to a hello: what it chose, or the alert or the end with which it refuses. */
export type HelloAnswer =
  | { readonly version: number; readonly suite: number }
  | { readonly alert: number }
  | { readonly closed: true };

/**
 * A ClientHello that offers one version and these suites, and with them everything that a server may need to choose one
 * (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2). It is written by hand, because no library offers what is broken.
 * @param name DNS name for the server name indication; addresses are left out of it (RFC 6066, 3).
 */
export function clientHello(version: TlsVersion, suites: readonly number[], name: string): Buffer {
  const number = tlsVersions[version];
  const legacy = Math.min(number, tlsVersions['TLS 1.2']);
  const body = Buffer.concat([
    uint16(legacy),
    randomBytes(32),
    vector8(version === 'TLS 1.3' ? randomBytes(32) : Buffer.alloc(0)),
    vector16(Buffer.concat(suites.map(uint16))),
    vector8(Buffer.from([0])),
    ...(version === 'SSL 3.0' ? [] : [vector16(extensions(version, name))]),
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), vector16(body)]);
  const record = version === 'SSL 3.0' ? tlsVersions['SSL 3.0'] : tlsVersions['TLS 1.0'];
  return Buffer.concat([Buffer.from([22]), uint16(record), vector16(handshake)]);
}

/** x25519, x448, the curves of NIST and brainpool, and the groups of RFC 7919. */
const groups = [29, 30, 23, 24, 25, 26, 27, 28, 256, 257, 258, 259, 260];
/** Of RSA with and without PSS, ECDSA, EdDSA and DSA, with SHA-2 and SHA-1. */
const signatures = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
  0x0601, 0x0402, 0x0203, 0x0201, 0x0202,
];

function extensions(version: TlsVersion, name: string): Buffer {
  const list = (numbers: readonly number[]) => vector16(Buffer.concat(numbers.map(uint16)));
  const with13 = version === 'TLS 1.3';
  return Buffer.concat([
    ...(isIP(name) > 0 || name === '' ? [] : [extension(0, serverName(name))]),
    extension(10, list(groups)),
    extension(11, vector8(Buffer.from([0]))),
    ...(tlsVersions[version] >= tlsVersions['TLS 1.2'] ? [extension(13, list(signatures))] : []),
    extension(23, Buffer.alloc(0)),
    extension(0xff01, vector8(Buffer.alloc(0))),
    ...(with13 ? [extension(43, vector8(uint16(tlsVersions['TLS 1.3'])))] : []),
    // Any 32 bytes are a public key of x25519 (RFC 7748, 5); the handshake ends before it is used.
    ...(with13
      ? [extension(45, vector8(Buffer.from([1]))), extension(51, vector16(keyShare(29, randomBytes(32))))]
      : []),
  ]);
}

function serverName(name: string): Buffer {
  return vector16(Buffer.concat([Buffer.from([0]), vector16(Buffer.from(name, 'latin1'))]));
}

function keyShare(group: number, key: Buffer): Buffer {
  return Buffer.concat([uint16(group), vector16(key)]);
}

function extension(type: number, content: Buffer): Buffer {
  return Buffer.concat([uint16(type), vector16(content)]);
}

function uint16(number: number): Buffer {
  return Buffer.from([number >> 8, number & 0xff]);
}

function vector8(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([content.length]), content]);
}

function vector16(content: Buffer): Buffer {
  return Buffer.concat([uint16(content.length), content]);
}

const records = { alert: 21, handshake: 22 } as const;
/** Longest record, with what encryption may add (RFC 5246, 6.2.3). */
const longestRecord = 16_384 + 2_048;
/** Longest ServerHello that is read; real ones have about a hundred bytes. */
const longestHello = 8_192;
const mostWarnings = 5;
const serverHello = 2;

/** Reads records until the server has chosen or refused; the rest of its handshake is of no interest. */
export async function readHelloAnswer(wire: Wire): Promise<HelloAnswer> {
  let handshake = Buffer.alloc(0);
  for (let warnings = 0; warnings <= mostWarnings; ) {
    const head = await wire.read(5).catch(closedOr);
    if (head === undefined) return { closed: true };
    const [type = 0, major = 0] = head;
    const length = head.readUInt16BE(3);
    if ((type !== records.alert && type !== records.handshake) || major !== 3 || length > longestRecord) {
      throw new NotUnderstood('an alert or a handshake of TLS', head.toString('latin1'));
    }
    const body = await wire.read(length);
    if (type === records.alert) {
      const [level, description = 0] = body;
      if (level !== 1) return { alert: description };
      warnings += 1;
      continue;
    }
    handshake = Buffer.concat([handshake, body]);
    const hello = helloIn(handshake);
    if (hello !== undefined) return hello;
    if (length === 0) warnings += 1;
  }
  throw new NoAnswer(`more than ${mostWarnings} records that say nothing`);
}

function closedOr(error: unknown): undefined {
  if (error instanceof NoAnswer && error.message === 'the connection was closed') return undefined;
  throw error;
}

/** What a ServerHello chose; a HelloRetryRequest has the same form and has chosen too (RFC 8446, 4.1.4). */
function helloIn(handshake: Buffer): HelloAnswer | undefined {
  if (handshake.length < 4) return undefined;
  const length = handshake.readUIntBE(1, 3);
  if (handshake[0] !== serverHello || length > longestHello) {
    throw new NotUnderstood('a ServerHello', `message ${handshake[0]} of ${length} bytes`);
  }
  if (handshake.length < 4 + length) return undefined;
  const body = handshake.subarray(4, 4 + length);
  const suiteAt = 35 + (body[34] ?? 0);
  if (body.length < suiteAt + 3) throw new NotUnderstood('a whole ServerHello', `${body.length} bytes`);
  return {
    version: selectedVersion(body, suiteAt + 3) ?? body.readUInt16BE(0),
    suite: body.readUInt16BE(suiteAt),
  };
}

/** What the extension supported_versions says (RFC 8446, 4.2.1). */
function selectedVersion(body: Buffer, from: number): number | undefined {
  for (let at = from + 2; at + 4 <= body.length; at += 4 + body.readUInt16BE(at + 2)) {
    if (body.readUInt16BE(at) === 43 && at + 6 <= body.length) return body.readUInt16BE(at + 4);
  }
  return undefined;
}
