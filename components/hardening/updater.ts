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

/** How long services that were started anew are given to fail, in seconds. */
const settleSeconds = 10;

/**
 * Applies the bundle that the machine's user data holds when it is another than the last good one. It is refused, and
 * the system log says why, when the manifest does not list it for this machine, or is not signed by the key that the
 * machine was given, or is of a lower version than the machine took before, or of the same one with another content.
 * The metadata service answers the machine itself only.
 * https://learn.microsoft.com/azure/virtual-machines/user-data (2026-11-24)
 *
 * Its folder holds, each file replaced as a whole:
 * - `accepted`: the highest version taken, and the SHA-256 of its manifest;
 * - `good`: the script that was applied last without making the machine worse;
 * - `before`: what was wrong before a bundle was begun, a line each; there is one as long as none has come to its end,
 *   so that one that was cut off is begun again and measured against the machine as it was;
 * - `added` and `old`: the files of that bundle that the good one does not put, and what stood in their place;
 * - `refused`: the SHA-256 of the manifest that made the machine worse.
 *
 * The folder of sshd goes with a service that does not start, and without it no settings of sshd pass its check.
 */
function updater(metadataAddress: string, schema: string): string {
  const url = `http://${metadataAddress}/metadata/instance/compute/userData?api-version=2021-01-01&format=text`;
  return String.raw`#!/bin/sh
set -eu
umask 077
state=/var/lib/yosai
key=${keyPath}
refuse() {
  logger -t yosai-update -p auth.err "refused: $1"
  exit 1
}
keep() {
  cat > "$state/$1.new" && sync "$state/$1.new" && mv -f "$state/$1.new" "$state/$1"
}
fetch() {
  curl --silent --fail --noproxy '*' --max-time 30 --retry 3 --header Metadata:true \
    --output encoded '${url}'
}
measure() {
  fetch || echo 'no user data'
  systemctl list-units --failed --plain --no-legend | cut -d ' ' -f 1
  sshd -t 2>/dev/null || echo 'sshd -t'
  nft list chain inet yosai input >/dev/null 2>&1 || echo 'no firewall'
  sh -n "$0" 2>/dev/null || echo 'no updater'
  failures=$(sed -n 's/^failures=//p' "$state/hardened" 2>/dev/null) || failures=255
  seq -f 'hardening failure %g' "$failures"
}
attempt() {
  ln -f "$state/hardened" was 2>/dev/null || :
  install -d -m 0755 /run/sshd
  sh "$1" 9>&- || :
  sleep ${String(settleSeconds)}
  worse=$(measure | grep -vxFf "$state/before" | paste -sd ,)
  [ -e "$state/hardened" ] && ! [ "$state/hardened" -ef was ]
}
paths() {
  sed -n 's/^put [0-7]* \([^ ]*\) <<.*/\1/p' "$1"
}
restore() {
  if [ -e "$state/old$1" ]; then
    cp -a "$state/old$1" "$1.yosai-new" && mv -f "$1.yosai-new" "$1"
    return
  fi
  case $1 in
    */systemd/system/*) systemctl disable --now "$(basename "$1")" 2>/dev/null || : ;;
  esac
  rm -f "$1"
}
end() {
  sync
  rm -rf "$state/old" "$state/added" "$state/before"
}
mkdir -p "$state"
exec 9> "$state/lock"
flock 9
rm -rf "$state/work"
mkdir "$state/work"
trap 'rm -rf "$state/work"' EXIT
cd "$state/work"
fetch || refuse 'the metadata service gives no user data'
base64 --decode encoded > bundle 2>/dev/null || refuse 'the user data is not base64'
schema='' signature=''
read -r schema signature < bundle || refuse 'the bundle is empty'
[ "$schema" = '${schema}' ] || refuse 'the bundle is of another form'
sed '1d;/^$/,$d' bundle > manifest
sed '1,/^$/d' bundle > script
digest=$(sha256sum script | cut -d ' ' -f 1)
content=$(sha256sum manifest | cut -d ' ' -f 1)
grep -qxF "$digest  $(hostname)" manifest || refuse 'the manifest does not list this script for this machine'
name=$digest
if [ -e "$key" ]; then
  [ "$signature" != unsigned ] || refuse 'the bundle is not signed'
  printf %s "$signature" | base64 --decode > signature 2>/dev/null || :
  openssl dgst -sha256 -verify "$key" -signature signature manifest >/dev/null 2>&1 \
    || refuse 'the signature is not by the key of this machine'
  version=$(sed -n '1s/^version \([1-9][0-9]\{0,8\}\)$/\1/p' manifest)
  [ -n "$version" ] || refuse 'the signed manifest states no version'
  highest=0 same=''
  if [ -e "$state/accepted" ]; then read -r highest same < "$state/accepted" || :; fi
  [ "$version" -ge "$highest" ] || refuse "version $version is older than $highest, which this machine took before"
  [ "$version" -gt "$highest" ] || [ "$content" = "$same" ] \
    || refuse "version $version was another bundle before; who signs has to raise the version"
  [ "$version" = "$highest" ] || echo "$version $content" | keep accepted
  name="version $version, $digest"
fi
if [ ! -e "$state/before" ] && cmp -s script "$state/good"; then exit 0; fi
[ "$content" != "$(cat "$state/refused" 2>/dev/null)" ] || refuse "$name has made this machine worse before"
[ -e "$state/before" ] || measure | keep before
mkdir -p "$state/old"
touch known "$state/added"
[ ! -e "$state/good" ] || paths "$state/good" > known
for path in $(paths script | grep -vxFf known); do
  if grep -qxF "$path" "$state/added"; then continue; fi
  if [ -e "$path" ]; then
    mkdir -p "$(dirname "$state/old$path")"
    cp -a "$path" "$state/old$path"
  fi
  echo "$path" >> "$state/added"
done
sync
if attempt script; then whole=yes; else whole=''; fi
if [ -z "$worse" ]; then
  [ -n "$whole" ] || refuse "$name was not applied whole"
  sync
  keep good < script
  end
  logger -t yosai-update -p auth.notice "applied $name"
  exit 0
fi
why=$worse
for path in $(cat "$state/added"); do restore "$path"; done
systemctl daemon-reload
for path in $(cat "$state/added"); do
  [ -e "$path" ] || systemctl reset-failed "$(basename "$path")" 2>/dev/null || :
done
last=$state/good
[ -e "$last" ] || last=/usr/local/sbin/yosai-harden
if attempt "$last"; then whole=yes; else whole=''; fi
echo "$content" | keep refused
[ -n "$whole" ] && [ -z "$worse" ] \
  || refuse "$name made this machine worse ($why), and going back did not mend it ($worse)"
end
refuse "$name made this machine worse ($why); went back to what was before"
`;
}
