/** What QEMU cannot show, and what stands in its place. */
export interface Stub {
  /** What is not there, in words. */
  readonly instead: string;
  /** Requirements that the lab therefore does not show; a hardened machine of the lab need not fulfil them. */
  readonly notShown: readonly string[];
  /** Roles of machines that need it; all when left out. */
  readonly roles?: readonly string[];
  /** Run as root at the first boot, before the hardening. */
  readonly script?: string;
  /** Run at every boot, before disks are looked for. */
  readonly atEveryBoot?: string;
}

export interface NamedStub extends Stub {
  readonly name: string;
}

/** The name for which the certificate of an app machine is made. */
export const webName = 'lab.example';

/** Every stub of the lab, by name. What the baseline asks of machines on Azure only is not asked here at all. */
export const stubs = (addresses: { readonly logs: string }): Readonly<Record<string, Stub>> => ({
  'malware-signatures': {
    instead: 'one signature of our own, because the real ones cannot be downloaded',
    notShown: ['malware-signatures-are-fresh'],
    // The digest and length of the EICAR test file; the unit waits for real signatures.
    // https://docs.clamav.net/manual/Signatures/HashSignatures.html (2026-11-27)
    script: [
      'echo 44d88612fea8a8f36de82e1278abb02f:68:Lab.Eicar > /var/lib/clamav/lab.hdb',
      'chown clamav:clamav /var/lib/clamav/lab.hdb',
      // Debian 13 asks for signatures once at each start, which fails without them.
      'systemctl mask --now clamav-freshclam-once.service >/dev/null 2>&1 || :',
      'systemctl reset-failed clamav-freshclam-once.service >/dev/null 2>&1 || :',
      'mkdir -p /etc/systemd/system/clamav-daemon.service.d',
      'cat > /etc/systemd/system/clamav-daemon.service.d/lab.conf <<END',
      '[Unit]',
      'ConditionPathExistsGlob=',
      'ConditionPathExistsGlob=/var/lib/clamav/*.hdb',
      'END',
    ].join('\n'),
  },
  'package-archives': {
    instead:
      'the lists of packages of the day on which the image was built, because no archive can be reached',
    notShown: ['package-lists-are-fresh'],
  },
  'monitor-agent': {
    instead:
      "the rule by which Azure Monitor's agent takes the logs from rsyslog, leading to the lab's collector",
    notShown: [],
    // https://learn.microsoft.com/azure/azure-monitor/agents/data-collection-syslog (2026-11-27)
    script: [
      'cat > /etc/rsyslog.d/10-azuremonitoragent-omfwd.conf <<END',
      `*.* action(type="omfwd" target="${addresses.logs}" port="443" protocol="tcp"`,
      '  queue.type="LinkedList" queue.size="25000" action.resumeRetryCount="-1" action.resumeInterval="5")',
      'END',
      'chmod 0644 /etc/rsyslog.d/10-azuremonitoragent-omfwd.conf',
    ].join('\n'),
  },
  'managed-identity': {
    instead: 'a certificate that the machine makes for itself, because no vault gives it one',
    notShown: [],
    roles: ['app'],
    script: [
      'mkdir -p /etc/yosai /etc/systemd/system/yosai-fetch-certificate.service.d',
      'umask 077',
      `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj /CN=${webName} \\`,
      `  -addext subjectAltName=DNS:${webName} -addext extendedKeyUsage=serverAuth \\`,
      '  -keyout /etc/yosai/lab.key -out /etc/yosai/lab.pem 2>/dev/null',
      'cat /etc/yosai/lab.key /etc/yosai/lab.pem > /etc/yosai/backend.pem',
      'rm /etc/yosai/lab.key /etc/yosai/lab.pem',
      'umask 022',
      'cat > /etc/systemd/system/yosai-fetch-certificate.service.d/lab.conf <<END',
      '[Unit]',
      'ConditionPathExists=/dev/ptp_hyperv',
      'END',
    ].join('\n'),
  },
  'web-service': {
    instead: 'a page that asks everybody to log in, in the place of what the vendor serves',
    notShown: [],
    roles: ['app'],
    script: [
      'mkdir -p /etc/nginx/backend.d',
      'echo "location / { return 401; }" > /etc/nginx/backend.d/lab.conf',
    ].join('\n'),
  },
  'database-service': {
    instead:
      "PostgreSQL without data and without a shell for its account, in the place of the vendor's database",
    notShown: [],
    roles: ['db'],
    script: [
      'for folder in /etc/postgresql/*/main; do',
      '  printf "listen_addresses = \'*\'\\n" > "$folder/conf.d/lab.conf"',
      'done',
      'usermod --shell /usr/sbin/nologin postgres',
      'systemctl restart postgresql',
    ].join('\n'),
  },
  'disk-names': {
    instead: "a rule of udev that gives the data disk the name that Azure's rules give it",
    notShown: [],
    roles: ['db'],
    // systemd waits for a disk by the names that udev gives it.
    atEveryBoot: [
      `echo 'SUBSYSTEM=="block", KERNEL=="vdc", SYMLINK+="disk/azure/scsi1/lun0"' > /etc/udev/rules.d/66-lab.rules`,
      'udevadm control --reload',
      'udevadm trigger --settle --name-match=vdc',
    ].join(' && '),
  },
  'boot-loader': {
    instead: "the kernel's command line of QEMU, which starts the kernel without a boot loader",
    notShown: [],
  },
  'hypervisor-clock': {
    instead: 'NTP alone, because QEMU has no clock of Hyper-V',
    notShown: [],
  },
});

/** Those that a machine of a role needs, with their names. */
export const stubsOf = (all: Readonly<Record<string, Stub>>, role: string): NamedStub[] =>
  Object.entries(all)
    .filter(([, { roles }]) => roles?.includes(role) ?? true)
    .map(([name, stub]) => ({ name, ...stub }));
