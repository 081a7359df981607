import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, rootCertificates, type TLSSocket } from 'node:tls';
import { X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { NotUnderstood } from '../fact';
import { NoAnswer, plural, whyOf } from './no-answer';
import { secondsOf, type Way } from './wire';

/** What a certificate says of itself. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Kind of key, such as `rsa` or `ec`, with its length in bits where it has one. */
  readonly key: { readonly type: string; readonly bits?: number };
  /** The algorithm that its issuer signed it with, and the hash where it takes one. */
  readonly signature: { readonly name: string; readonly hash?: string };
  /** Whether it is signed with its own key, as roots are; then its signature proves nothing. */
  readonly isOwnIssuer: boolean;
}

/** Certificates that a server shows, its own first. */
export interface CertificateChain {
  readonly chain: readonly [SeenCertificate, ...SeenCertificate[]];
  /** DNS names and addresses of the first one, as OpenSSL prints them. */
  readonly names: string;
  /** Whether the first one is good for the name that was asked for. */
  readonly coversName: boolean;
  /** Why the chain leads to no authority that is trusted, as a code of OpenSSL; absent when it does. */
  readonly distrusted?: string;
}

/** Whoever shows more is not read on. */
const longestChain = 10;
const longestText = 500;

/**
 * The certificates of a server, by a whole handshake with the newest version that it and this program have in common.
 * Nothing is refused here, so that there is something to judge.
 * @param name DNS name or address that the certificate has to be good for, and the server name indication.
 * @param authorities certificates in PEM of those who are trusted besides the public ones.
 */
export async function askCertificates(
  way: Way,
  name: string,
  authorities: readonly string[],
): Promise<CertificateChain> {
  const socket = await handshake(way, name, authorities);
  try {
    const peer = socket.getPeerCertificate(true);
    const raw = chainOf(peer).map((bytes) => read(() => new X509Certificate(bytes)));
    const [own, ...others] = raw;
    if (own === undefined) throw new NoAnswer('the server showed no certificate');
    const distrusted = socket.authorized ? undefined : String(socket.authorizationError ?? 'unknown');
    return {
      chain: [seen(own), ...others.map(seen)],
      names: (own.subjectAltName ?? '').slice(0, longestText),
      // The subject's own name no longer counts (RFC 6125, 6.4.4; RFC 9525).
      coversName:
        (isIP(name) > 0 ? own.checkIP(name) : own.checkHost(name, { subject: 'never' })) !== undefined,
      ...(distrusted !== undefined && { distrusted: distrusted.slice(0, longestText) }),
    };
  } finally {
    socket.destroy();
  }
}

function handshake(way: Way, name: string, authorities: readonly string[]): Promise<TLSSocket> {
  const seconds = secondsOf(way);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: way.address,
      port: way.port,
      ...(isIP(name) === 0 && { servername: name }),
      ca: [...rootCertificates, ...authorities],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      minVersion: 'TLSv1',
      ciphers: anyCipher,
    });
    const fail = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new NoAnswer(why));
    };
    const timer = setTimeout(
      () => fail(`no whole answer within ${plural(seconds, 'second')}`),
      seconds * 1000,
    );
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.on('close', () => fail('the connection was closed'));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code?.startsWith('ERR_SSL') ? `no handshake: ${error.code}` : whyOf(error)),
    );
  });
}

/** Whatever this program's OpenSSL has, however weak: what is offered is judged elsewhere. */
export const anyCipher = 'ALL:@SECLEVEL=0';

function chainOf(peer: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  // A root names itself as its issuer.
  for (let at: DetailedPeerCertificate | undefined = peer; at?.raw !== undefined; at = at.issuerCertificate) {
    const { raw } = at;
    if (chain.length >= longestChain || chain.some((other) => other.equals(raw))) break;
    chain.push(raw);
  }
  return chain;
}

function seen(certificate: X509Certificate): SeenCertificate {
  const { name, hash } = read(() => new ParsedCertificate(certificate.raw).signatureAlgorithm) as {
    name: string;
    hash?: { name: string };
  };
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    key: read(() => keyOf(certificate)),
    signature: { name, ...(hash !== undefined && { hash: hash.name }) },
    isOwnIssuer: read(() => certificate.checkIssued(certificate)),
  };
}

/** Bits of the curves that the web's certificates may use; others have no length here. */
const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

function keyOf({ publicKey }: X509Certificate): SeenCertificate['key'] {
  const { asymmetricKeyType: type = 'unknown', asymmetricKeyDetails: details } = publicKey;
  const bits = details?.modulusLength ?? curveBits[details?.namedCurve ?? ''];
  return { type, ...(bits !== undefined && { bits }) };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ').slice(0, longestText);
}

/** What cannot be read of a certificate is nothing that is known. */
function read<T>(reading: () => T): T {
  try {
    return reading();
  } catch (error) {
    throw new NotUnderstood('a certificate', (error as Error).message);
  }
}
