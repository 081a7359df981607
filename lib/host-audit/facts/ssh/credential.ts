import { type ParsedKey, utils } from 'ssh2';
import { type AgentKey, agentKeys, agentSignature, rsaSha512 } from './agent';
import { fingerprintOf, kindOf } from './pins';

/** Something by which a host lets the auditor in: a key, or a certificate over one. */
export interface Credential {
  /** Name of the algorithm as it is shown to the host, such as `rsa-sha2-512-cert-v01@openssh.com`. */
  readonly algorithm: string;
  /** Name of the algorithm in a signature, such as `rsa-sha2-512`. */
  readonly format: string;
  /** The public key or certificate. */
  readonly blob: Buffer;
  /** The bare signature over data. Rejects with an Error that says why there is none. */
  sign(data: Buffer): Promise<Buffer>;
}

/** A private key with the certificate that lies beside it, or the keys of an agent. */
export type Login =
  | { readonly kind: 'key'; readonly credentials: readonly Credential[] }
  | {
      readonly kind: 'agent';
      /** Path of its socket. */
      readonly socket: string;
      /** The only key of the agent that is shown, in the form of RFC 4253; every key when left out. */
      readonly only?: Buffer;
    };

/**
 * How keys and certificates of each kind are shown, and how they sign; RSA over SHA-512 (RFC 8332).
 * https://github.com/openssh/openssh-portable/blob/V_9_2_P1/PROTOCOL.certkeys (2026-11-27)
 */
const kinds: Readonly<Record<string, { algorithm: string; format: string }>> = {
  'ssh-ed25519': { algorithm: 'ssh-ed25519', format: 'ssh-ed25519' },
  'ssh-rsa': { algorithm: 'rsa-sha2-512', format: 'rsa-sha2-512' },
  'ssh-ed25519-cert-v01@openssh.com': {
    algorithm: 'ssh-ed25519-cert-v01@openssh.com',
    format: 'ssh-ed25519',
  },
  'ssh-rsa-cert-v01@openssh.com': { algorithm: 'rsa-sha2-512-cert-v01@openssh.com', format: 'rsa-sha2-512' },
};

/** What a key or certificate is shown as; `undefined` for a kind that the baseline does not admit. */
function shownAs(blob: Buffer, admitted: readonly string[]) {
  const shown = kinds[kindOf(blob) ?? ''];
  return shown !== undefined && admitted.includes(shown.algorithm) ? shown : undefined;
}

/** The same of a private key; the certificate, when there is one, before the bare key. */
export function credentialsOf(
  key: ParsedKey,
  certificate: Buffer | undefined,
  admitted: readonly string[],
): Credential[] {
  const sign = async (data: Buffer) => {
    const signature: Buffer | Error = key.sign(data, key.type === 'ssh-rsa' ? 'sha512' : undefined);
    if (signature instanceof Error) throw signature;
    return signature;
  };
  return [...(certificate === undefined ? [] : [certificate]), key.getPublicSSH()].flatMap((blob) => {
    const shown = shownAs(blob, admitted);
    return shown === undefined ? [] : [{ ...shown, blob, sign }];
  });
}

/**
 * What the agent holds of what the baseline admits, certificates first: they are what a host knows that knows no key.
 * Rejects with an Error that says what is wrong with the agent.
 */
export async function credentialsIn(
  { socket, only }: Extract<Login, { kind: 'agent' }>,
  admitted: readonly string[],
): Promise<Credential[]> {
  const held = await agentKeys(socket);
  const meant = only === undefined ? held : held.filter(({ blob }) => certifies(blob, only));
  if (meant.length === 0) {
    throw new Error(
      only === undefined ? 'the agent holds no key' : `the agent does not hold ${fingerprintOf(only)}`,
    );
  }
  const credentials = meant.flatMap((key) => {
    const shown = shownAs(key.blob, admitted);
    return shown === undefined ? [] : [{ ...shown, blob: key.blob, sign: signer(socket, key, shown.format) }];
  });
  if (credentials.length === 0) {
    throw new Error(`none of the ${meant.length} keys in the agent is one of ${admitted.join(', ')}`);
  }
  return credentials.sort((a, b) => Number(isCertificate(b)) - Number(isCertificate(a)));
}

const isCertificate = ({ algorithm }: Credential) => algorithm.includes('-cert-');

const signer = (socket: string, key: AgentKey, format: string) => async (data: Buffer) => {
  const flags = format === 'rsa-sha2-512' ? rsaSha512 : 0;
  const signed = await agentSignature(socket, key, data, flags);
  if (signed.format === format) return signed.signature;
  throw new Error(`the agent signs by ${signed.format}, expected ${format}`);
};

/** Whether a blob is the key, or a certificate over it: that holds the key's numbers after a nonce. */
export function certifies(blob: Buffer, key: Buffer): boolean {
  if (blob.equals(key)) return true;
  const kind = kindOf(key);
  if (kind === undefined || kindOf(blob) !== `${kind}-cert-v01@openssh.com`) return false;
  const numbers = key.subarray(4 + Buffer.byteLength(kind));
  const nonceAt = 4 + Buffer.byteLength(`${kind}-cert-v01@openssh.com`);
  const numbersAt = nonceAt + 4 + blob.readUInt32BE(nonceAt);
  return blob.subarray(numbersAt, numbersAt + numbers.length).equals(numbers);
}

/** A private key in a text, or why there is none. */
export function parsePrivateKey(text: string, passphrase: string | undefined): ParsedKey | Error {
  const parsed: ParsedKey | ParsedKey[] | Error = utils.parseKey(text, passphrase);
  return Array.isArray(parsed) ? (parsed[0] ?? new Error('it holds no key')) : parsed;
}
