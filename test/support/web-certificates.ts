import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

const rsa = (bits: number, hash = 'SHA-256') => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: bits,
});
const dayMs = 24 * 60 * 60 * 1000;

export interface Issued {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface IssueOptions {
  readonly subject: string;
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  /** Bits of its RSA key; P-256 when left out. */
  readonly rsaBits?: number;
  /** Hash of what its RSA key signs; SHA-256 when left out. */
  readonly hash?: 'SHA-1' | 'SHA-256';
  /** Days from now on; begins a day ago when left out. */
  readonly from?: number;
  readonly days?: number;
  /** Who signs it; itself when left out. */
  readonly by?: Issued;
}

/** Makes a key and a certificate for it. */
export async function issue(options: IssueOptions): Promise<Issued> {
  const {
    subject,
    names = [],
    addresses = [],
    rsaBits,
    hash = 'SHA-256',
    from = -1,
    days = 90,
    by,
  } = options;
  const own = rsaBits === undefined ? { name: 'ECDSA', namedCurve: 'P-256' } : rsa(rsaBits, hash);
  const keys = (await webcrypto.subtle.generateKey(own, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const signing = by?.keys ?? keys;
  const name = signing.privateKey.algorithm.name;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject,
    issuer: by?.certificate.subject ?? subject,
    notBefore: new Date(Date.now() + from * dayMs),
    notAfter: new Date(Date.now() + days * dayMs),
    publicKey: keys.publicKey as never,
    signingKey: signing.privateKey as never,
    signingAlgorithm: { name, hash: 'SHA-256' } as never,
    extensions: [
      new x509.BasicConstraintsExtension(by === undefined, undefined, true),
      ...(names.length + addresses.length === 0
        ? []
        : [
            new x509.SubjectAlternativeNameExtension([
              ...names.map((value) => ({ type: 'dns' as const, value })),
              ...addresses.map((value) => ({ type: 'ip' as const, value })),
            ]),
          ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
    certificate,
    keys,
  };
}
