import { dpkgEntry, makePackage } from './dpkg';
import type { Loosening } from './loosening';

/** A line is added to a file, which makes it when it is not there. */
const add = (line: string, file: string) => `echo '${line}' >> ${file}`;
/** The part of a file that a pattern of sed -E takes is replaced. */
const replace = (pattern: string, by: string, file: string) => `sed -i -E 's#${pattern}#${by}#' ${file}`;

const nginx = '/etc/nginx/nginx.conf';

const accounts: readonly Loosening[] = [
  {
    requirement: 'no-duplicate-uid',
    script: add('drift-uid:x:2:65534::/nonexistent:/usr/sbin/nologin', '/etc/passwd'),
  },
  {
    requirement: 'no-duplicate-account-name',
    script: add('bin:x:901:65534::/nonexistent:/usr/sbin/nologin', '/etc/passwd'),
  },
  { requirement: 'system-accounts-have-no-shell', script: 'usermod --shell /bin/bash games' },
  {
    requirement: 'login-accounts-are-listed',
    script: "useradd --create-home --shell /bin/bash --password '*' drift-user\nchmod 0700 /home/drift-user",
  },
  { requirement: 'no-legacy-passwd-entries', script: add('+::::::', '/etc/passwd') },
  {
    requirement: 'groups-exist',
    script: add('drift-group:x:902:59999::/nonexistent:/usr/sbin/nologin', '/etc/passwd'),
  },
  {
    requirement: 'homes-belong-to-their-users',
    script: 'chown nobody /home/yosai-admin',
    // sshd takes no key from such a home: whoever is in stays in.
    round: 'apart',
  },
  { requirement: 'no-rhosts-files', script: 'touch /root/.rhosts' },
  { requirement: 'root-password-locked', script: "usermod --password '$y$j9T$drift$drift' root" },
  {
    requirement: 'only-root-has-uid-zero',
    script: add('drift-root:x:0:0::/nonexistent:/usr/sbin/nologin', '/etc/passwd'),
    alsoFinds: ['no-duplicate-uid'],
  },
  { requirement: 'root-group', script: replace('^root:x:0:0:', 'root:x:0:100:', '/etc/passwd') },
  {
    requirement: 'root-authorized-keys',
    script: `mkdir -p -m 0700 /root/.ssh\n${add('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAtrNA53OlE3EP+BoYVuuQfERjM2S0YWpEAF4EeXJ7DY drift', '/root/.ssh/authorized_keys')}`,
  },
  { requirement: 'path-of-root-is-safe', script: 'chmod o+w /usr/local/bin' },
];

const passwords: readonly Loosening[] = [
  {
    requirement: 'sshd-use-pam',
    // Without PAM sshd looks itself for accounts that are locked: the auditor's own must not be.
    script: [
      add('UsePAM no', '/etc/ssh/sshd_config.d/00-drift.conf'),
      "usermod --password '*' yosai-audit",
    ].join('\n'),
  },
  {
    requirement: 'faillock-is-in-pam',
    script: "sed -i '/pam_faillock/d' /etc/pam.d/common-auth",
    // What is left of the stack admits nobody, to su either.
    round: 'apart',
  },
  { requirement: 'umask-is-in-pam', script: "sed -i '/pam_umask/d' /etc/pam.d/common-session" },
  { requirement: 'pwquality-is-in-pam', script: "sed -i '/pam_pwquality/d' /etc/pam.d/common-password" },
  { requirement: 'pwhistory-is-in-pam', script: "sed -i '/pam_pwhistory/d' /etc/pam.d/common-password" },
  {
    requirement: 'pam-permits-nobody-without-password',
    script: replace('(pam_unix\\.so)', '\\1 nullok', '/etc/pam.d/common-auth'),
  },
  { requirement: 'pam-hash-scheme', script: replace('yescrypt', 'sha512', '/etc/pam.d/common-password') },
  {
    requirement: 'shadow-hash-scheme',
    script: "usermod --password '$6$drift$drift' games",
  },
  { requirement: 'no-empty-passwords', script: replace('^(news):[^:]*:', '\\1::', '/etc/shadow') },
  {
    requirement: 'passwords-are-shadowed',
    script: replace('^(uucp):x:', '\\1:$6$drift$drift:', '/etc/passwd'),
  },
];

const privileges: readonly Loosening[] = [
  {
    requirement: 'sudo-asks-for-nobody-unlisted',
    script: `${add('games ALL=(ALL) NOPASSWD: ALL', '/etc/sudoers.d/drift')}\nchmod 0440 /etc/sudoers.d/drift`,
  },
  { requirement: 'sudo-group-is-listed', script: 'gpasswd --add games sudo >/dev/null' },
  {
    requirement: 'sudoers-are-sound',
    script: `${add('this is no rule', '/etc/sudoers.d/drift-wrong')}\nchmod 0440 /etc/sudoers.d/drift-wrong`,
    round: 'apart',
  },
  { requirement: 'su-is-restricted', script: "sed -i '/pam_wheel/d' /etc/pam.d/su" },
  { requirement: 'setuid-files-are-listed', script: 'install -m 4755 /bin/true /usr/local/bin/drift-setuid' },
  {
    requirement: 'capabilities-are-listed',
    script:
      'install -m 0755 /bin/true /usr/local/bin/drift-capable\nsetcap cap_net_raw+ep /usr/local/bin/drift-capable',
  },
  { requirement: 'no-world-writable-files', script: 'install -m 0666 /dev/null /etc/drift-writable' },
  { requirement: 'shared-folders-are-sticky', script: 'mkdir -m 0777 /srv/drift-open' },
  {
    requirement: 'no-unowned-files',
    script: 'touch /etc/drift-unowned\nchown 60123:60123 /etc/drift-unowned',
  },
];

const network: readonly Loosening[] = [
  {
    requirement: 'kernel-ipv4-conf-all-accept-redirects',
    // The kernel accepts them where either of the two values says so.
    script: 'sysctl --quiet --write net.ipv4.conf.lo.accept_redirects=1',
  },
  {
    requirement: 'sshd-max-startups',
    // Of this keyword sshd takes the last value, and of all others the first.
    script: replace('^MaxStartups .*', 'MaxStartups 100', '/etc/ssh/sshd_config.d/*.conf'),
  },
  {
    requirement: 'firewall-matches-role',
    script: 'nft add rule inet yosai input tcp dport 8080 accept',
  },
  {
    requirement: 'firewall-drops-inbound',
    script: "nft 'chain inet yosai input { policy accept; }'",
    alsoFinds: ['firewall-matches-role'],
  },
  {
    requirement: 'firewall-drops-outbound',
    script: "nft 'chain inet yosai output { policy accept; }'",
    alsoFinds: ['firewall-matches-role'],
  },
  {
    requirement: 'firewall-drops-forwarded',
    script: "nft 'chain inet yosai forward { policy accept; }'",
    alsoFinds: ['firewall-matches-role'],
  },
  {
    requirement: 'sockets-match-role',
    script:
      'systemd-run --quiet --unit=drift-socket python3 -c \'import socket,time; s=socket.create_server(("0.0.0.0",8081)); time.sleep(9999)\'',
  },
  {
    requirement: 'services-answer-by-listed-program',
    script: [
      'if systemctl --quiet is-enabled nginx; then service=nginx port=443; else service=postgresql port=5432; fi',
      // Of PostgreSQL the service itself is one of several instances.
      'systemctl stop $service "$service@*"',
      'systemd-run --quiet --unit=drift-owner python3 -c "import socket,time; s=socket.create_server((\'0.0.0.0\',$port)); time.sleep(9999)"',
    ].join('\n'),
    alsoFinds: ['unit-nginx-service'],
    round: 'apart',
  },
  {
    requirement: 'no-packet-sockets',
    script:
      "systemd-run --quiet --unit=drift-packets python3 -c 'import socket,time; s=socket.socket(socket.AF_PACKET,socket.SOCK_RAW,3); time.sleep(9999)'",
  },
  {
    requirement: 'sshd-listens-on-port',
    script: `${add('Port 22', '/etc/ssh/sshd_config.d/00-drift.conf')}\n${add('Port 2222', '/etc/ssh/sshd_config.d/00-drift.conf')}\nsystemctl restart ssh`,
    alsoFinds: ['sockets-match-role'],
  },
];

const services: readonly Loosening[] = [
  { requirement: 'log-files-are-closed', script: 'install -m 0644 /dev/null /var/log/drift.log' },
  { requirement: 'clock-asks-listed-servers', script: 'chronyc add server 203.0.113.99 >/dev/null' },
  {
    requirement: 'clock-is-synchronised',
    // Nobody answers any more.
    script: [
      'mkdir -p /etc/systemd/system/chrony.service.d',
      "printf '[Service]\\nExecStartPre=+/sbin/ip route replace blackhole 203.0.113.0/24\\n' > /etc/systemd/system/chrony.service.d/drift.conf",
    ].join('\n'),
    round: 'restart',
  },
  {
    requirement: 'clock-offset',
    script: 'date -s "+300 seconds" >/dev/null',
    alsoFinds: ['clock-is-synchronised'],
    round: 'apart',
  },
  {
    requirement: 'malware-scan-ran',
    script: "sed -i 's/^since=.*/since=1000000000/' /var/lib/yosai/hardened",
  },
  {
    requirement: 'hardening-is-applied',
    script: "sed -i 's/^failures=.*/failures=3/' /var/lib/yosai/hardened",
  },
  {
    requirement: 'apparmor-enforces',
    script: 'apparmor_parser --replace --Complain /etc/apparmor.d/usr.sbin.chronyd',
  },
  {
    requirement: 'security-archive-is-source',
    script: [
      'cd /etc/apt/sources.list.d',
      `awk 'BEGIN { RS = ""; ORS = "\\n\\n" } !/Suites:[^\\n]*-security/' debian.sources > all-but-security`,
      'mv all-but-security debian.sources',
      '! grep -r -e -security .',
    ].join('\n'),
    round: 'apart',
  },
  {
    requirement: 'packages-are-authenticated',
    script: add(
      'deb [trusted=yes] http://archive.example.org/debian stable main',
      '/etc/apt/sources.list.d/drift.list',
    ),
    alsoFinds: ['release-suite-is-fixed'],
  },
  {
    requirement: 'release-suite-is-fixed',
    script: add('deb http://deb.debian.org/debian sid main', '/etc/apt/sources.list.d/drift-suite.list'),
  },
  {
    requirement: 'package-lists-are-fresh',
    // The time of change counts, which nobody sets: the list ends instead.
    script:
      "sed -i 's/^Valid-Until:.*/Valid-Until: Sat, 01 Jan 2022 00:00:00 UTC/' /var/lib/apt/lists/*Release",
  },
  { requirement: 'restart-is-not-overdue', script: "touch -d '30 days ago' /run/reboot-required" },
  {
    requirement: 'no-failed-units',
    script: 'systemd-run --quiet --wait --unit=drift-failed /bin/false || :',
  },
  { requirement: 'time-zone', script: 'ln -sf /usr/share/zoneinfo/UTC /etc/localtime' },
  { requirement: 'hardware-clock-is-utc', script: "printf '0.0 0 0.0\\n0\\nLOCAL\\n' > /etc/adjtime" },
  { requirement: 'core-dumps-are-off', script: "sysctl -qw 'kernel.core_pattern=|/usr/bin/logger'" },
  { requirement: 'temporary-files-cannot-run', script: 'mount -o remount,exec /dev/shm' },
  { requirement: 'packages-are-whole', script: dpkgEntry('less', 'Status', 'install ok half-configured') },
  {
    requirement: 'no-pending-security-updates',
    // As old as what depends on it may have it.
    script: dpkgEntry('openssl', 'Version', '3.0.0-1'),
    round: 'restart',
  },
  {
    requirement: 'running-kernel-is-newest',
    script: `${makePackage('linux-image-99.0.0-1-amd64')}
touch -d '30 days ago' /var/lib/dpkg/info/linux-image-99.0.0-1-amd64.list`,
  },
  { requirement: 'kernel-is-not-tainted', script: 'echo 4096 > /proc/sys/kernel/tainted' },
  {
    requirement: 'release-is-supported',
    script: `sed -i 's/^VERSION_ID=.*/VERSION_ID="10"/' /etc/os-release`,
    round: 'restart',
  },
  {
    requirement: 'journal-reaches-back',
    // To a folder of the same file system: where its files are removed, journald begins new ones.
    script: 'mv /var/log/journal/* "$(mktemp -d /var/log/drift.XXXXXX)"',
    round: 'apart',
  },
  {
    requirement: 'audit-is-enabled',
    // The daemon of Debian 13 reads the rules first, and then switches auditing on.
    script: [
      'mkdir -p /etc/systemd/system/auditd.service.d',
      "printf '[Service]\\nExecStartPost=/sbin/auditctl -e 0\\n' > /etc/systemd/system/auditd.service.d/drift.conf",
    ].join('\n'),
    round: 'restart',
  },
  {
    requirement: 'audit-is-immutable',
    script: "sed -i '/^-e 2$/d' /etc/audit/rules.d/50-yosai.rules",
    round: 'restart',
  },
  {
    requirement: 'audit-loses-nothing',
    script: "echo '-r 1' >> /etc/audit/rules.d/50-yosai.rules",
    round: 'restart',
  },
];

const web: readonly Loosening[] = [
  {
    requirement: 'web-server-tls-versions',
    script:
      'echo "ssl_protocols TLSv1 TLSv1.2 TLSv1.3;" > /etc/nginx/conf.d/00-drift.conf\nsystemctl reload nginx',
  },
  {
    requirement: 'web-server-cipher-suites',
    script: replace('ssl_ciphers .*', 'ssl_ciphers ALL;', nginx),
  },
  {
    requirement: 'web-server-hides-its-version',
    script: replace('server_tokens off', 'server_tokens on', nginx),
  },
  {
    requirement: 'web-server-certificate-is-fresh',
    script: [
      'cd "$(mktemp -d)"',
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 -subj /CN=lab.example -keyout key -out certificate 2>/dev/null',
      'cat key certificate > /etc/yosai/backend.pem',
      'systemctl reload nginx',
    ].join('\n'),
  },
];

const database: readonly Loosening[] = [
  {
    requirement: 'database-listens-inside-only',
    script:
      'for folder in /etc/postgresql/*/main; do echo "port = 5433" > "$folder/conf.d/zz-drift-port.conf"; done',
    alsoFinds: ['sockets-match-role', 'services-answer-by-listed-program'],
    // Where it is apart, another program takes the place of the database.
    round: 'restart',
  },
  {
    requirement: 'database-trusts-nobody',
    script:
      'for file in /etc/postgresql/*/main/pg_hba.conf; do echo "host all all 0.0.0.0/0 trust" >> "$file"; done\nsystemctl reload postgresql',
  },
  {
    requirement: 'database-password-scheme',
    script:
      'for folder in /etc/postgresql/*/main; do echo "password_encryption = md5" > "$folder/conf.d/zz-drift.conf"; done\nsystemctl reload postgresql',
  },
];

/** Loosenings of what is no single setting, by the id of the requirement. */
export const stateLoosenings: readonly Loosening[] = [
  ...accounts,
  ...passwords,
  ...privileges,
  ...network,
  ...services,
  ...web,
  ...database,
];

/** Requirements that nobody can loosen on a machine of the lab, with the reason. */
export const cannotLoosen: Readonly<Record<string, string>> = {
  'apparmor-is-on': 'QEMU gives the kernel its command line, not a boot loader of the machine',
  'audit-from-start': 'QEMU gives the kernel its command line, not a boot loader of the machine',
  'malware-signatures-are-fresh': 'there are no real signatures that could grow old',
};
