import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import { x509 } from './x509';

x509.cryptoProvider.set(webcrypto);

/** A key pair in the form in which certificates are signed with it. */
export interface SigningKeys {
  /** `RSA`, `ECDSA` or `ED25519`, as the provider names it. */
  readonly name: string;
  readonly pair: webcrypto.CryptoKeyPair;
}

type Algorithm = Parameters<typeof webcrypto.subtle.importKey>[2];

/** Reads a private key in any PEM form. Throws an Error that says nothing of the key itself. */
export async function signingKeys(pem: string): Promise<SigningKeys> {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(pem);
  } catch {
    throw new Error('privateKeyPem must be a private key in PEM form, found something else');
  }
  const publicKey = createPublicKey(privateKey);
  const { name, algorithm } = algorithmOf(publicKey);
  const { subtle } = webcrypto;
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    name,
    pair: {
      privateKey: await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
      publicKey: await subtle.importKey('spki', spki, algorithm, true, ['verify']),
    },
  };
}

const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

function algorithmOf(key: KeyObject): { name: string; algorithm: Algorithm } {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { name: 'RSA', algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } };
    case 'ec': {
      const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? '';
      return { name: 'ECDSA', algorithm: { name: 'ECDSA', namedCurve } };
    }
    case 'ed25519':
      return { name: 'ED25519', algorithm: { name: 'Ed25519' } };
    default:
      throw new Error(`a key must be RSA, ECDSA or ED25519, found ${key.asymmetricKeyType}`);
  }
}

/** How the holder of these keys signs: with SHA-256, or as its curve demands. */
export function signatureOf({ pair }: SigningKeys): { name: string; hash: string } {
  return { name: pair.privateKey.algorithm.name, hash: 'SHA-256' };
}
