import { createHash, createHmac, createPrivateKey, X509Certificate } from 'node:crypto';
import { integer, nothing, objectIdentifier, octets, sequence, set, tagged } from './der';

const oid = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/**
 * A private key and its certificate, both PEM, as a PKCS#12 container (RFC 7292) with an empty password: the only
 * form in which Application Gateway takes a certificate from a vault's secret, where the vault is the protection.
 * https://learn.microsoft.com/azure/application-gateway/key-vault-certs (2026-11-23)
 * The same input gives the same bytes, so that an unchanged certificate is no change in a plan. Throws an Error
 * for a text that is no key or certificate, without repeating it.
 */
export function toPkcs12(privateKeyPem: string, certificatePem: string): Buffer {
  const { key, certificate } = read(privateKeyPem, certificatePem);
  const fingerprint = createHash('sha256').update(certificate).digest();
  const keyId = sequence(objectIdentifier(oid.localKeyId), set(octets(fingerprint)));
  const bags = sequence(
    sequence(objectIdentifier(oid.keyBag), tagged(0, key), set(keyId)),
    sequence(
      objectIdentifier(oid.certificateBag),
      tagged(0, sequence(objectIdentifier(oid.x509Certificate), tagged(0, octets(certificate)))),
      set(keyId),
    ),
  );
  const safe = sequence(data(bags));
  return sequence(integer(3), data(safe), mac(safe));
}

function read(privateKeyPem: string, certificatePem: string): { key: Buffer; certificate: Buffer } {
  try {
    return {
      key: createPrivateKey(privateKeyPem).export({ format: 'der', type: 'pkcs8' }),
      certificate: Buffer.from(new X509Certificate(certificatePem).raw),
    };
  } catch {
    throw new Error('a PKCS#12 container needs a private key and a certificate in PEM form');
  }
}

const data = (content: Buffer) => sequence(objectIdentifier(oid.data), tagged(0, octets(content)));

const macIterations = 2048;

function mac(safe: Buffer): Buffer {
  // A salt drawn anew would make every run a change; an empty password gains nothing from a random one.
  const salt = createHash('sha256').update(safe).digest().subarray(0, 16);
  const digest = createHmac('sha256', macKey(salt)).update(safe).digest();
  return sequence(
    sequence(sequence(objectIdentifier(oid.sha256), nothing()), octets(digest)),
    octets(salt),
    integer(macIterations),
  );
}

/** RFC 7292, appendix B.2, for one block of SHA-256 output, purpose 3 and the empty password (two zero bytes). */
function macKey(salt: Buffer): Buffer {
  const block = 64;
  const fill = (bytes: Buffer) => Buffer.alloc(block, bytes);
  const input = Buffer.concat([Buffer.alloc(block, 3), fill(salt), fill(Buffer.alloc(2))]);
  let digest = createHash('sha256').update(input).digest();
  for (let round = 1; round < macIterations; round += 1) {
    digest = createHash('sha256').update(digest).digest();
  }
  return digest;
}
