import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { WireObject } from '../../../wire/values';
import type { Kind } from '../logical/kind';
import { authorizedKey, fingerprint, opensshPrivateKey, sshPublicKey } from './openssh';

const generate = promisify(generateKeyPair);
const defaults = { rsaBits: 2048, ecdsaCurve: 'P256' };

/** Makes key pairs. The curve P224 of the real provider is left out, which nothing of today speaks. */
export const privateKey: Kind = {
  inputs: {
    algorithm: { type: 'text', required: true, oneOf: ['RSA', 'ECDSA', 'ED25519'] },
    ecdsaCurve: { type: 'text', oneOf: ['P256', 'P384', 'P521'] },
    rsaBits: { type: 'number', least: 1024 },
  },
  makes: [
    'privateKeyOpenssh',
    'privateKeyPem',
    'privateKeyPemPkcs8',
    'publicKeyFingerprintMd5',
    'publicKeyFingerprintSha256',
    'publicKeyOpenssh',
    'publicKeyPem',
  ],
  secrets: ['privateKeyOpenssh', 'privateKeyPem', 'privateKeyPemPkcs8'],
  make: async (inputs) => {
    const all: WireObject = { ...defaults, ...inputs };
    const pair = await generatePair(all);
    const ssh = sshPublicKey(pair.publicKey);
    const der = pair.publicKey.export({ type: 'spki', format: 'der' });
    return {
      id: createHash('sha1').update(der).digest('hex'),
      outputs: {
        ...all,
        privateKeyPem: privatePem(pair.privateKey, String(all['algorithm'])),
        privateKeyPemPkcs8: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
        privateKeyOpenssh: opensshPrivateKey(pair.privateKey, pair.publicKey),
        publicKeyPem: String(pair.publicKey.export({ type: 'spki', format: 'pem' })),
        publicKeyOpenssh: authorizedKey(ssh),
        publicKeyFingerprintMd5: fingerprint(ssh, 'md5'),
        publicKeyFingerprintSha256: fingerprint(ssh, 'sha256'),
      },
    };
  },
};

function generatePair(all: WireObject): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (all['algorithm']) {
    case 'RSA':
      return generate('rsa', { modulusLength: Number(all['rsaBits']) });
    case 'ECDSA':
      return generate('ec', { namedCurve: String(all['ecdsaCurve']).replace('P', 'P-') });
    default:
      return generate('ed25519');
  }
}

/** The oldest form that every tool reads: PKCS#1 for RSA, SEC 1 for curves, PKCS#8 for what has no other. */
function privatePem(key: KeyObject, algorithm: string): string {
  if (algorithm === 'RSA') return String(key.export({ type: 'pkcs1', format: 'pem' }));
  if (algorithm === 'ECDSA') return String(key.export({ type: 'sec1', format: 'pem' }));
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}
