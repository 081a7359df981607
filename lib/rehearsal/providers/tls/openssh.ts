import { createHash, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';

/** A public key as OpenSSH names and encodes it (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4). */
export interface SshPublicKey {
  readonly type: string;
  readonly blob: Buffer;
}

const curves: Readonly<Record<string, string>> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

export function sshPublicKey(key: KeyObject): SshPublicKey {
  const jwk = key.export({ format: 'jwk' });
  if (jwk.kty === 'RSA') return build('ssh-rsa', positive(bytes(jwk, 'e')), positive(bytes(jwk, 'n')));
  if (jwk.kty === 'OKP') return build('ssh-ed25519', bytes(jwk, 'x'));
  const curve = curves[jwk.crv ?? ''] ?? '';
  return build(`ecdsa-sha2-${curve}`, Buffer.from(curve), point(jwk));
}

/** One line of `authorized_keys`, without a comment. */
export function authorizedKey({ type, blob }: SshPublicKey): string {
  return `${type} ${blob.toString('base64')}\n`;
}

/** `md5` as pairs of digits, `sha256` as OpenSSH shows it. */
export function fingerprint({ blob }: SshPublicKey, hash: 'md5' | 'sha256'): string {
  const digest = createHash(hash).update(blob);
  if (hash === 'md5') return digest.digest('hex').match(/../g)?.join(':') ?? '';
  return `SHA256:${digest.digest('base64').replace(/=+$/, '')}`;
}

/**
 * A private key in OpenSSH's own form, without a passphrase.
 * https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function opensshPrivateKey(key: KeyObject, publicKey: KeyObject): string {
  const { type, blob } = sshPublicKey(publicKey);
  const jwk = key.export({ format: 'jwk' });
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    field(Buffer.from(type)),
    ...privateFields(jwk),
    field(Buffer.alloc(0)),
  ]);
  const blockBytes = 8;
  const padding = Buffer.from(
    Array.from({ length: (blockBytes - (secret.length % blockBytes)) % blockBytes }, (_, index) => index + 1),
  );
  const none = field(Buffer.from('none'));
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    none,
    none,
    field(Buffer.alloc(0)),
    Buffer.from([0, 0, 0, 1]),
    field(blob),
    field(Buffer.concat([secret, padding])),
  ]);
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join(
    '\n',
  );
}

function privateFields(jwk: JsonWebKey): Buffer[] {
  if (jwk.kty === 'RSA')
    return (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) => field(positive(bytes(jwk, name))));
  if (jwk.kty === 'OKP')
    return [field(bytes(jwk, 'x')), field(Buffer.concat([bytes(jwk, 'd'), bytes(jwk, 'x')]))];
  return [
    field(Buffer.from(curves[jwk.crv ?? ''] ?? '')),
    field(point(jwk)),
    field(positive(bytes(jwk, 'd'))),
  ];
}

function build(type: string, ...fields: Buffer[]): SshPublicKey {
  return { type, blob: Buffer.concat([Buffer.from(type), ...fields].map(field)) };
}

/** An uncompressed point of a curve (SEC 1, 2.3.3). */
function point(jwk: JsonWebKey): Buffer {
  return Buffer.concat([Buffer.from([4]), bytes(jwk, 'x'), bytes(jwk, 'y')]);
}

function bytes(jwk: JsonWebKey, name: 'n' | 'e' | 'd' | 'p' | 'q' | 'qi' | 'x' | 'y'): Buffer {
  return Buffer.from(jwk[name] ?? '', 'base64url');
}

/** A number that is not negative: with a zero before a byte whose first bit is set. */
function positive(number: Buffer): Buffer {
  return (number[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), number]) : number;
}

function field(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}
