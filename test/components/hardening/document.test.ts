import { createHash } from 'node:crypto';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { hardeningDocument } from '../../../components/hardening/document';
import type { HardenedHost, HostFile } from '../../../components/hardening/host';
import { repositoryBaseline } from '../support/deployment';

const baseline = repositoryBaseline();
const host: HardenedHost = {
  baseline,
  tenantSlot: 0,
  role: 'db',
  hostName: 'aoba-db-1',
  privateNames: [{ name: 'kv-aoba.vault.azure.net', address: '10.64.3.4' }],
};

/** The requirement of an id, to be changed. */
function requirement(areas: typeof baseline.hostAreas, id: string) {
  const found = Object.values(areas)
    .flatMap((area) => area.requirements)
    .find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no requirement ${id}`);
  return found;
}

interface CloudConfig {
  readonly packages: string[];
  readonly timezone: string;
  readonly ssh_pwauth: boolean;
  readonly runcmd: string[][];
  readonly power_state: { readonly mode: string; readonly delay: number; readonly condition: string[] };
  readonly write_files: { path: string; permissions: string; owner: string; content: string }[];
}

const read = (changed: HardenedHost = host) => load(hardeningDocument(changed)) as CloudConfig;
const file = (path: HostFile['path'], changed: HardenedHost = host) =>
  read(changed).write_files.find((candidate) => candidate.path === path)?.content;

describe('hardeningDocument', () => {
  it('begins as cloud-init wants, then names its schema and the hash of the rest', () => {
    const [first, second, ...rest] = hardeningDocument(host).split('\n');
    const digest = createHash('sha256').update(rest.join('\n')).digest('hex');
    expect([first, second]).toEqual(['#cloud-config', `# yosai-hardening/1 sha256:${digest}`]);
  });

  it('is the same text for the same host', () => {
    expect(hardeningDocument({ ...host, baseline: repositoryBaseline() })).toBe(hardeningDocument(host));
  });

  it('is well within what Azure admits', () => {
    expect(Buffer.byteLength(hardeningDocument(host))).toBeLessThan(48 * 1024);
  });

  it('is refused when the baseline admits less', () => {
    const small = repositoryBaseline();
    small.virtualMachines.hardening.maximumBytes = 1000;
    expect(() => hardeningDocument({ ...host, baseline: small })).toThrow(
      /^hardening document of aoba-db-1 has \d{4,5} bytes, the baseline admits 1000$/,
    );
  });

  it('holds nothing that looks like a secret', () => {
    const document = hardeningDocument(host);
    for (const { pattern } of baseline.secrets.forms) expect(document).not.toMatch(new RegExp(pattern));
  });

  it('sets what the baseline asks of every machine', () => {
    expect(read()).toMatchObject({
      timezone: 'Asia/Tokyo',
      ssh_pwauth: false,
      // Made on the machine, and told on its console alone.
      ssh_deletekeys: true,
      ssh_genkeytypes: ['ed25519', 'rsa'],
      ssh: { emit_keys_to_console: true },
      runcmd: [['/usr/local/sbin/yosai-harden']],
      // Words of the kernel's command line count from a restart, which comes when the extensions are there.
      power_state: { mode: 'reboot', delay: 15, condition: ['test', '-e', '/run/reboot-required'] },
    });
    expect(read().packages).toEqual(
      expect.arrayContaining(['auditd', 'chrony', 'clamav-daemon', 'nftables']),
    );
  });

  it('writes files for root alone to change', () => {
    for (const { owner, permissions } of read().write_files) {
      expect(owner).toBe('root:root');
      expect(permissions).toMatch(/^0[467][045][045]$/);
    }
  });

  it.each([
    ['/etc/hosts', '10.64.3.4 kv-aoba.vault.azure.net\n'],
    ['/etc/apt/mirrors/debian.list', 'https://deb.debian.org/debian\n'],
    ['/etc/apt/mirrors/debian-security.list', 'https://security.debian.org/debian-security\n'],
    ['/etc/ssh/sshd_config.d/10-yosai.conf', 'Port 22\n'],
    ['/etc/ssh/sshd_config.d/10-yosai.conf', '\nPasswordAuthentication no\n'],
    ['/etc/ssh/sshd_config.d/10-yosai.conf', '\nPermitRootLogin no\n'],
    ['/etc/chrony/chrony.conf', 'server ntp.nict.jp iburst\n'],
    ['/etc/chrony/hypervisor-clock.conf', 'refclock PHC /dev/ptp_hyperv '],
    ['/etc/modprobe.d/yosai.conf', 'install dccp /bin/false\n'],
    ['/etc/sysctl.d/99-yosai.conf', 'net.ipv4.ip_forward = 0\n'],
    ['/etc/systemd/journald.conf.d/50-yosai.conf', '[Journal]\n'],
    ['/etc/systemd/journald.conf.d/50-yosai.conf', '\nStorage=persistent\n'],
    ['/etc/security/pwquality.conf.d/50-yosai.conf', 'minlen = 14\n'],
    ['/etc/sudoers.d/50-yosai', 'Defaults use_pty\nDefaults logfile=/var/log/sudo.log\n'],
    ['/etc/profile.d/50-yosai.sh', 'TMOUT=900\nreadonly TMOUT\nexport TMOUT\n'],
    ['/etc/apt/apt.conf.d/52-yosai-unattended-upgrades', 'APT::Periodic::Unattended-Upgrade "1";\n'],
    ['/etc/audit/rules.d/50-yosai.rules', '-D\n-b 8192\n-f 1\n-w '],
    ['/etc/apt/apt.conf.d/54-yosai-dpkg', 'DPkg::Options { "--force-confdef"; "--force-confold"; };'],
    [
      '/etc/default/grub.d/50-yosai.cfg',
      'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX audit=1 audit_backlog_limit=8192"\n',
    ],
    ['/etc/security/limits.d/50-yosai.conf', '* - core 0\nroot - core 0\n'],
    ['/etc/systemd/system.conf.d/50-yosai.conf', '[Manager]\nDefaultLimitCORE=0\n'],
    ['/etc/systemd/system/srv-data.mount', '\nWhat=/dev/disk/azure/scsi1/lun0\n'],
    ['/usr/local/sbin/yosai-harden', 'mkfs.ext4 -q -L data "$device"'],
  ])('%s has %j', (path, text) => {
    expect(file(path)).toContain(text);
  });

  it('locks the audit rules by the last of them', () => {
    expect(file('/etc/audit/rules.d/50-yosai.rules')).toMatch(/\n-e 2\n$/);
  });

  it('leaves to the image and its extensions what they bring', () => {
    expect(file('/usr/local/sbin/yosai-harden')).not.toContain('azuremonitoragent');
  });

  it('prepares no disk on a role without one', () => {
    const app = { ...host, role: 'app' };
    expect(file('/etc/systemd/system/srv-data.mount', app)).toBeUndefined();
    expect(file('/usr/local/sbin/yosai-harden', app)).not.toContain('mkfs');
  });

  it.each<[string, (changed: typeof baseline) => void, HostFile['path'], string]>([
    [
      'a time server',
      ({ virtualMachines }) => {
        virtualMachines.timeServers = ['ntp.example.jp'];
      },
      '/etc/chrony/chrony.conf',
      'server ntp.example.jp iburst',
    ],
    [
      'the port of ssh',
      ({ network }) => {
        network.services['ssh'] = { ports: [2222], protocol: 'Tcp' };
      },
      '/etc/ssh/sshd_config.d/10-yosai.conf',
      'Port 2222',
    ],
    [
      'an option of sshd',
      ({ hostAreas }) => {
        requirement(hostAreas, 'sshd-max-sessions').sshd = { keyword: 'MaxSessions', value: '2' };
      },
      '/etc/ssh/sshd_config.d/10-yosai.conf',
      'MaxSessions 2',
    ],
    [
      'the role that a requirement is for',
      ({ hostAreas }) => {
        const only = requirement(hostAreas, 'module-can');
        only.module = 'slcan';
        only.roles = ['db'];
      },
      '/etc/modprobe.d/yosai.conf',
      'install slcan /bin/false',
    ],
    [
      'the database port',
      ({ network }) => {
        network.services['postgresql'] = { ports: [6432], protocol: 'Tcp' };
      },
      '/etc/nftables.conf',
      'ip saddr { 10.64.1.0/24 } tcp dport { 6432 } accept',
    ],
  ])('follows a change of %s in the baseline', (_, change, path, text) => {
    const changed = repositoryBaseline();
    change(changed);
    expect(file(path, { ...host, baseline: changed })).toContain(text);
    expect(file(path)).not.toContain(text);
  });

  it('is refused for a role that nobody could reach by ssh', () => {
    const closed = repositoryBaseline();
    closed.network.flows = closed.network.flows.filter((flow) => !flow.services.includes('ssh'));
    expect(() => hardeningDocument({ ...host, baseline: closed })).toThrow(
      'no flow leads to ssh of role db: nobody could audit the machine',
    );
  });
});
