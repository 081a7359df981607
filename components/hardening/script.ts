import type { HostsBaseline } from '../../lib/baseline/types.generated';

/**
 * What puts the written files into force. It goes on after a failure and says so in the system log, because a
 * machine that is hardened in part must still come up to be audited; its exit code is the number of failures.
 * A data disk gets a file system only when nothing at all is found on it: the disk outlives the machine.
 */
export function hardeningScript(
  hosts: HostsBaseline,
  dataDevice: string | undefined,
  timers: readonly string[],
): string {
  const { restarted, started, stopped } = hosts.services;
  return [
    '#!/bin/sh',
    'set -u',
    'failures=0',
    'apply() {',
    '  "$@" || { failures=$((failures + 1)); logger -t yosai-harden -p auth.err "failed: $*"; }',
    '}',
    ...(dataDevice === undefined ? [] : prepareDisk(dataDevice, hosts.dataPath)),
    'if [ -e /dev/ptp_hyperv ]; then',
    '  apply install -m 0644 /etc/chrony/hypervisor-clock.conf /etc/chrony/conf.d/hypervisor-clock.conf',
    'fi',
    'apply sysctl --quiet --system',
    'apply systemctl daemon-reload',
    `for unit in ${stopped.join(' ')}; do`,
    '  if systemctl cat "$unit" >/dev/null 2>&1; then apply systemctl disable --now "$unit"; fi',
    'done',
    'apply passwd --lock root',
    'apply sshd -t',
    'apply systemctl restart systemd-journald',
    `for unit in ${restarted.join(' ')}; do`,
    '  apply systemctl enable "$unit"',
    '  apply systemctl restart "$unit"',
    'done',
    `for unit in ${[...started, ...timers].join(' ')}; do`,
    '  apply systemctl enable --now "$unit"',
    'done',
    'apply augenrules --load',
    'logger -t yosai-harden -p auth.notice "done, failures: $failures"',
    'exit "$failures"',
    '',
  ].join('\n');
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
