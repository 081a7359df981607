import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { element, integer, nothing, objectIdentifier, sequence, set } from '../../../components/der';

/** A fresh RSA key pair, PEM. */
export function keyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** A self-signed certificate of X.509 version 1 for `localhost`, PEM (RFC 5280). */
export function certificate(privateKey: string, publicKey: string): string {
  const algorithm = sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing());
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), element(0x0c, Buffer.from('localhost')))));
  const time = (text: string) => element(0x17, Buffer.from(text));
  const toBeSigned = sequence(
    integer(1),
    algorithm,
    name,
    sequence(time('250101000000Z'), time('491231235959Z')),
    name,
    createPublicKey(publicKey).export({ format: 'der', type: 'spki' }),
  );
  const signature = element(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const lines =
    sequence(toBeSigned, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
