import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder, type Mistake, type Result } from './mistake';
import { readText } from './read-file';

/** By whom hardening bundles are signed, and the signatures that there are. */
export interface BundleSigning {
  /** The signer's public key, PEM; absent where nobody signs. */
  readonly key?: string;
  /** What there is of signatures, by the tenant's id. */
  readonly signatures: ReadonlyMap<string, VersionedSignature>;
}

/** A signature of a tenant's manifest, with the version that the manifest states. */
export interface VersionedSignature {
  /** A whole number from 1 to 999,999,999 that grows with each signature. */
  readonly version: number;
  /** Base64 or base64url. */
  readonly signature: string;
}

const maximumBytes = 8192;
/** What a machine's shell reads, and counts with. */
const versionForm = /^[1-9]\d{0,8}$/;

/**
 * Reads the folder of signed hardening bundles: `key.pem`, the public RSA key of the signer, and `<tenant>.sig`, with
 * the version of each tenant's bundles on its first line and the signature of their manifest on its second, in base64
 * or base64url. Without the key there is nothing to read; a signature that is missing is left out. The result holds
 * both or every mistake.
 */
export function loadBundleSigning(folder: string, tenants: readonly string[]): Result<BundleSigning> {
  const keyFile = join(folder, 'key.pem');
  if (!existsSync(keyFile)) return { ok: true, value: { signatures: new Map() } };
  const mistakes: Mistake[] = [];
  const read = (file: string): string | undefined => {
    const text = readText(file, maximumBytes);
    if (text.ok) return text.value;
    mistakes.push(...text.mistakes);
    return undefined;
  };
  const key = read(keyFile);
  if (key !== undefined && !isPublicKey(key)) {
    const words = 'the public part of an RSA key as PEM (`BEGIN PUBLIC KEY`)';
    mistakes.push({ file: keyFile, text: `found something else, expected ${words}` });
  }
  const signatures = tenants.flatMap((id): [string, VersionedSignature][] => {
    const file = join(folder, `${id}.sig`);
    const text = existsSync(file) ? read(file) : undefined;
    if (text === undefined) return [];
    const [version = '', signature = '', ...others] = text.trimEnd().split(/\r?\n/);
    const expect = (line: number, isRight: boolean, found: string, words: string) => {
      if (!isRight) mistakes.push({ file, line, text: `found ${show(found)}, expected ${words}` });
    };
    expect(1, versionForm.test(version), version, versionWords);
    expect(2, /^[\w+/-]+={0,2}$/.test(signature), signature, 'a signature in base64');
    expect(3, others.length === 0, others[0] ?? '', 'the version and the signature alone, a line each');
    return [[id, { version: Number(version), signature }]];
  });
  return mistakes.length === 0
    ? { ok: true, value: { ...(key !== undefined && { key }), signatures: new Map(signatures) } }
    : { ok: false, mistakes: inOrder(mistakes) };
}

const versionWords =
  'the version, a whole number from 1 to 999999999 that is higher than that of the last signature';

/** What a line holds; not what somebody may have put there by mistake, such as a key. */
const show = (line: string) => (line === '' ? 'nothing' : line.length > 12 ? 'something else' : line);

/** A private key would pass as a public one, too, and has no business in a repository. */
function isPublicKey(text: string): boolean {
  if (!text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return false;
  try {
    return createPublicKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
