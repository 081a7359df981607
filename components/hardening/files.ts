import { requirementsOf } from '../../lib/baseline/host-requirements';
import { interfaceKey, ofAllInterfaces } from '../../lib/baseline/kernel-keys';
import { openPorts } from '../../lib/baseline/network-rules';
import { portOf } from '../service-port';
import { auditAccountFiles } from './audit-account';
import { pamFiles } from './authentication';
import { certificateFiles } from './certificate';
import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { malwareScan } from './malware';
import { nftablesRules } from './nftables';
import { rightsFiles } from './rights';
import { hardeningScript, mountUnit } from './script';
import { scopeOf, settingFiles } from './settings';
import { startFiles } from './start';
import { updaterFiles } from './updater';
import { webServerFiles } from './web-server';

/** Every file of a hardened machine, in the order in which they are written. */
export function hardeningFiles(host: HardenedHost): HostFile[] {
  const disk = dataDevice(host);
  const { hosts } = host.baseline;
  return [
    { path: '/etc/hosts', mode: '0644', content: hostsFile(host) },
    ...packageSources(host),
    { path: '/etc/ssh/sshd_config.d/10-yosai.conf', mode: '0600', content: sshdConfig(host) },
    { path: '/etc/nftables.conf', mode: '0600', content: nftablesRules(host) },
    ...chronyFiles(host),
    { path: '/etc/modprobe.d/yosai.conf', mode: '0644', content: disabledModules(host) },
    { path: '/etc/sysctl.d/99-yosai.conf', mode: '0644', content: kernelSettings(host) },
    { path: '/etc/audit/rules.d/50-yosai.rules', mode: '0640', content: auditRules(host) },
    { path: '/etc/apt/apt.conf.d/53-yosai-security-origin', mode: '0644', content: securityOrigin() },
    { path: '/etc/apt/apt.conf.d/54-yosai-dpkg', mode: '0644', content: keptFiles() },
    ...settingFiles(host),
    ...pamFiles(host),
    ...auditAccountFiles(host),
    ...startFiles(host),
    ...rightsFiles(host),
    ...webServerFiles(host),
    ...malwareScan(),
    ...updaterFiles(host),
    ...certificateFiles(host),
    ...(disk === undefined ? [] : [dataMount(disk, hosts.dataPath)]),
    {
      path: '/usr/local/sbin/yosai-harden',
      mode: '0755',
      content: hardeningScript(host, disk),
    },
  ];
}

/**
 * Where a machine finds the data disk of its role; `undefined` for a role without one.
 * https://learn.microsoft.com/azure/virtual-machines/troubleshooting/troubleshoot-device-names-problems
 */
function dataDevice({ baseline, role }: HardenedHost): string | undefined {
  const disk = baseline.virtualMachines.dataDisks[role];
  return disk && `/dev/disk/azure/scsi1/lun${disk.lun}`;
}

function dataMount(device: string, dataPath: string): HostFile {
  return {
    path: `/etc/systemd/system/${mountUnit(dataPath)}`,
    mode: '0644',
    content: lines(
      '[Mount]',
      `What=${device}`,
      `Where=${dataPath}`,
      'Type=ext4',
      'Options=nodev,nosuid',
      '[Install]',
      'WantedBy=multi-user.target',
    ),
  };
}

function hostsFile({ hostName, privateNames }: HardenedHost): string {
  return lines(
    '127.0.0.1 localhost',
    `127.0.1.1 ${hostName}`,
    // Private endpoints have fixed addresses; asking DNS for them would need a zone shared by all tenants.
    ...privateNames.map(({ name, address }) => `${address} ${name}`),
  );
}

/** Debian's mirrors by the names that the hub's firewall lets through, instead of the image's own. */
function packageSources({ baseline }: HardenedHost): HostFile[] {
  const names = baseline.network.outbound.find((rule) => rule.id === 'debian-updates')?.names ?? [];
  const security = names.find((name) => name.startsWith('security.'));
  const archive = names.find((name) => name !== security);
  if (security === undefined || archive === undefined) {
    throw new RangeError('outbound rule debian-updates must name an archive and a security server');
  }
  return [
    {
      path: '/etc/apt/mirrors/debian.list',
      mode: '0644',
      content: lines(`https://${archive}/debian`),
    },
    {
      path: '/etc/apt/mirrors/debian-security.list',
      mode: '0644',
      content: lines(`https://${security}/debian-security`),
    },
  ];
}

function sshdConfig(host: HardenedHost): string {
  const { baseline, role } = host;
  const listens = openPorts(baseline.network, role).some(({ service }) => service === 'ssh');
  if (!listens) throw new RangeError(`no flow leads to ssh of role ${role}: nobody could audit the machine`);
  const options = requirementsOf(baseline.hostAreas, 'sshd', scopeOf(host));
  return lines(
    `Port ${portOf(baseline.network.services, 'ssh')}`,
    ...options.map(({ keyword, value }) => `${keyword} ${value}`),
  );
}

/**
 * The servers of the baseline. The host's clock joins them where the machine has one (the hardening script links
 * it), because chrony does not start when a named clock is missing.
 * https://learn.microsoft.com/azure/virtual-machines/linux/time-sync (2026-11-23)
 */
function chronyFiles({ baseline }: HardenedHost): HostFile[] {
  return [
    {
      path: '/etc/chrony/chrony.conf',
      mode: '0644',
      content: lines(
        ...baseline.virtualMachines.timeServers.map((name) => `server ${name} iburst`),
        'driftfile /var/lib/chrony/chrony.drift',
        'ntsdumpdir /var/lib/chrony',
        'logdir /var/log/chrony',
        // A paused machine wakes up with the time at which it fell asleep: step at any time, not at the start only.
        'makestep 1 -1',
        'rtcsync',
        'confdir /etc/chrony/conf.d',
      ),
    },
    {
      path: '/etc/chrony/hypervisor-clock.conf',
      mode: '0644',
      content: lines('refclock PHC /dev/ptp_hyperv poll 3 dpoll -2 offset 0 stratum 2'),
    },
  ];
}

const disabledModules = (host: HardenedHost) =>
  lines(
    ...requirementsOf(host.baseline.hostAreas, 'module', scopeOf(host)).flatMap((name) => [
      `blacklist ${name}`,
      `install ${name} /bin/false`,
    ]),
  );

/** What holds for all interfaces is set for each one too, also for those that come later. sysctl.d(5) */
const kernelSettings = (host: HardenedHost) =>
  lines(
    ...requirementsOf(host.baseline.hostAreas, 'kernel', scopeOf(host)).flatMap(({ key, value }) => {
      const setting = ofAllInterfaces(key);
      const keys = setting === undefined ? [key] : [interfaceKey(setting, '*'), key];
      return keys.map((one) => `${one} = ${value}`);
    }),
  );

/** The kernel's own limits come first, and what locks the rules comes last. */
function auditRules(host: HardenedHost): string {
  const rules = requirementsOf(host.baseline.hostAreas, 'auditRule', scopeOf(host));
  const limits = rules.filter((rule) => /^-[bf] /.test(rule));
  const locks = rules.filter((rule) => rule.startsWith('-e '));
  const others = rules.filter((rule) => !limits.includes(rule) && !locks.includes(rule));
  return lines('-D', ...limits, ...others, ...locks);
}

/** Updates come from Debian's security archive alone. */
const securityOrigin = () =>
  lines(
    '#clear Unattended-Upgrade::Origins-Pattern;',
    'Unattended-Upgrade::Origins-Pattern {',
    `  "origin=Debian,codename=\${distro_codename}-security,label=Debian-Security";`,
    '};',
  );

/**
 * Updates keep the files that were changed here: unattended-upgrades leaves alone any package that would ask.
 * https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html, "--force-things" (2026-11-27)
 */
const keptFiles = () => lines('DPkg::Options { "--force-confdef"; "--force-confold"; };');
