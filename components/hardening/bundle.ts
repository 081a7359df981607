import { createHash, verify } from 'node:crypto';
import { hardeningFiles } from './files';
import type { HardenedHost, HostFile } from './host';
import { packagesOf } from './packages';

/** Where one heredoc ends; no file of a machine holds this line. */
const end = 'YOSAI-END-OF-FILE';

/**
 * What a machine applies after its first boot: the same files as in its hardening document, as a shell script that
 * puts each in place as a whole and then runs the hardening script. The same host gives the same text, and running it
 * twice changes nothing the second time. There is no secret in it.
 */
export function bundleScript(host: HardenedHost): string {
  const packages = packagesOf(host).join(' ');
  return [
    '#!/bin/sh',
    `# Written for ${host.hostName}, role ${host.role}.`,
    'set -eu',
    'umask 022',
    'put() {',
    '  mkdir -p "$(dirname "$2")"',
    '  (umask 077 && cat > "$2.yosai-new")',
    '  chmod "$1" "$2.yosai-new"',
    '  mv -f "$2.yosai-new" "$2"',
    '}',
    `if ! dpkg-query --show ${packages} >/dev/null 2>&1; then`,
    '  apt-get --quiet=2 update',
    `  DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 --yes install ${packages}`,
    'fi',
    ...hardeningFiles(host).flatMap(renderFile),
    '/usr/local/sbin/yosai-harden',
    '',
  ].join('\n');
}

function renderFile({ path, mode, content }: HostFile): string[] {
  const lines = content.trimEnd().split('\n');
  if (lines.includes(end)) throw new RangeError(`${path} must not hold the line ${end}`);
  return [`put ${mode} ${path} <<'${end}'`, ...lines, end];
}

/** A tenant's machines and what each of them applies. */
export interface TenantBundles {
  /** The scripts by host name. */
  readonly scripts: ReadonlyMap<string, string>;
  /**
   * What is signed: a line with the version, such as `version 7`, where there is one, and one line for each machine
   * with the SHA-256 of its script and its name, as `sha256sum` writes them, in the order of names.
   */
  readonly manifest: string;
}

/**
 * The bundles of all machines of a tenant.
 *
 * @param version a whole number that only grows; none for what nobody signs, which has no order.
 */
export function tenantBundles(hosts: readonly HardenedHost[], version?: number): TenantBundles {
  const scripts = new Map(hosts.map((host) => [host.hostName, bundleScript(host)]));
  const lines = [...scripts].map(([name, script]) => `${sha256(script).toString('hex')}  ${name}\n`);
  const sums = lines.sort((a, b) => order(a.slice(66), b.slice(66))).join('');
  return { scripts, manifest: version === undefined ? sums : `version ${version}\n${sums}` };
}

/**
 * The text that a machine finds in its user data: the form and the signature (base64, or `unsigned`), the manifest, an
 * empty line, and the script. Throws a RangeError when it is longer than the baseline admits.
 */
export function renderBundle(
  { baseline, hostName }: HardenedHost,
  { scripts, manifest }: TenantBundles,
  signature?: string,
): string {
  const { schema, maximumBytes } = baseline.virtualMachines.bundle;
  // A signer may have written base64url, which a machine's own tools do not read.
  const signed = signature === undefined ? 'unsigned' : Buffer.from(signature, 'base64').toString('base64');
  const bundle = `${schema} ${signed}\n${manifest}\n${scripts.get(hostName) ?? ''}`;
  const bytes = Buffer.byteLength(bundle);
  if (bytes <= maximumBytes) return bundle;
  throw new RangeError(
    `hardening bundle of ${hostName} has ${bytes} bytes, the baseline admits ${maximumBytes}`,
  );
}

/** What a signer is given: the SHA-256 of the manifest, in base64. */
export function digestToSign({ manifest }: TenantBundles): string {
  return sha256(manifest).toString('base64');
}

/**
 * Whether a signature in base64 is that of the manifest by the key: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017), which
 * Key Vault calls RS256 and every OpenSSL verifies.
 * https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#signverify (2026-11-24)
 */
export function isSigned({ manifest }: TenantBundles, publicKeyPem: string, signature: string): boolean {
  return verify('RSA-SHA256', Buffer.from(manifest), publicKeyPem, Buffer.from(signature, 'base64'));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
