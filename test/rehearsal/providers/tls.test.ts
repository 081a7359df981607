import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { Server } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tls } from '../../../lib/rehearsal/providers/tls/tls';
import { isSecret, secret, unknownValue, type WireObject } from '../../../lib/wire/values';
import type { Made, ProviderClient } from '../support/provider-client';
import { connect } from '../support/rehearsal';

const hourMs = 60 * 60 * 1000;
let now = Date.now();
let client: ProviderClient;
let server: Server;
beforeAll(async () => {
  ({ client, server } = await connect(new Tls('5.6.1', () => now)));
});
afterAll(() => {
  client.close();
  server.forceShutdown();
});

const keyType = 'tls:index/privateKey:PrivateKey';
const requestType = 'tls:index/certRequest:CertRequest';
const selfSignedType = 'tls:index/selfSignedCert:SelfSignedCert';
const signedType = 'tls:index/locallySignedCert:LocallySignedCert';
const opened = (value: unknown) =>
  (isSecret(value as WireObject) ? (value as WireObject)['value'] : value) as string;

const algorithms: [string, WireObject][] = [
  ['RSA', { algorithm: 'RSA', rsaBits: 2048 }],
  ['ECDSA P256', { algorithm: 'ECDSA', ecdsaCurve: 'P256' }],
  ['ECDSA P384', { algorithm: 'ECDSA', ecdsaCurve: 'P384' }],
  ['ED25519', { algorithm: 'ED25519' }],
];

async function authority(key: WireObject): Promise<{ key: Made; cert: Made }> {
  const made = await client.create(keyType, key);
  const cert = await client.create(selfSignedType, {
    privateKeyPem: made.outputs['privateKeyPem'] ?? null,
    subject: { commonName: 'authority', organization: 'example' },
    isCaCertificate: true,
    setSubjectKeyId: true,
    allowedUses: ['cert_signing', 'crl_signing'],
    validityPeriodHours: 48,
    earlyRenewalHours: 12,
  });
  return { key: made, cert };
}

describe.each(algorithms)('%s', (_, key) => {
  test('makes one key pair in all its forms, the private ones secret', async () => {
    const { outputs } = await client.create(keyType, key);
    for (const name of ['privateKeyPem', 'privateKeyPemPkcs8', 'privateKeyOpenssh'])
      expect(isSecret(outputs[name])).toBe(true);
    const spki = { type: 'spki', format: 'pem' } as const;
    for (const name of ['privateKeyPem', 'privateKeyPemPkcs8'])
      expect(createPublicKey(createPrivateKey(opened(outputs[name]))).export(spki)).toBe(
        outputs['publicKeyPem'],
      );
    const [sshType, blob = ''] = opened(outputs['publicKeyOpenssh']).trim().split(' ');
    const openssh = Buffer.from(
      opened(outputs['privateKeyOpenssh']).split('\n').slice(1, -2).join(''),
      'base64',
    );
    expect(openssh.subarray(0, 15).toString()).toBe('openssh-key-v1\0');
    expect(openssh.includes(Buffer.from(blob, 'base64'))).toBe(true);
    expect(Buffer.from(blob, 'base64').subarray(4).toString('latin1')).toContain(sshType);
    expect(outputs['publicKeyFingerprintSha256']).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(outputs['publicKeyFingerprintMd5']).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){15}$/);
  });

  test('makes a chain that OpenSSL verifies', async () => {
    const { key: caKey, cert: ca } = await authority(key);
    const own = await client.create(keyType, key);
    const request = await client.create(requestType, {
      privateKeyPem: own.outputs['privateKeyPem'] ?? null,
      subject: { commonName: 'a.example.jp' },
      dnsNames: ['a.example.jp'],
      ipAddresses: ['10.0.0.4'],
    });
    const leaf = await client.create(signedType, {
      caPrivateKeyPem: caKey.outputs['privateKeyPem'] ?? null,
      caCertPem: ca.outputs['certPem'] ?? null,
      certRequestPem: request.outputs['certRequestPem'] ?? null,
      allowedUses: ['digital_signature', 'server_auth'],
      validityPeriodHours: 24,
    });
    const [root, end] = [ca, leaf].map(({ outputs }) => new X509Certificate(opened(outputs['certPem'])));
    expect(root?.ca).toBe(true);
    expect(root?.verify(root.publicKey)).toBe(true);
    expect(end?.ca).toBe(false);
    expect(end?.verify(root?.publicKey ?? createPublicKey(''))).toBe(true);
    expect(end?.checkIssued(root as X509Certificate)).toBe(true);
    expect(end?.checkPrivateKey(createPrivateKey(opened(own.outputs['privateKeyPem'])))).toBe(true);
    expect(end?.subjectAltName).toBe('DNS:a.example.jp, IP Address:10.0.0.4');
    expect(end?.subject).toBe('CN=a.example.jp');
    expect(end?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(Date.parse(end?.validTo ?? '') - Date.parse(end?.validFrom ?? '')).toBe(24 * hourMs);
  });
});

describe('certificates', () => {
  test('keep the given key secret, in a preview too', async () => {
    const inputs = {
      privateKeyPem: secret(unknownValue),
      subject: { commonName: 'a' },
      allowedUses: ['server_auth'],
      validityPeriodHours: 1,
    };
    const made = await client.create(selfSignedType, inputs, true);
    expect(made.outputs['privateKeyPem']).toEqual(secret(unknownValue));
    expect(made.outputs['certPem']).toBe(unknownValue);
  });

  test('are made anew when their renewal is due, and only then', async () => {
    const { cert } = await authority({ algorithm: 'ED25519' });
    now += 36 * hourMs - 2000;
    expect((await client.diff(selfSignedType, cert, cert.inputs)).replaces).toEqual([]);
    now += 2000;
    const diff = await client.diff(selfSignedType, cert, cert.inputs);
    expect(diff.replaces).toEqual(['readyForRenewal']);
    expect((await client.read(selfSignedType, cert))?.outputs['readyForRenewal']).toBe(true);
    // Fewer hours of early renewal are taken over in place, and put the renewal off.
    const news = { ...cert.inputs, earlyRenewalHours: 1 };
    expect(await client.diff(selfSignedType, cert, news)).toMatchObject({
      changed: ['earlyRenewalHours'],
      replaces: [],
    });
    expect((await client.update(selfSignedType, cert, news)).outputs['earlyRenewalHours']).toBe(1);
  });

  test.each<[string, string, WireObject, string]>([
    [
      'no uses that exist',
      selfSignedType,
      { privateKeyPem: 'k', allowedUses: ['anything'], validityPeriodHours: 1 },
      'found anything',
    ],
    ['no key', requestType, { subject: { commonName: 'a' } }, 'privateKeyPem is required, found nothing'],
    ['an unknown algorithm', keyType, { algorithm: 'DSA' }, 'must be one of RSA, ECDSA, ED25519, found DSA'],
  ])('refuse %s', async (_, type, inputs, words) => {
    expect((await client.check(type, inputs)).refused.join('\n')).toContain(words);
  });

  test('say that a key is none, and not what it is', async () => {
    const made = client.create(requestType, { privateKeyPem: 'very secret', subject: { commonName: 'a' } });
    await expect(made).rejects.toThrow(
      'privateKeyPem must be a private key in PEM form, found something else',
    );
    await expect(made).rejects.not.toThrow('very secret');
  });

  test("are not signed with a key that is not the authority's", async () => {
    const [one, two] = [await authority({ algorithm: 'ED25519' }), await authority({ algorithm: 'ED25519' })];
    const request = await client.create(requestType, {
      privateKeyPem: one.key.outputs['privateKeyPem'] ?? null,
      subject: { commonName: 'a' },
    });
    const signed = client.create(signedType, {
      caPrivateKeyPem: two.key.outputs['privateKeyPem'] ?? null,
      caCertPem: one.cert.outputs['certPem'] ?? null,
      certRequestPem: request.outputs['certRequestPem'] ?? null,
      allowedUses: ['server_auth'],
      validityPeriodHours: 1,
    });
    await expect(signed).rejects.toThrow('caPrivateKeyPem must be the key of caCertPem, and is not');
  });
});
