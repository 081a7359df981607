import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { SystemdUnit } from '../../lib/baseline/types.generated';
import { appArmorSteps } from './apparmor';
import { auditAccountSteps } from './audit-account';
import { authenticationSteps } from './authentication';
import { certificateTimer } from './certificate';
import type { HardenedHost } from './host';
import { ipv6Steps } from './ipv6';
import { unwantedPackages } from './packages';
import { privilegeSteps } from './privileges';
import { rightsPath } from './rights';
import { editedLines, scopeOf } from './settings';
import { startSteps } from './start';
import { webServerSteps } from './web-server';

/**
 * What puts the written files into force. It goes on after a failure and says so in the system log, because a
 * machine that is hardened in part must still come up to be audited; its exit code is the number of failures.
 * A second run restarts services and changes no file. A data disk gets a file system only when nothing at all is
 * found on it: the disk outlives the machine.
 */
export function hardeningScript(host: HardenedHost, dataDevice: string | undefined): string {
  const { hosts, hostAreas, virtualMachines } = host.baseline;
  const units = requirementsOf(hostAreas, 'unit', scopeOf(host));
  const { restarted, started, stopped, masked } = sortUnits(units);
  const timers = host.certificate === undefined ? [] : [certificateTimer];
  return [
    '#!/bin/sh',
    'set -u',
    "failures=0 changed=''",
    'apply() {',
    '  "$@" || { failures=$((failures + 1)); logger -t yosai-harden -p auth.err "failed: $*"; }',
    '}',
    ...setting,
    ...place,
    ...finish,
    ...(dataDevice === undefined ? [] : prepareDisk(dataDevice, hosts.dataPath)),
    'if [ -e /dev/ptp_hyperv ]; then',
    '  apply install -m 0644 /etc/chrony/hypervisor-clock.conf /etc/chrony/conf.d/hypervisor-clock.conf',
    'fi',
    `for package in ${unwantedPackages(host).join(' ')}; do`,
    `  if [ "$(dpkg-query --show --showformat='\${db:Status-Status}' "$package" 2>/dev/null)" = installed ]; then`,
    '    DEBIAN_FRONTEND=noninteractive apply apt-get --quiet=2 --yes purge "$package"',
    '  fi',
    'done',
    ...editedLines(host).map(
      ({ path, key, lines }) => `apply setting ${path} ${key} ${lines.map((line) => `'${line}'`).join(' ')}`,
    ),
    ...ipv6Steps(host),
    'apply sysctl --quiet --system',
    'apply systemctl daemon-reload',
    `for unit in ${stopped.join(' ')}; do`,
    '  if systemctl cat "$unit" >/dev/null 2>&1; then apply systemctl disable --now "$unit"; fi',
    'done',
    `apply systemctl --quiet mask ${masked.join(' ')}`,
    ...authenticationSteps(host),
    ...auditAccountSteps(host),
    ...startSteps(host),
    ...privilegeSteps(host),
    ...appArmorSteps(host),
    ...webServerSteps(host),
    ...timeZone(virtualMachines.timezone),
    'apply visudo --check --quiet',
    'apply sshd -t',
    'apply systemctl restart systemd-journald',
    'apply systemctl try-restart systemd-resolved',
    `for unit in ${restarted.join(' ')}; do`,
    '  apply systemctl --quiet enable "$unit"',
    '  apply systemctl restart "$unit"',
    'done',
    `for unit in ${[...started, ...timers].join(' ')}; do`,
    // Some wait for something, such as the first signatures of the scanner, and must not hold the rest.
    '  apply systemctl --quiet enable --now --no-block "$unit"',
    'done',
    ...auditRules,
    ...newSettings,
    `apply ${rightsPath}`,
    'apply finish /var/lib/yosai "$0"',
    'logger -t yosai-harden -p auth.notice "done, failures: $failures"',
    'exit "$failures"',
    '',
  ].join('\n');
}

/** What happens to each unit; those that something else brings are left alone. */
function sortUnits(units: readonly SystemdUnit[]) {
  const ours = units.filter(({ onlyChecked }) => onlyChecked !== true);
  const named = (is: SystemdUnit['is']) => ours.filter((unit) => unit.is === is);
  const isRestarted = ({ name, restart }: SystemdUnit) => name.endsWith('.service') && restart !== false;
  return {
    restarted: named('running').filter(isRestarted).map(nameOf),
    started: named('running')
      .filter((unit) => !isRestarted(unit))
      .map(nameOf),
    stopped: named('stopped').map(nameOf),
    masked: named('masked').map(nameOf),
  };
}

const nameOf = ({ name }: SystemdUnit) => name;

/** `setting FILE KEY LINE…`: the lines take the place of those that set the key, or come last; `changed` tells where. */
const setting = [
  'setting() {',
  '  file=$1 key=$2',
  '  shift 2',
  '  [ -e "$file" ] || return 1',
  '  lines=$(printf "%s\\n" "$@")',
  '  cp -p "$file" "$file.yosai-new" || return 1',
  `  lines=$lines awk -v key="$key" '`,
  '    { name = $0; sub(/^[ \t]+/, "", name); sub(/[ \t=].*$/, "", name) }',
  '    name == key { if (!done) print ENVIRON["lines"]; done = 1; next }',
  '    { print }',
  `    END { if (!done) print ENVIRON["lines"] }' "$file" > "$file.yosai-new" || return 1`,
  '  if cmp -s "$file" "$file.yosai-new"; then rm -f "$file.yosai-new"; return; fi',
  '  mv -f "$file.yosai-new" "$file" && changed="$changed $file"',
  '}',
];

/**
 * `place FILE DROP AFTER LINE…`: the lines come after the first that AFTER matches, or last where it is empty, and
 * those that DROP matches go; both are extended regular expressions without braces for counts.
 */
const place = [
  'place() {',
  '  file=$1 drop=$2 after=$3',
  '  shift 3',
  '  [ -e "$file" ] || return 1',
  '  lines=$(printf "%s\\n" "$@")',
  '  cp -p "$file" "$file.yosai-new" || return 1',
  `  drop=$drop after=$after lines=$lines awk '`,
  '    $0 ~ ENVIRON["drop"] { next }',
  '    { print }',
  '    ENVIRON["after"] != "" && !done && $0 ~ ENVIRON["after"] { print ENVIRON["lines"]; done = 1 }',
  '    END { if (!done) { if (ENVIRON["after"] != "") exit 1; print ENVIRON["lines"] } }',
  `    ' "$file" > "$file.yosai-new" || { rm -f "$file.yosai-new"; return 1; }`,
  '  if cmp -s "$file" "$file.yosai-new"; then rm -f "$file.yosai-new"; else mv -f "$file.yosai-new" "$file"; fi',
  '}',
];

/** What services that are not started anew make of changed settings; the scanner reads its own only when it starts. */
const newSettings = [
  'case $changed in',
  '  */etc/audit/*) if systemctl --quiet is-active auditd.service; then apply systemctl kill --kill-whom=main --signal=HUP auditd.service; fi ;;',
  'esac',
  'case $changed in',
  '  */etc/clamav/clamd.conf*)',
  '    apply systemctl --no-block try-restart clamav-daemon.service clamav-clamonacc.service ;;',
  'esac',
];

/** The zone, for a machine whose first boot was before another was asked for; its hardware clock keeps UTC. */
const timeZone = (zone: string) => [
  `if [ "$(readlink -f /etc/localtime)" != "$(readlink -f /usr/share/zoneinfo/${zone})" ]; then`,
  `  apply timedatectl set-timezone ${zone}`,
  'fi',
  'if grep -qx LOCAL /etc/adjtime 2>/dev/null; then apply timedatectl set-local-rtc 0; fi',
];

/** Rules that were locked by an earlier run count from the next start of the machine, which is asked for. */
const auditRules = [
  `if auditctl -s | grep -q '^enabled 2$'; then`,
  '  case $(augenrules --check) in',
  '    *changed*)',
  // In Debian 13 this writes nothing while rules are locked; there they are written at the start.
  '      apply augenrules',
  '      [ -e /run/reboot-required ] || apply touch /run/reboot-required',
  '      logger -t yosai-harden -p auth.warning "audit rules have changed and wait for the next start"',
  '      ;;',
  '  esac',
  'else',
  '  apply augenrules --load',
  'fi',
];

/**
 * `finish FOLDER SCRIPT` leaves what an auditor finds of this run in the folder's file `hardened`: the SHA-256 of the
 * script, when it ended and when one first did (in seconds since 1970-01-01 UTC), and the number of failures. The file
 * is replaced as a whole, and only at the end.
 */
const finish = [
  'finish() {',
  '  now=$(date +%s)',
  `  since=$(sed -n 's/^since=//p' "$1/hardened" 2>/dev/null)`,
  '  [ -n "$since" ] || since=$now',
  '  (umask 077 && mkdir -p "$1" && printf "%s\\n" \\',
  '    "script=$(sha256sum "$2" | cut -d " " -f 1)" "at=$now" "since=$since" "failures=$failures" \\',
  '    > "$1/hardened.new" && mv -f "$1/hardened.new" "$1/hardened")',
  '}',
];

/** `blkid -p` ends with 2 when it finds nothing, and with another code when it is not sure. */
function prepareDisk(device: string, dataPath: string): string[] {
  return [
    `device=${device}`,
    'udevadm settle',
    'if [ -b "$device" ]; then',
    '  blkid -p "$device" >/dev/null 2>&1',
    '  if [ "$?" -eq 2 ]; then apply mkfs.ext4 -q -L data "$device"; fi',
    'fi',
    'apply systemctl daemon-reload',
    `apply systemctl enable --now ${mountUnit(dataPath)}`,
  ];
}

/** The unit that systemd demands for a mount: its path with dashes, `systemd.mount(5)`. */
export function mountUnit(path: string): string {
  return `${path.slice(1).replaceAll('-', '\\x2d').replaceAll('/', '-')}.mount`;
}
