import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder, type Mistake, type Result } from './mistake';
import { readText } from './read-file';

/** By whom hardening bundles are signed, and the signatures that there are. */
export interface BundleSigning {
  /** The signer's public key, PEM; absent where nobody signs. */
  readonly key?: string;
  /** Signatures in base64, by the tenant's id. */
  readonly signatures: ReadonlyMap<string, string>;
}

const maximumBytes = 8192;

/**
 * Reads the folder of signed hardening bundles: `key.pem`, the public RSA key of the signer, and `<tenant>.sig`, the
 * signature of each tenant's manifest in base64 or base64url. Without the key there is nothing to read; a signature
 * that is missing is left out. The result holds both or every mistake.
 */
export function loadBundleSigning(folder: string, tenants: readonly string[]): Result<BundleSigning> {
  const keyFile = join(folder, 'key.pem');
  if (!existsSync(keyFile)) return { ok: true, value: { signatures: new Map() } };
  const mistakes: Mistake[] = [];
  const read = (file: string, admits: (text: string) => boolean, words: string): string => {
    const text = readText(file, maximumBytes);
    if (!text.ok) mistakes.push(...text.mistakes);
    else if (!admits(text.value)) mistakes.push({ file, text: `found something else, expected ${words}` });
    return text.ok ? text.value : '';
  };
  const key = read(keyFile, isPublicKey, 'the public part of an RSA key as PEM (`BEGIN PUBLIC KEY`)');
  const signatures = tenants.flatMap((id) => {
    const file = join(folder, `${id}.sig`);
    if (!existsSync(file)) return [];
    const text = read(file, (found) => /^[\w+/-]+={0,2}\s*$/.test(found), 'a signature in base64');
    return [[id, text.trim()] as const];
  });
  return mistakes.length === 0
    ? { ok: true, value: { key, signatures: new Map(signatures) } }
    : { ok: false, mistakes: inOrder(mistakes) };
}

/** A private key would pass as a public one, too, and has no business in a repository. */
function isPublicKey(text: string): boolean {
  if (!text.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return false;
  try {
    return createPublicKey(text).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
