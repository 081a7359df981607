import { expect, it } from 'vitest';
import { checkHost } from '../../../lib/host-audit/checks/check-host';
import { accountStates } from '../../../lib/host-audit/checks/states/accounts';
import { pamStates } from '../../../lib/host-audit/checks/states/pam';
import { passwordHashStates } from '../../../lib/host-audit/checks/states/password-hashes';
import { rootAccountStates } from '../../../lib/host-audit/checks/states/root-account';
import { sudoStates } from '../../../lib/host-audit/checks/states/sudo';
import { type DebianHost, debianHost, hostBaseline } from '../../support/debian-host';

const names = [accountStates, pamStates, passwordHashStates, rootAccountStates, sudoStates].flatMap(
  Object.keys,
);

/** Requirements of settings and of accounts, which is what was recorded. */
const recorded = Object.values(hostBaseline.hostAreas)
  .flatMap(({ requirements }) => requirements)
  .filter(({ setting, state }) => setting !== undefined || (state !== undefined && names.includes(state.is)))
  .map(({ id }) => id);

/** What is not compliant, as `id: found`. */
function foundOn(name: DebianHost): string[] {
  return checkHost(name, debianHost(name), new Map())
    .filter(({ source, verdict }) => recorded.includes(source.id) && verdict !== 'compliant')
    .map(({ source, verdict, found, at }) => {
      const place = at?.line === undefined ? '' : ` (${at.file}:${at.line})`;
      return `${verdict === 'violated' ? '' : `${verdict} `}${source.id}: ${found}${place}`;
    })
    .sort();
}

it('has a check for every state of these areas', () => {
  const areas = ['accounts', 'root-login', 'shadow-hash-scheme', 'password-quality', 'sudo-rules'];
  const asked = areas.flatMap((area) =>
    (hostBaseline.hostAreas[area]?.requirements ?? []).flatMap(({ state }) => state?.is ?? []),
  );
  expect(names.toSorted()).toEqual(asked.toSorted());
});

it.each(['debian-12-hardened', 'debian-13-hardened'] as const)('finds nothing on %s', (name) => {
  expect(recorded.length).toBeGreaterThan(60);
  expect(foundOn(name)).toEqual([]);
});

const onBoth = [
  'audit-disk-full: disk_full_action = SUSPEND (/etc/audit/auditd.conf:24)',
  'audit-forwards-to-syslog: active = no (/etc/audit/plugins.d/syslog.conf:9)',
  'audit-log-file-size: max_log_file = 8 (/etc/audit/auditd.conf:12)',
  'audit-log-files: num_logs = 5 (/etc/audit/auditd.conf:13)',
  'audit-log-group: log_group = adm (/etc/audit/auditd.conf:8)',
  'clamav-logs-to-syslog: LogSyslog = false (/etc/clamav/clamd.conf:20)',
  'clamav-on-access-excludes-itself: OnAccessExcludeUname is not set',
  'clamav-on-access-paths: OnAccessIncludePath is not set',
  'clamav-on-access-prevents: OnAccessPrevention = no by default',
  'clamav-works-outside-of-tmp: TemporaryDirectory is not set',
  'clock-takes-no-commands: cmdport = 323 by default',
  'faillock-is-in-pam: pam_faillock is not called by chfn and 9 other services (/etc/pam.d/common-auth:17)',
  'faillock-unlock-time: unlock_time = 600 by default',
  'journal-is-persistent: Storage is not set',
  'journal-limits-its-size: SystemMaxUse is not set',
  'pam-permits-nobody-without-password: /etc/pam.d/common-auth:17 has nullok (/etc/pam.d/common-auth:17)',
  'pwhistory-is-in-pam: pam_pwhistory is not called by chpasswd and 5 other services (/etc/pam.d/common-password:26)',
  'pwquality-classes: minclass = 0 by default',
  'pwquality-for-root: enforce_for_root is not set',
  'pwquality-minimum-length: minlen = 8 by default',
  'pwquality-repeats: maxrepeat = 0 by default',
  'resolver-denies-llmnr: LLMNR is not set',
  'shell-idle-timeout: TMOUT is not set',
  'su-is-restricted: su: everybody may use su (/etc/pam.d/su:6)',
  'sudo-keeps-log: logfile is not set',
  'sudo-timestamp: timestamp_timeout = 15 by default',
  'updates-are-logged: Unattended-Upgrade::SyslogEnable is not set',
  'updates-remove-old-parts: Unattended-Upgrade::Remove-Unused-Dependencies is not set',
];

const onDebian12 = [
  'home-mode: HOME_MODE is not set',
  'journal-forwards-to-syslog: ForwardToSyslog is not set',
  'login-hash-scheme: ENCRYPT_METHOD = SHA512 (/etc/login.defs:294)',
  'password-maximum-days: PASS_MAX_DAYS = 99999 (/etc/login.defs:165)',
  'password-minimum-days: PASS_MIN_DAYS = 0 (/etc/login.defs:166)',
  'resolver-denies-mdns: MulticastDNS is not set',
  'umask-is-in-pam: login: pam_umask is not called',
  'umask-is-narrow: UMASK = 022 (/etc/login.defs:151)',
];

const onDebian13 = [
  'password-maximum-days: PASS_MAX_DAYS = 99999 (/etc/login.defs:97)',
  'password-minimum-days: PASS_MIN_DAYS = 0 (/etc/login.defs:98)',
  'umask-is-narrow: UMASK is not set',
];

it.each([
  ['debian-12-plain', onDebian12],
  ['debian-13-plain', onDebian13],
] as const)('finds what is missing on %s', (name, own) => {
  expect(foundOn(name)).toEqual([...onBoth, ...own].sort());
});
