import type { EnvironmentBaseline } from '../../baseline/baseline';
import type { HostState } from '../../baseline/types.generated';

/** What to do on a host where a state is not as it must be: sentences with their full stops. */
export interface StateFix {
  readonly say: string | ((state: HostState, baseline: EnvironmentBaseline) => string);
  /** Whether hardening mends it, too, when it is applied anew. */
  readonly hardened?: true;
}

/** Files of PAM are made from profiles; pam-auth-update(8). */
const pamProfile = (module: string) =>
  `Put ${module} into a profile of /usr/share/pam-configs, and run \`pam-auth-update\`.`;

/** A folder and its options, such as `/dev/shm:nodev,nosuid`. */
const mounted = (entry: string) => `Run \`mount -o remount,${entry.split(':')[1]} ${entry.split(':')[0]}\`.`;

const onlyListed = ({ only = [] }: HostState) => only.map((one) => `\`${one}\``).join(', ');

const sources = 'in /etc/apt/sources.list and /etc/apt/sources.list.d';

/** By the name of the check. */
export const stateFixes: Readonly<Record<string, StateFix>> = {
  'apparmor-enabled': {
    say: 'Install apparmor; where `apparmor=0` or another `security=` stands on the kernel command line in /etc/default/grub, take it off and run `update-grub`; restart.',
  },
  'apparmor-enforced': {
    say: (state) => `Run \`aa-enforce\` (package apparmor-utils) for ${onlyListed(state)}.`,
    hardened: true,
  },
  'audit-enabled': {
    say: 'Let the last rule of /etc/audit/rules.d be `-e 2`, run `augenrules --load`, and restart where rules are locked already.',
    hardened: true,
  },
  'audit-lost': {
    say: 'Raise `audit_backlog_limit=` on the kernel command line and `-b` in /etc/audit/rules.d; the count of what was lost is gone after a restart.',
  },
  'backend-certificate-days': {
    say: 'Renew the certificate of the web server, and reload it; where it comes from a vault, see why it was not fetched.',
  },
  'broken-packages': { say: 'Run `dpkg --configure -a` and `apt-get --fix-broken install`.' },
  'clock-offset-ms': {
    say: 'See `chronyc tracking` and `chronyc sources`; `chronyc makestep` sets a clock that is far off.',
  },
  'clock-servers': {
    say: 'Name the agreed servers, and no other, in /etc/chrony, and restart chrony.',
    hardened: true,
  },
  'clock-synchronised': {
    say: 'See `chronyc sources`: a server may not be reached; NTP needs udp 123 to go out.',
  },
  'core-limit': {
    say: 'Set `* - core 0` and `root - core 0` in a file of /etc/security/limits.d, and `DefaultLimitCORE=0` in one of /etc/systemd/system.conf.d, and restart; remove a program to which kernel.core_pattern hands dumps, such as systemd-coredump.',
    hardened: true,
  },
  'database-password-scheme': {
    say: 'Set `password_encryption = scram-sha-256`, and have each user set the password anew.',
  },
  'database-port': {
    say: 'Set `port` and `listen_addresses` of PostgreSQL to what the role lists, and restart it.',
  },
  'database-trust': {
    say: 'Write `peer` for `trust` in the local lines of pg_hba.conf and `scram-sha-256` in the others, whose users need a password, and reload PostgreSQL.',
  },
  'duplicate-names': {
    say: 'Rename or remove one of the lines with `vipw` and `vipw --shadow`, and run `pwck`: usermod and userdel refuse a name that stands twice.',
  },
  'duplicate-uids': {
    say: 'Give one of the accounts a UID of its own, `usermod --uid`, and `chown` its files outside its home folder.',
  },
  'empty-passwords': { say: 'Lock the account: `passwd --lock`.' },
  'failed-units': { say: 'See `systemctl status` of each, mend it and start it anew, or disable it.' },
  'file-capabilities': {
    say: 'Run `setcap -r` on the program, or list it in the baseline with who needs it.',
    hardened: true,
  },
  'firewall-policy': {
    say: 'Write rules that admit what the role needs into /etc/nftables.conf, ssh and answers first, as nobody gets in without; then give the base chain of this hook `policy drop`, and run `nft -f /etc/nftables.conf`.',
    hardened: true,
  },
  'firewall-rules': {
    say: 'Write the rules of /etc/nftables.conf as the port list of the role says, and run `nft -f /etc/nftables.conf`.',
    hardened: true,
  },
  'foreign-homes': { say: 'Run `chown` for the account and `chmod go-w` on its home folder.' },
  'foreign-suites': { say: `Name the suites of the running release alone ${sources}.` },
  'hardening-applied': {
    say: 'See `journalctl -t yosai-harden`: what failed is told there.',
    hardened: true,
  },
  'hardware-clock-utc': { say: 'Run `timedatectl set-local-rtc 0`.', hardened: true },
  'hypervisor-clock': {
    say: 'Add `refclock PHC /dev/ptp_hyperv` to the sources of chrony, and restart it.',
    hardened: true,
  },
  'journal-files': {
    say: 'Set `Storage=persistent` in a file of /etc/systemd/journald.conf.d, and restart systemd-journald.',
    hardened: true,
  },
  'kernel-command-line': {
    say: (state) =>
      `Add ${onlyListed(state)} to GRUB_CMDLINE_LINUX in /etc/default/grub, run \`update-grub\`, and restart.`,
    hardened: true,
  },
  'kernel-taint': {
    say: 'See `dmesg` and /proc/modules for the module of foreign origin, remove it, and restart.',
  },
  'listening-sockets': {
    say: 'Stop and disable what listens, bind it to 127.0.0.1, or add its port to the role in baselines/network.yaml.',
  },
  'log-forwarding': {
    say: 'Have rsyslog, or the agent of Azure Monitor, send to the collector, and see that it is reached.',
  },
  'login-accounts': {
    say: 'Take the shell away, `usermod --shell /usr/sbin/nologin`, or remove the account; one that somebody needs can be excused for a time in the register of exceptions.',
  },
  'missing-groups': { say: 'Make the group, or give the account another: `usermod --gid`.' },
  'mount-options': {
    say: ({ only = [] }) =>
      `${only.map(mounted).join(' ')} Write the same into /etc/fstab, so that it stays.`,
    hardened: true,
  },
  'nginx-cipher-suites': {
    say: 'Set `ssl_ciphers` of nginx to admitted suites, and reload it.',
    hardened: true,
  },
  'nginx-tls-versions': {
    say: 'Set `ssl_protocols TLSv1.2 TLSv1.3;` in nginx wherever it is set, and reload it.',
    hardened: true,
  },
  'nginx-version-hidden': { say: 'Set `server_tokens off;` in nginx, and reload it.', hardened: true },
  'nis-entries': { say: 'Remove the lines that begin with `+` or `-`.' },
  'open-folders': { say: 'Run `chmod +t`, or `chmod o-w`, on the folder.' },
  'open-log-files': {
    say: 'Run `chmod go-w` on the file, and mend what makes it, such as its logrotate entry.',
  },
  'package-list-age-hours': {
    say: 'Run `apt-get update`; enable apt-daily.timer, which does so each day.',
  },
  'packet-sockets': { say: 'Stop and disable the program that reads packets.' },
  'pam-faillock': { say: pamProfile('pam_faillock'), hardened: true },
  'pam-hash': { say: 'Give pam_unix `yescrypt` in /etc/pam.d/common-password.' },
  'pam-nullok': { say: 'Take `nullok` away from pam_unix in /etc/pam.d.', hardened: true },
  'pam-pwhistory': { say: pamProfile('pam_pwhistory'), hardened: true },
  'pam-pwquality': { say: 'Install libpam-pwquality, and run `pam-auth-update`.', hardened: true },
  'pam-umask': { say: pamProfile('pam_umask'), hardened: true },
  'pending-security-updates': { say: 'Run `apt-get update` and `unattended-upgrade`.' },
  'release-support': { say: 'Upgrade to a release of Debian that the baseline knows as supported.' },
  'restart-waits-days': { say: 'Restart the machine in a maintenance window.' },
  'rhosts-files': { say: 'Remove the file.' },
  'root-group': { say: 'Run `usermod --gid 0 root`.' },
  'root-is-locked': { say: 'Run `passwd --lock root`.', hardened: true },
  'root-keys': {
    say: 'Remove the keys from /root/.ssh; administrators come by accounts of their own.',
    hardened: true,
  },
  'root-path': { say: 'Run `chown root:root` and `chmod go-w` on it, or take the folder out of PATH.' },
  'running-kernel': { say: 'Restart the machine, so that the newest kernel runs.' },
  'scan-age-hours': { say: 'See `systemctl status` of the scan and its timer, and start it.' },
  'secure-boot': {
    say: 'Enable secure boot in the firmware; on Azure the machine needs Trusted Launch.',
  },
  'security-origin': { say: `Add the release's -security suite of security.debian.org ${sources}.` },
  'setuid-files': {
    say: 'Run `chmod u-s,g-s` on it, with `dpkg-statoverride` where a package brings it, or list it in the baseline.',
    hardened: true,
  },
  'shadow-schemes': { say: 'Have the password set anew (`passwd`), when PAM keeps it as yescrypt.' },
  'signature-age-days': { say: 'See `systemctl status clamav-freshclam`: its mirror may not be reached.' },
  'socket-owners': {
    say: 'See what the program is and who started it; stop it, and start the expected one.',
  },
  'sshd-port': { say: 'Set `Port` and `ListenAddress` of sshd to the agreed port alone, and restart ssh.' },
  'su-restricted': {
    say: 'Require pam_wheel with the listed group in /etc/pam.d/su.',
    hardened: true,
  },
  'sudo-members': { say: 'Take the account out of the group: `gpasswd --delete <account> sudo`.' },
  'sudo-nopasswd': { say: 'Take NOPASSWD out of the rule, with `visudo`, or remove the rule.' },
  'sudoers-sound': { say: 'Run `visudo --check`, and mend what it tells.' },
  'system-shells': { say: 'Run `usermod --shell /usr/sbin/nologin` for the account.' },
  'time-zone': {
    say: (_, { virtualMachines }) => `Run \`timedatectl set-timezone ${virtualMachines.timezone}\`.`,
    hardened: true,
  },
  'uid-zero': {
    say: 'Remove the account, or give it another UID, with `vipw` and `vipw --shadow`: usermod and userdel refuse while programs of root run.',
  },
  'unauthenticated-sources': {
    say: `Remove \`trusted=yes\` and \`allow-insecure=yes\` ${sources}, and give the source its key by \`signed-by\`.`,
  },
  'unowned-files': { say: 'Give it to an account with `chown`, or remove it.' },
  unshadowed: { say: 'Run `pwconv` and `grpconv`.' },
  'world-writable-files': { say: 'Run `chmod o-w` on the file.' },
};
