import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { isObject, type Wire, type WireObject } from '../../../wire/values';
import type { InputRule, Kind, Made } from '../logical/kind';
import { keyUsages } from './key-usages';
import { type SigningKeys, signatureOf, signingKeys } from './signing';
import { x509 } from './x509';

const hourMs = 60 * 60 * 1000;

const names: Readonly<Record<string, InputRule>> = {
  dnsNames: { type: 'texts' },
  ipAddresses: { type: 'texts' },
  subject: { type: 'map' },
  uris: { type: 'texts' },
};
const validity: Readonly<Record<string, InputRule>> = {
  allowedUses: { type: 'texts', required: true },
  earlyRenewalHours: { type: 'number', least: 0, inPlace: true },
  isCaCertificate: { type: 'flag' },
  maxPathLength: { type: 'number', least: -1 },
  setSubjectKeyId: { type: 'flag' },
  validityPeriodHours: { type: 'number', required: true, least: 0 },
};
const key: InputRule = { type: 'text', required: true };
const made = ['certPem', 'readyForRenewal', 'validityEndTime', 'validityStartTime'];

export const certRequest: Kind = {
  inputs: { ...names, privateKeyPem: key },
  makes: ['certRequestPem', 'keyAlgorithm'],
  secrets: ['privateKeyPem'],
  make: async (inputs) => {
    const keys = await signingKeys(String(inputs['privateKeyPem']));
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: subjectOf(inputs),
      keys: keys.pair,
      signingAlgorithm: signatureOf(keys),
      extensions: alternativeNames(inputs),
    });
    const id = createHash('sha1').update(Buffer.from(request.rawData)).digest('hex');
    return { id, outputs: { ...inputs, certRequestPem: pem(request), keyAlgorithm: keys.name } };
  },
};

/** A certificate signed with its own key. */
export function selfSignedCert(now: () => number): Kind {
  return {
    inputs: { ...names, ...validity, privateKeyPem: key, setAuthorityKeyId: { type: 'flag' } },
    makes: [...made, 'keyAlgorithm'],
    secrets: ['privateKeyPem'],
    mistake: useMistake,
    aged,
    make: async (inputs) => {
      const keys = await signingKeys(String(inputs['privateKeyPem']));
      const name = subjectOf(inputs);
      const isAuthorityNamed = inputs['setAuthorityKeyId'] === true;
      return sign(now(), inputs, {
        subject: name,
        issuer: name,
        publicKey: keys.pair.publicKey,
        keys,
        issuerKey: isAuthorityNamed ? keys.pair.publicKey : undefined,
        extensions: alternativeNames(inputs),
        algorithm: { keyAlgorithm: keys.name },
      });
    },
  };
}

/** A certificate that an authority signs for the holder of a request. */
export function locallySignedCert(now: () => number): Kind {
  return {
    inputs: { ...validity, caCertPem: key, caPrivateKeyPem: key, certRequestPem: key },
    makes: [...made, 'caKeyAlgorithm'],
    secrets: ['caPrivateKeyPem'],
    mistake: useMistake,
    aged,
    make: async (inputs) => {
      const keys = await signingKeys(String(inputs['caPrivateKeyPem']));
      const authority = read('caCertPem', inputs, (text) => new x509.X509Certificate(text));
      const request = read('certRequestPem', inputs, (text) => new x509.Pkcs10CertificateRequest(text));
      if (!(await request.verify()))
        throw new Error('certRequestPem must be signed with its own key, and is not');
      const authorityKey = Buffer.from(authority.publicKey.rawData);
      const given = Buffer.from(await webcrypto.subtle.exportKey('spki', keys.pair.publicKey));
      if (!authorityKey.equals(given))
        throw new Error('caPrivateKeyPem must be the key of caCertPem, and is not');
      return sign(now(), inputs, {
        subject: request.subject,
        issuer: authority.subject,
        publicKey: request.publicKey,
        keys,
        issuerKey: authority.publicKey,
        extensions: request.extensions,
        algorithm: { caKeyAlgorithm: keys.name },
      });
    },
  };
}

interface Certificate {
  readonly subject: string | x509.JsonName;
  readonly issuer: string | x509.JsonName;
  readonly publicKey: x509.PublicKeyType;
  readonly keys: SigningKeys;
  readonly issuerKey: x509.PublicKeyType | undefined;
  readonly extensions: x509.Extension[];
  readonly algorithm: WireObject;
}

async function sign(now: number, inputs: WireObject, certificate: Certificate): Promise<Made> {
  const isAuthority = inputs['isCaCertificate'] === true;
  const maxPathLength = Number(inputs['maxPathLength'] ?? -1);
  // Certificates know whole seconds only.
  const notBefore = new Date(Math.floor(now / 1000) * 1000);
  const notAfter = new Date(notBefore.getTime() + Number(inputs['validityPeriodHours']) * hourMs);
  // A serial number is positive and has at most 20 bytes (RFC 5280 4.1.2.2).
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const own = isAuthority || inputs['setSubjectKeyId'] === true;
  const { issuerKey, publicKey } = certificate;
  const signed = await x509.X509CertificateGenerator.create({
    serialNumber: serial.toString('hex'),
    subject: certificate.subject,
    issuer: certificate.issuer,
    notBefore,
    notAfter,
    publicKey,
    signingKey: certificate.keys.pair.privateKey,
    signingAlgorithm: signatureOf(certificate.keys),
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, maxPathLength < 0 ? undefined : maxPathLength, true),
      ...keyUsages(textsOf(inputs['allowedUses'])),
      ...(own ? [await x509.SubjectKeyIdentifierExtension.create(publicKey)] : []),
      ...(issuerKey === undefined ? [] : [await x509.AuthorityKeyIdentifierExtension.create(issuerKey)]),
      ...certificate.extensions,
    ],
  });
  const defaults = {
    earlyRenewalHours: 0,
    isCaCertificate: false,
    maxPathLength: -1,
    setSubjectKeyId: false,
  };
  return {
    id: BigInt(`0x${serial.toString('hex')}`).toString(),
    outputs: {
      ...defaults,
      ...inputs,
      ...certificate.algorithm,
      certPem: pem(signed),
      readyForRenewal: false,
      validityStartTime: notBefore.toISOString(),
      validityEndTime: notAfter.toISOString(),
    },
  };
}

/** A certificate asks for its renewal when its early-renewal hours begin. */
function aged(outputs: WireObject, now: number): WireObject | undefined {
  const end = Date.parse(String(outputs['validityEndTime']));
  return now >= end - Number(outputs['earlyRenewalHours'] ?? 0) * hourMs
    ? { readyForRenewal: true }
    : undefined;
}

function useMistake(inputs: WireObject): string | undefined {
  try {
    keyUsages(textsOf(inputs['allowedUses']));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function alternativeNames(inputs: WireObject): x509.Extension[] {
  const entries = [
    ...textsOf(inputs['dnsNames']).map((value) => ({ type: 'dns' as const, value })),
    ...textsOf(inputs['ipAddresses']).map((value) => ({ type: 'ip' as const, value })),
    ...textsOf(inputs['uris']).map((value) => ({ type: 'url' as const, value })),
  ];
  return entries.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(entries)];
}

/** Parts of a name by the words of the provider, in the order in which names are written. */
const nameParts = [
  ['country', 'C'],
  ['organization', 'O'],
  ['organizationalUnit', 'OU'],
  ['locality', 'L'],
  ['province', 'ST'],
  ['commonName', 'CN'],
  ['serialNumber', '2.5.4.5'],
] as const;

function subjectOf(inputs: WireObject): x509.JsonName {
  const subject = isObject(inputs['subject']) ? (inputs['subject'] as WireObject) : {};
  const known = new Set<string>(nameParts.map(([name]) => name));
  const unknown = Object.keys(subject).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`subject.${unknown[0]} is not simulated, expected one of ${[...known].join(', ')}`);
  return nameParts
    .filter(([name]) => typeof subject[name] === 'string')
    .map(([name, short]) => ({ [short]: [String(subject[name])] }));
}

function textsOf(value: Wire | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function read<T>(name: string, inputs: WireObject, parse: (text: string) => T): T {
  try {
    return parse(String(inputs[name]));
  } catch {
    throw new Error(`${name} must be PEM of the kind that its name says, found something else`);
  }
}

function pem(value: { toString(format: 'pem'): string }): string {
  return `${value.toString('pem')}\n`;
}
