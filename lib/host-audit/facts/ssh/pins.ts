import { createHash, createHmac } from 'node:crypto';

/** A host key that is known before anyone connects. */
export interface Pin {
  /** As ssh-keygen writes it: `SHA256:` and 43 characters of base64. */
  readonly fingerprint: string;
  /** Its kind, such as `ssh-ed25519`, where what names it says so. */
  readonly kind?: string;
}

const fingerprintForm = /^SHA256:[A-Za-z0-9+/]{43}$/;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The fingerprint of a host key in the form of RFC 4253, section 6.6.
 */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The kind that a key in the form of RFC 4253, section 6.6, says of itself; `undefined` when it says none. */
export function kindOf(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const length = key.readUInt32BE(0);
  if (length === 0 || length > 64 || key.length <= 4 + length) return undefined;
  const kind = key.toString('latin1', 4, 4 + length);
  return /^[\x21-\x7e]+$/.test(kind) ? kind : undefined;
}

/** How `ssh-keygen -lf` names kinds of keys: `256 SHA256:… root@vm (ED25519)`. */
const listedForm = /^(\d+) (SHA256:[A-Za-z0-9+/]{43}) .*\((ED25519|RSA|ECDSA)\)$/;
const listedKinds: Readonly<Record<string, string>> = { ED25519: 'ssh-ed25519', RSA: 'ssh-rsa' };

/**
 * Reads a pin: a fingerprint, what `ssh-keygen -lf` says of a key, a public key (`ssh-ed25519 AAAA…`) or a line of
 * known_hosts, whose names do not matter here. `undefined` for anything else, and for a line that is of no single host key (`@cert-authority`, `@revoked`).
 */
export function parsePin(text: string): Pin | undefined {
  const trimmed = text.trim();
  if (fingerprintForm.test(trimmed)) return { fingerprint: trimmed };
  const [, bits = '', listed, name = ''] = listedForm.exec(trimmed) ?? [];
  if (listed !== undefined) {
    return { fingerprint: listed, kind: listedKinds[name] ?? `ecdsa-sha2-nistp${bits}` };
  }
  if (trimmed.startsWith('@')) return undefined;
  const words = trimmed.split(/\s+/);
  return keyPin(words[0], words[1]) ?? keyPin(words[1], words[2]);
}

/** The pin of a key in base64 that is of the kind which stands before it. */
function keyPin(kind: string | undefined, encoded: string | undefined): Pin | undefined {
  if (kind === undefined || encoded === undefined || !base64.test(encoded)) return undefined;
  const key = Buffer.from(encoded, 'base64');
  return kindOf(key) === kind ? { fingerprint: fingerprintOf(key), kind } : undefined;
}

/**
 * The pins that a file of known hosts has for a machine, by its names as sshd(8) describes them: plain, with patterns,
 * with a port in brackets, or hashed. A key that the file revokes is none.
 * https://manpages.debian.org/bookworm/openssh-server/sshd.8.en.html (2026-11-27), SSH_KNOWN_HOSTS FILE FORMAT
 */
export function pinsFromKnownHosts(text: string, address: string, port: number): Pin[] {
  const name = port === 22 ? address : `[${address}]:${port}`;
  const [pins, revoked]: [Pin[], Set<string>] = [[], new Set()];
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    const [names, kind, key] = words;
    // The name first: a fleet's file has thousands of lines, and reading a key takes longer.
    if (names === undefined || !isNamed(names, name.toLowerCase())) continue;
    const pin = keyPin(kind, key);
    if (pin === undefined) continue;
    if (marker === undefined) pins.push(pin);
    else if (marker === '@revoked') revoked.add(pin.fingerprint);
  }
  return pins.filter(({ fingerprint }) => !revoked.has(fingerprint));
}

function isNamed(names: string, name: string): boolean {
  const hashed = /^\|1\|([^|]+)\|([^|]+)$/.exec(names);
  if (hashed !== null) {
    const [, salt = '', hash] = hashed;
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  }
  const patterns = names.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern, name));
}

function matches(pattern: string, name: string): boolean {
  // A star on end, written twice or more, says nothing more and makes matching slow.
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}

/**
 * The pins in what a machine wrote to its console at first boot, which Azure keeps as the boot diagnostics' serial log.
 * cloud-init writes them there between these lines; a machine that was built anew wrote them again, and the last count.
 * https://cloudinit.readthedocs.io/en/latest/reference/modules.html#ssh (2026-11-27), keys-to-console
 */
export function pinsFromConsole(text: string): Pin[] {
  const fingerprints = lastBlock(text, 'FINGERPRINTS').flatMap((line) => {
    const found = /\b(SHA256:[A-Za-z0-9+/]{43})(?![A-Za-z0-9+/=])/.exec(line)?.[1];
    return found === undefined ? [] : [{ fingerprint: found }];
  });
  const keys = lastBlock(text, 'KEYS').flatMap((line) => {
    const at = line.search(/(ssh|ecdsa)-/);
    return (at < 0 ? undefined : parsePin(line.slice(at))) ?? [];
  });
  const named = new Set(keys.map(({ fingerprint }) => fingerprint));
  // A key says its kind, too.
  return [...keys, ...fingerprints.filter(({ fingerprint }) => !named.has(fingerprint))];
}

function lastBlock(text: string, what: 'FINGERPRINTS' | 'KEYS'): string[] {
  const begin = text.lastIndexOf(`-----BEGIN SSH HOST KEY ${what}-----`);
  if (begin < 0) return [];
  const end = text.indexOf(`-----END SSH HOST KEY ${what}-----`, begin);
  // Without its end it may be cut in the middle of a key.
  return end < 0 ? [] : text.slice(begin, end).split(/\r?\n/);
}
