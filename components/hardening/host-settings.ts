/**
 * Settings of a hardened Debian host that do not depend on the role or the tenant. Plain data, so that the host
 * audit can compare a running machine with the same values.
 */
export const hostSettings = {
  /** Installed on every machine; rsyslog because the Azure Monitor agent collects syslog through it. */
  packages: [
    'auditd',
    'chrony',
    'clamav',
    'clamav-daemon',
    'clamav-freshclam',
    'libpam-pwquality',
    'nftables',
    'rsyslog',
    'unattended-upgrades',
  ],

  /**
   * Services that run after hardening, and those that must not. Those that only start keep running when their
   * files change: auditd refuses a restart, and clamav-daemon waits for its first signatures.
   */
  services: {
    restarted: ['nftables', 'ssh', 'chrony', 'rsyslog'],
    started: ['auditd', 'clamav-freshclam', 'clamav-daemon'],
    off: ['avahi-daemon', 'cups', 'rpcbind', 'systemd-timesyncd'],
  },

  /** Where a role's data disk is mounted. */
  dataPath: '/srv/data',

  /**
   * Protocols and file systems that nothing here needs (white paper section 20). udf is missing on purpose: Azure
   * hands provisioning data over on a udf volume.
   * https://learn.microsoft.com/azure/virtual-machines/linux/using-cloud-init
   */
  disabledModules: [
    'dccp',
    'sctp',
    'rds',
    'tipc',
    'cramfs',
    'freevxfs',
    'hfs',
    'hfsplus',
    'jffs2',
    'usb-storage',
    'firewire-core',
  ],

  /** Kernel settings; https://docs.kernel.org/admin-guide/sysctl/ and networking/ip-sysctl. */
  kernel: {
    'fs.protected_fifos': 2,
    'fs.protected_hardlinks': 1,
    'fs.protected_regular': 2,
    'fs.protected_symlinks': 1,
    'fs.suid_dumpable': 0,
    'kernel.dmesg_restrict': 1,
    'kernel.kptr_restrict': 2,
    'kernel.randomize_va_space': 2,
    'kernel.unprivileged_bpf_disabled': 1,
    'kernel.yama.ptrace_scope': 1,
    'net.ipv4.conf.all.accept_redirects': 0,
    'net.ipv4.conf.all.accept_source_route': 0,
    'net.ipv4.conf.all.log_martians': 1,
    'net.ipv4.conf.all.rp_filter': 1,
    'net.ipv4.conf.all.secure_redirects': 0,
    'net.ipv4.conf.all.send_redirects': 0,
    'net.ipv4.conf.default.accept_redirects': 0,
    'net.ipv4.conf.default.accept_source_route': 0,
    'net.ipv4.conf.default.send_redirects': 0,
    'net.ipv4.icmp_echo_ignore_broadcasts': 1,
    'net.ipv4.ip_forward': 0,
    'net.ipv4.tcp_syncookies': 1,
    'net.ipv6.conf.all.accept_ra': 0,
    'net.ipv6.conf.all.accept_redirects': 0,
    'net.ipv6.conf.all.disable_ipv6': 1,
  },

  /**
   * sshd, beside its port and whether passwords count, which the baseline says. RSA stays among the accepted keys
   * because Entra login presents RSA certificates. `sshd_config(5)` of OpenSSH 9.2.
   */
  sshd: {
    AddressFamily: 'inet',
    PermitRootLogin: 'no',
    PermitEmptyPasswords: 'no',
    AuthenticationMethods: 'publickey',
    UsePAM: 'yes',
    MaxAuthTries: '3',
    MaxSessions: '4',
    LoginGraceTime: '30',
    ClientAliveInterval: '300',
    ClientAliveCountMax: '2',
    AllowTcpForwarding: 'no',
    AllowAgentForwarding: 'no',
    AllowStreamLocalForwarding: 'no',
    PermitTunnel: 'no',
    PermitUserEnvironment: 'no',
    X11Forwarding: 'no',
    LogLevel: 'VERBOSE',
    HostKeyAlgorithms: 'ssh-ed25519,rsa-sha2-512,rsa-sha2-256',
    PubkeyAcceptedAlgorithms:
      'ssh-ed25519,ssh-ed25519-cert-v01@openssh.com,rsa-sha2-512,rsa-sha2-512-cert-v01@openssh.com,rsa-sha2-256,rsa-sha2-256-cert-v01@openssh.com',
    KexAlgorithms: 'sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org',
    Ciphers: 'aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes128-ctr',
    MACs: 'hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com',
  },

  /** auditd's rules; the last one makes them unchangeable until the next start. `auditctl(8)`. */
  auditRules: [
    '-D',
    '-b 8192',
    '-f 1',
    '-w /etc/passwd -p wa -k identity',
    '-w /etc/group -p wa -k identity',
    '-w /etc/shadow -p wa -k identity',
    '-w /etc/gshadow -p wa -k identity',
    '-w /etc/sudoers -p wa -k privilege',
    '-w /etc/sudoers.d -p wa -k privilege',
    '-w /etc/ssh/sshd_config -p wa -k sshd',
    '-w /etc/ssh/sshd_config.d -p wa -k sshd',
    '-w /etc/nftables.conf -p wa -k firewall',
    '-w /etc/audit -p wa -k audit',
    '-w /var/log/lastlog -p wa -k logins',
    '-w /var/run/faillock -p wa -k logins',
    '-a always,exit -F arch=b64 -S adjtimex,settimeofday,clock_settime -F key=time',
    '-a always,exit -F arch=b64 -S init_module,finit_module,delete_module -F key=modules',
    '-a always,exit -F arch=b64 -S execve -C uid!=euid -F euid=0 -F key=privilege',
    '-a always,exit -F arch=b64 -S mount,umount2 -F auid>=1000 -F auid!=unset -F key=mounts',
    '-e 2',
  ],

  /** Platform addresses that a machine on Azure must reach, and who may. */
  platform: {
    /**
     * The host of the machine: guest agent (root only), health.
     * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 (2026-11-23)
     */
    host: { address: '168.63.129.16', tcpPorts: [80, 32526] },
    /** Instance metadata and identity: https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service. */
    metadata: { address: '169.254.169.254', tcpPorts: [80] },
  },
} as const;
