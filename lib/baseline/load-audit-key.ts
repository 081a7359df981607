import { existsSync } from 'node:fs';
import type { Result } from './mistake';
import { readText } from './read-file';

const maximumBytes = 8192;

/**
 * Reads the auditor's public key from a file of one line as OpenSSH writes it, Ed25519 or RSA; a comment behind it is
 * left away. The result is the key, `undefined` where there is no file, or why it is none: options before a key would
 * be taken for those that machines are given.
 */
export function loadAuditKey(file: string): Result<string | undefined> {
  if (!existsSync(file)) return { ok: true, value: undefined };
  const text = readText(file, maximumBytes);
  if (!text.ok) return text;
  const [, type, body] = /^(ssh-ed25519|ssh-rsa) ([A-Za-z0-9+/]+={0,2})( [^\n]*)?\n?$/.exec(text.value) ?? [];
  if (type !== undefined && body !== undefined && typeOf(body) === type) {
    return { ok: true, value: `${type} ${body}` };
  }
  const words = 'one public key as OpenSSH writes it, such as `ssh-rsa AAAA…`, without options';
  return { ok: false, mistakes: [{ file, text: `found something else, expected ${words}` }] };
}

/** A key begins with the length of its type and the type itself: RFC 4253, section 6.6. */
function typeOf(body: string): string | undefined {
  const bytes = Buffer.from(body, 'base64');
  return bytes.length < 4 ? undefined : bytes.toString('latin1', 4, 4 + bytes.readUInt32BE(0));
}
