import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';

/** Where the key lies by which bundles are signed; without it a machine takes unsigned ones. */
const keyPath = '/etc/yosai/bundle-key.pem';

/** What a machine needs to follow the baseline after its first boot: an updater, its timer, and the signer's key. */
export function updaterFiles({ baseline, bundleKey }: HardenedHost): HostFile[] {
  const { update, platform } = baseline.hosts;
  return [
    ...(bundleKey === undefined ? [] : [{ path: keyPath, mode: '0644' as const, content: bundleKey }]),
    {
      path: '/usr/local/sbin/yosai-update',
      mode: '0755',
      content: updater(platform.metadata.address, baseline.virtualMachines.bundle.schema),
    },
    {
      path: '/etc/systemd/system/yosai-update.service',
      mode: '0644',
      content: lines(
        '[Unit]',
        'Description=Apply the hardening bundle in the user data of the machine',
        'After=network-online.target cloud-final.service',
        'Wants=network-online.target',
        '[Service]',
        'Type=oneshot',
        'ExecStart=/usr/local/sbin/yosai-update',
      ),
    },
    {
      path: '/etc/systemd/system/yosai-update.timer',
      mode: '0644',
      content: lines(
        '[Unit]',
        'Description=Look for another hardening bundle',
        '[Timer]',
        `OnBootSec=${update.everyMinutes}min`,
        `OnUnitActiveSec=${update.everyMinutes}min`,
        `RandomizedDelaySec=${update.spreadMinutes}min`,
        '[Install]',
        'WantedBy=timers.target',
      ),
    },
  ];
}

/**
 * Applies the bundle that the machine's user data holds when it is another than the last one. It is refused, and the
 * system log says why, when the manifest does not list it for this machine, or is not signed by the key that the
 * machine was given. The metadata service answers the machine itself only.
 * https://learn.microsoft.com/azure/virtual-machines/user-data (2026-11-24)
 */
function updater(metadataAddress: string, schema: string): string {
  const url = `http://${metadataAddress}/metadata/instance/compute/userData?api-version=2021-01-01&format=text`;
  return lines(
    '#!/bin/sh',
    'set -eu',
    'state=/var/lib/yosai',
    `key=${keyPath}`,
    'refuse() {',
    '  logger -t yosai-update -p auth.err "refused: $1"',
    '  exit 1',
    '}',
    'umask 077',
    'mkdir -p "$state"',
    'work=$(mktemp -d "$state/bundle.XXXXXX")',
    'trap \'rm -rf "$work"\' EXIT',
    'cd "$work"',
    "curl --silent --fail --noproxy '*' --max-time 30 --header Metadata:true \\",
    `  --output encoded '${url}' || refuse 'the metadata service gives no user data'`,
    "base64 --decode encoded > bundle 2>/dev/null || refuse 'the user data is not base64'",
    "schema='' signature=''",
    "read -r schema signature < bundle || refuse 'the bundle is empty'",
    `[ "$schema" = '${schema}' ] || refuse 'the bundle is of another form'`,
    "sed '1d;/^$/,$d' bundle > manifest",
    "sed '1,/^$/d' bundle > script",
    "digest=$(sha256sum script | cut -d ' ' -f 1)",
    'grep -qxF "$digest  $(hostname)" manifest || refuse \'the manifest does not list this script for this machine\'',
    'if [ -e "$key" ]; then',
    '  [ "$signature" != unsigned ] || refuse \'the bundle is not signed\'',
    '  printf %s "$signature" | base64 --decode > signature 2>/dev/null || :',
    '  openssl dgst -sha256 -verify "$key" -signature signature manifest >/dev/null 2>&1 \\',
    "    || refuse 'the signature is not by the key of this machine'",
    'fi',
    'if [ "$digest" = "$(cat "$state/applied" 2>/dev/null)" ]; then exit 0; fi',
    'sh script || refuse "bundle $digest was not applied whole"',
    'printf "%s\\n" "$digest" > "$state/applied"',
    'logger -t yosai-update -p auth.notice "applied $digest"',
  );
}
