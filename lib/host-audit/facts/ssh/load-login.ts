import { existsSync, statSync } from 'node:fs';
import type { ParsedKey } from 'ssh2';
import type { Mistake, Result } from '../../../baseline/mistake';
import { readText, whyUnreadable } from '../../../baseline/read-file';
import { certifies, credentialsOf, type Login, parsePrivateKey } from './credential';
import { kindOf } from './pins';

/** A key of 16,384 bits has some 13 KB. */
const mostBytes = 64 * 1024;
const canBeReadByOthers = 0o077;

/** What logins need to know besides their file. */
export interface LoginSettings {
  /** Algorithms that a key may sign by. */
  readonly admitted: readonly string[];
  /** Path of the agent's socket. */
  readonly agentSocket?: string;
  /** Passphrase of private keys. */
  readonly passphrase?: string;
}

/** The variables that say what is secret or of this session; neither stands in a file or on the command line. */
export const passphraseVariable = 'YOSAI_KEY_PASSPHRASE';
const socketVariable = 'SSH_AUTH_SOCK';

/**
 * Reads by what the auditor logs in: `agent`, a file that ends in `.pub` for one key of the agent, or the file of a
 * private key, with its certificate in the file of that name and `-cert.pub`, as ssh-keygen(1) writes it. A private key
 * that others can read, that is encrypted without a passphrase, or of a kind that the baseline does not admit is a
 * mistake. Never throws for what a file holds.
 */
export function loadLogin(key: string, settings: LoginSettings): Result<Login> {
  if (key === 'agent') return agentLogin(key, undefined, settings);
  if (key.endsWith('.pub')) {
    const only = readPublicKey(key);
    return only.ok ? agentLogin(key, only.value, settings) : only;
  }
  const parsed = readPrivateKey(key, settings.passphrase);
  if (!parsed.ok) return parsed;
  const certificateFile = `${key}-cert.pub`;
  const certificate = existsSync(certificateFile) ? readPublicKey(certificateFile) : undefined;
  if (certificate?.ok === false) return certificate;
  if (certificate !== undefined && !certifies(certificate.value, parsed.value.getPublicSSH())) {
    return refuse(certificateFile, 'is a certificate over another key');
  }
  const credentials = credentialsOf(parsed.value, certificate?.value, settings.admitted);
  if (credentials.length > 0) return { ok: true, value: { kind: 'key', credentials } };
  const found = parsed.value.type;
  return refuse(key, `is a key of kind ${found}; the baseline admits ${settings.admitted.join(', ')}`);
}

function agentLogin(key: string, only: Buffer | undefined, { agentSocket }: LoginSettings): Result<Login> {
  if (agentSocket !== undefined && agentSocket !== '') {
    return { ok: true, value: { kind: 'agent', socket: agentSocket, ...(only !== undefined && { only }) } };
  }
  const why = `${socketVariable} names no SSH agent; start one, or name the file of a private key`;
  return refuse(key, only === undefined ? why : `is one key of an agent, and ${why}`);
}

/** A public key or certificate, `<kind> <base64>` on one line. */
function readPublicKey(file: string): Result<Buffer> {
  const text = readText(file, mostBytes);
  if (!text.ok) return text;
  const [kind, encoded = ''] = text.value.trim().split(/\s+/);
  const blob = Buffer.from(encoded, 'base64');
  if (kind !== undefined && kindOf(blob) === kind) return { ok: true, value: blob };
  return refuse(file, 'is no public key in the form of OpenSSH (`ssh-ed25519 AAAA…`)');
}

function readPrivateKey(file: string, passphrase: string | undefined): Result<ParsedKey> {
  try {
    const stat = statSync(file);
    const { mode } = stat;
    // Of what is no file, the rights are not what is wrong.
    if (process.platform !== 'win32' && stat.isFile() && (mode & canBeReadByOthers) !== 0) {
      const octal = (mode & 0o7777).toString(8).padStart(4, '0');
      return refuse(
        file,
        `is a private key that others can use (mode ${octal}); run chmod 600 on it, or make a new one`,
      );
    }
  } catch (error) {
    return refuse(file, whyUnreadable(error));
  }
  const text = readText(file, mostBytes);
  if (!text.ok) return text;
  const parsed = parsePrivateKey(text.value, passphrase);
  if (parsed instanceof Error) return refuse(file, whyNoKey(parsed, passphrase));
  return parsed.isPrivateKey()
    ? { ok: true, value: parsed }
    : refuse(file, 'is no private key; name the file without .pub');
}

function whyNoKey({ message }: Error, passphrase: string | undefined): string {
  if (/no passphrase given/.test(message)) {
    return `is encrypted; put the key into an agent, or its passphrase into ${passphraseVariable}`;
  }
  if (passphrase !== undefined && /bad passphrase/i.test(message)) {
    return `does not open with the passphrase in ${passphraseVariable}`;
  }
  return `is no private key that can be read (${message})`;
}

function refuse(file: string, text: string): { ok: false; mistakes: Mistake[] } {
  return { ok: false, mistakes: [{ file, text }] };
}
