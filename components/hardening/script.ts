import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { PathRights, SystemdUnit } from '../../lib/baseline/types.generated';
import { certificateTimer } from './certificate';
import type { HardenedHost } from './host';
import { unwantedPackages } from './packages';
import { editedLines, scopeOf } from './settings';

/**
 * What puts the written files into force. It goes on after a failure and says so in the system log, because a
 * machine that is hardened in part must still come up to be audited; its exit code is the number of failures.
 * A second run restarts services and changes no file. A data disk gets a file system only when nothing at all is
 * found on it: the disk outlives the machine.
 */
export function hardeningScript(host: HardenedHost, dataDevice: string | undefined): string {
  const { hosts, hostAreas } = host.baseline;
  const units = requirementsOf(hostAreas, 'unit', scopeOf(host));
  const { restarted, started, stopped, masked } = sortUnits(units);
  const timers = host.certificate === undefined ? [] : [certificateTimer];
  return [
    '#!/bin/sh',
    'set -u',
    'failures=0',
    'apply() {',
    '  "$@" || { failures=$((failures + 1)); logger -t yosai-harden -p auth.err "failed: $*"; }',
    '}',
    ...setting,
    ...rights,
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
    'apply sysctl --quiet --system',
    'apply systemctl daemon-reload',
    `for unit in ${stopped.join(' ')}; do`,
    '  if systemctl cat "$unit" >/dev/null 2>&1; then apply systemctl disable --now "$unit"; fi',
    'done',
    `apply systemctl --quiet mask ${masked.join(' ')}`,
    'apply passwd --quiet --lock root',
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
    ...requirementsOf(hostAreas, 'path', scopeOf(host)).map(tighten),
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

/** `setting FILE KEY LINE…`: the lines take the place of those that set the key, or come last. */
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
  '  if cmp -s "$file" "$file.yosai-new"; then rm -f "$file.yosai-new"; else mv -f "$file.yosai-new" "$file"; fi',
  '}',
];

/** Rules that were locked by an earlier run can be written, and count from the next start of the machine. */
const auditRules = [
  `if auditctl -s | grep -q '^enabled 2$'; then`,
  '  before=$(cat /etc/audit/audit.rules)',
  '  apply augenrules',
  '  if [ "$before" != "$(cat /etc/audit/audit.rules)" ]; then',
  '    logger -t yosai-harden -p auth.warning "audit rules have changed and wait for the next start"',
  '  fi',
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

/** `rights OWNER GROUP MODE EXCESS PATH…`: takes away what is too much, and leaves alone what is less. */
const rights = [
  'rights() {',
  '  owner=$1 group=$2 mode=$3 excess=$4',
  '  shift 4',
  '  for path in "$@"; do',
  '    [ -e "$path" ] || continue',
  `    case $(stat -c %U:%G "$path") in`,
  '      "$owner:$group" | root:root) ;;',
  '      *) apply chown "$owner:$group" "$path" ;;',
  '    esac',
  '    if [ -n "$(find "$path" -maxdepth 0 -perm "/$excess")" ]; then apply chmod "$mode" "$path"; fi',
  '  done',
  '}',
];

function tighten({ owner, group, mode, path }: PathRights): string {
  const excess = (0o7777 & ~Number.parseInt(mode, 8)).toString(8).padStart(4, '0');
  return `rights ${owner} ${group} ${mode} ${excess} ${path}`;
}

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
