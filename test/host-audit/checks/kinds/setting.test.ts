import { describe, expect, it } from 'vitest';
import type { FileSetting } from '../../../../lib/baseline/types.generated';
import { checkSetting } from '../../../../lib/host-audit/checks/kinds/setting';
import type { FactName } from '../../../../lib/host-audit/collector/all-commands';
import {
  type Change,
  type DebianHost,
  debianHost,
  followed,
  hostBaseline,
  preceded,
  replacing,
} from '../../../support/debian-host';
import { outcomeLine } from '../../../support/outcome-line';

type Changes = Partial<Record<FactName, Change>>;

const required = Object.values(hostBaseline.hostAreas).flatMap(({ requirements }) =>
  requirements.flatMap(({ setting }) => setting ?? []),
);

/** What the baseline requires of the key. */
function asked(file: string, key: string): FileSetting {
  const found = required.find((setting) => setting.file === file && setting.key === key);
  if (found === undefined) throw new Error(`the baseline requires no ${key} of ${file}`);
  return found;
}

function judged(
  file: string,
  key: string,
  changes: Changes,
  host: DebianHost = 'debian-12-hardened',
): string {
  return outcomeLine(checkSetting(asked(file, key), debianHost(host, changes)));
}

const lines = (change: Change): Changes => ({ settingLines: change });

type Row = readonly [name: string, file: string, key: string, changes: Changes, line: string];

const drop = (text: string) => replacing(`${text}\n`, '');

describe('login.defs', () => {
  it.each<Row>([
    [
      'a value',
      'login-defs',
      'PASS_MAX_DAYS',
      lines(replacing('PASS_MAX_DAYS 365', 'PASS_MAX_DAYS\t400')),
      'PASS_MAX_DAYS = 400 at /etc/login.defs:165, expected PASS_MAX_DAYS = 365 or less',
    ],
    [
      'no limit',
      'login-defs',
      'PASS_MAX_DAYS',
      lines(replacing('PASS_MAX_DAYS 365', 'PASS_MAX_DAYS -1')),
      'PASS_MAX_DAYS = -1 at /etc/login.defs:165, expected PASS_MAX_DAYS = 365 or less',
    ],
    [
      'a smaller value',
      'login-defs',
      'PASS_MAX_DAYS',
      lines(replacing('PASS_MAX_DAYS 365', 'PASS_MAX_DAYS 90')),
      'compliant',
    ],
    [
      'the last value, which the tools take',
      'login-defs',
      'PASS_MIN_DAYS',
      lines(followed('/etc/login.defs:400:PASS_MIN_DAYS 0')),
      'PASS_MIN_DAYS = 0 at /etc/login.defs:400, expected PASS_MIN_DAYS = 1 or more',
    ],
    [
      'a first value that no tool takes',
      'login-defs',
      'PASS_MIN_DAYS',
      lines(preceded('/etc/login.defs:3:PASS_MIN_DAYS 0')),
      'compliant',
    ],
    [
      'the first value, which PAM takes',
      'login-defs',
      'ENCRYPT_METHOD',
      lines(preceded('/etc/login.defs:3:encrypt_method MD5')),
      'ENCRYPT_METHOD = MD5 for PAM at /etc/login.defs:3, expected ENCRYPT_METHOD = YESCRYPT',
    ],
    ['octal digits', 'login-defs', 'UMASK', lines(replacing('UMASK 027', 'UMASK 0027')), 'compliant'],
    [
      'quotation marks, which PAM does not know',
      'login-defs',
      'UMASK',
      lines(replacing('UMASK 027', 'UMASK "027"')),
      'UMASK = "027" for PAM at /etc/login.defs:151, expected UMASK = 027',
    ],
    [
      'decimal digits',
      'login-defs',
      'UMASK',
      lines(replacing('UMASK 027', 'UMASK 27')),
      'UMASK = 27 at /etc/login.defs:151, expected UMASK = 027',
    ],
    [
      'nothing',
      'login-defs',
      'UMASK',
      lines(drop('/etc/login.defs:151:UMASK 027')),
      'UMASK is not set, expected UMASK = 027',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

describe('what PAM modules read', () => {
  it.each<Row>([
    [
      'the main file, which is read last',
      'pwquality',
      'minlen',
      lines(followed('/etc/security/pwquality.conf:11:minlen=6 # short')),
      'minlen = 6 at /etc/security/pwquality.conf:11, expected minlen = 14 or more',
    ],
    [
      'a later file of the folder',
      'pwquality',
      'minlen',
      lines(preceded('/etc/security/pwquality.conf.d/60-other.conf:1:minlen = 8')),
      'minlen = 8 at /etc/security/pwquality.conf.d/60-other.conf:1, expected minlen = 14 or more',
    ],
    [
      'an earlier file of the folder',
      'pwquality',
      'minlen',
      lines(followed('/etc/security/pwquality.conf.d/40-other.conf:1:minlen = 8')),
      'compliant',
    ],
    [
      'an argument in PAM',
      'pwquality',
      'minlen',
      { pamLines: replacing('pam_pwquality.so retry=3', 'pam_pwquality.so retry=3 minlen=4') },
      'minlen = 4 at /etc/pam.d/common-password:25, expected minlen = 14 or more',
    ],
    [
      'no check of repeats',
      'pwquality',
      'maxrepeat',
      lines(replacing('maxrepeat = 3', 'maxrepeat = 0')),
      'maxrepeat = 0 at /etc/security/pwquality.conf.d/50-yosai.conf:3, expected maxrepeat = 3 or less',
    ],
    [
      'the default',
      'pwquality',
      'minlen',
      lines(drop('/etc/security/pwquality.conf.d/50-yosai.conf:1:minlen = 14')),
      'minlen = 8 by default, expected minlen = 14 or more',
    ],
    [
      'a key that stands alone',
      'pwquality',
      'enforce_for_root',
      lines(replacing(':enforce_for_root', ':#enforce_for_root')),
      'enforce_for_root is not set, expected enforce_for_root',
    ],
    [
      'never locked',
      'faillock',
      'deny',
      lines(replacing('deny = 5', 'deny=0')),
      'deny = 0 at /etc/security/faillock.conf:1, expected deny = 5 or less',
    ],
    [
      'locked for ever',
      'faillock',
      'unlock_time',
      lines(replacing('unlock_time = 900', 'unlock_time = never')),
      'compliant',
    ],
    [
      'an argument of one call',
      'faillock',
      'deny',
      { pamLines: replacing('pam_faillock.so authfail', 'pam_faillock.so authfail deny=100') },
      'deny = 100 at /etc/pam.d/common-auth:19, expected deny = 5 or less',
    ],
    [
      'another file',
      'faillock',
      'deny',
      { pamLines: replacing('pam_faillock.so preauth', 'pam_faillock.so preauth conf=/etc/other') },
      'undetermined: pam_faillock reads /etc/other, which is not looked into',
    ],
    [
      'PAM is not known',
      'faillock',
      'deny',
      { pamLines: { unknown: 'sh is not there' } },
      'undetermined: sh is not there',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

describe('daemons', () => {
  it.each<Row>([
    [
      'auditd takes the last value, whatever its letters',
      'auditd',
      'max_log_file_action',
      lines(followed('/etc/audit/auditd.conf:90:MAX_LOG_FILE_ACTION = keep_logs')),
      'max_log_file_action = keep_logs at /etc/audit/auditd.conf:90, expected max_log_file_action = rotate',
    ],
    [
      'words in other letters',
      'auditd',
      'max_log_file_action',
      lines(replacing('max_log_file_action = rotate', 'max_log_file_action = ROTATE')),
      'compliant',
    ],
    [
      'auditd takes no equals sign without spaces',
      'auditd',
      'num_logs',
      lines(replacing('num_logs = 8', 'num_logs=8')),
      'num_logs is not set, expected num_logs = 8 or more',
    ],
    [
      'another plugin of auditd',
      'audisp-syslog',
      'active',
      lines(replacing('syslog.conf:9:active = yes', 'syslog.conf:9:active = no')),
      'active = no at /etc/audit/plugins.d/syslog.conf:9, expected active = yes',
    ],
    [
      'clamd takes the first value',
      'clamd',
      'OnAccessPrevention',
      lines(preceded('/etc/clamav/clamd.conf:2:OnAccessPrevention no')),
      'OnAccessPrevention = no at /etc/clamav/clamd.conf:2, expected OnAccessPrevention = yes',
    ],
    [
      'a later value that clamd passes over',
      'clamd',
      'OnAccessPrevention',
      lines(followed('/etc/clamav/clamd.conf:200:OnAccessPrevention no')),
      'compliant',
    ],
    [
      'another word for yes',
      'clamd',
      'LogSyslog',
      lines(replacing('LogSyslog yes', 'LogSyslog true')),
      'compliant',
    ],
    [
      'a value that is missing of several',
      'clamd',
      'OnAccessIncludePath',
      lines(replacing('OnAccessIncludePath /tmp', 'OnAccessMountPath /tmp')),
      'OnAccessIncludePath = /home, /srv, /var/tmp, /var/www at /etc/clamav/clamd.conf:88, expected OnAccessIncludePath = /home, /srv, /tmp, /var/tmp, /var/www',
    ],
    [
      'a value too many',
      'clamd',
      'OnAccessExcludeUname',
      lines(followed('/etc/clamav/clamd.conf:99:OnAccessExcludeUname www-data')),
      'OnAccessExcludeUname = clamav, www-data at /etc/clamav/clamd.conf:99, expected OnAccessExcludeUname = clamav',
    ],
    [
      'chronyd takes the last value',
      'chrony',
      'cmdport',
      {
        chronyDirectives: followed('CmdPort 323'),
        settingLines: followed('/etc/chrony/conf.d/60-x.conf:2:CmdPort  323'),
      },
      'cmdport = 323 at /etc/chrony/conf.d/60-x.conf:2, expected cmdport = 0',
    ],
    [
      'chronyd by default',
      'chrony',
      'cmdport',
      { chronyDirectives: drop('cmdport 0') },
      'cmdport = 323 by default, expected cmdport = 0',
    ],
    [
      'chronyd is not there',
      'chrony',
      'cmdport',
      { chronyDirectives: { unknown: 'chronyd is not there' } },
      'undetermined: chronyd is not there',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

describe('systemd', () => {
  it.each<Row>([
    [
      'a later file',
      'journald',
      'Storage',
      {
        systemdSettings: followed(
          '',
          '# /etc/systemd/journald.conf.d/90-x.conf',
          '# why',
          '[Journal]',
          'Storage=volatile',
        ),
      },
      'Storage = volatile at /etc/systemd/journald.conf.d/90-x.conf:3, expected Storage = persistent',
    ],
    [
      'another section',
      'journald',
      'Storage',
      {
        systemdSettings: followed(
          '',
          '# /etc/systemd/journald.conf.d/90-x.conf',
          '[Other]',
          'Storage=volatile',
        ),
      },
      'compliant',
    ],
    [
      'no section',
      'journald',
      'Storage',
      { systemdSettings: followed('', '# /etc/systemd/journald.conf.d/90-x.conf', 'Storage=volatile') },
      'compliant',
    ],
    [
      'an empty value, which takes back',
      'journald',
      'Storage',
      { systemdSettings: followed('', '# /etc/systemd/journald.conf.d/90-x.conf', '[Journal]', 'Storage=') },
      'Storage is not set, expected Storage = persistent',
    ],
    [
      'the file of another daemon',
      'journald',
      'Storage',
      {
        systemdSettings: followed(
          '',
          '# /etc/systemd/resolved.conf.d/90-x.conf',
          '[Journal]',
          'Storage=volatile',
        ),
      },
      'compliant',
    ],
    [
      'the same size',
      'journald',
      'SystemMaxUse',
      { systemdSettings: replacing('SystemMaxUse=1G', 'SystemMaxUse=1024M') },
      'compliant',
    ],
    [
      'another size',
      'journald',
      'SystemMaxUse',
      { systemdSettings: replacing('SystemMaxUse=1G', 'SystemMaxUse=1M') },
      'SystemMaxUse = 1M at /etc/systemd/journald.conf.d/50-yosai.conf:6, expected SystemMaxUse = 1G',
    ],
    [
      'another word for no',
      'resolved',
      'LLMNR',
      { systemdSettings: replacing('LLMNR=no', 'LLMNR=off') },
      'compliant',
    ],
    [
      'a word for yes',
      'resolved',
      'LLMNR',
      { systemdSettings: replacing('LLMNR=no', 'LLMNR=resolve') },
      'LLMNR = resolve at /etc/systemd/resolved.conf.d/50-yosai.conf:2, expected LLMNR = no',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

describe('apt', () => {
  const key = 'Unattended-Upgrade::Automatic-Reboot';
  it.each<Row>([
    [
      'a value, placed where just one line says it',
      'apt',
      key,
      {
        aptSettings: replacing(`${key}='false'`, `${key}='yes'`),
        settingLines: followed(`/etc/apt/apt.conf.d/99x:3:  Automatic-Reboot "yes";`),
      },
      `${key} = yes at /etc/apt/apt.conf.d/99x:3, expected ${key} = false`,
    ],
    [
      'another word for no',
      'apt',
      key,
      { aptSettings: replacing(`${key}='false'`, `${key}='off'`) },
      'compliant',
    ],
    [
      'nothing',
      'apt',
      'Unattended-Upgrade::SyslogEnable',
      { aptSettings: replacing(`Unattended-Upgrade::SyslogEnable='true'`, '') },
      'Unattended-Upgrade::SyslogEnable is not set, expected Unattended-Upgrade::SyslogEnable = true',
    ],
  ])('%s', (_, file, name, changes, line) => {
    expect(judged(file, name, changes)).toBe(line);
  });
});

describe('sudo', () => {
  /** Adds an entry behind all others of the JSON. */
  const withDefaults = (entry: unknown): Changes => ({
    sudoRules: (printed) => {
      const rules = JSON.parse(printed);
      return JSON.stringify({ ...rules, Defaults: [...rules.Defaults, entry] });
    },
  });
  it.each<Row>([
    [
      'the last entry for everybody',
      'sudoers',
      'timestamp_timeout',
      withDefaults({ Options: [{ timestamp_timeout: '60' }] }),
      'timestamp_timeout = 60, expected timestamp_timeout = 5 or less',
    ],
    [
      'leave that never ends',
      'sudoers',
      'timestamp_timeout',
      withDefaults({ Options: [{ timestamp_timeout: '-1' }] }),
      'timestamp_timeout = -1, expected timestamp_timeout = 5 or less',
    ],
    [
      'leave that ends at once',
      'sudoers',
      'timestamp_timeout',
      withDefaults({ Options: [{ timestamp_timeout: '0' }] }),
      'compliant',
    ],
    [
      'a flag that is taken back for some',
      'sudoers',
      'use_pty',
      withDefaults({ Binding: [{ usergroup: 'adm' }, { username: 'bob' }], Options: [{ use_pty: false }] }),
      'use_pty is not set for %adm, bob, expected use_pty',
    ],
    [
      'another file, with its place',
      'sudoers',
      'logfile',
      {
        ...withDefaults({ Options: [{ logfile: '/tmp/x' }] }),
        settingLines: followed('/etc/sudoers.d/90-x:1:Defaults logfile=/tmp/x'),
      },
      'logfile = /tmp/x at /etc/sudoers.d/90-x:1, expected logfile = /var/log/sudo.log',
    ],
    [
      'rules that cannot be read',
      'sudoers',
      'use_pty',
      { sudoRules: { unknown: '/usr/bin/cvtsudoers ended with 1' } },
      'undetermined: /usr/bin/cvtsudoers ended with 1',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

describe('the profile of shells', () => {
  const ours = '/etc/profile.d/50-yosai.sh';
  it.each<Row>([
    [
      'a later file when ours is not read-only',
      'shell-profile',
      'TMOUT',
      lines(
        (printed) =>
          `${printed.replace(`${ours}:2:readonly TMOUT\n`, '')}\n/etc/profile.d/90-x.sh:4:[ -n "$PS1" ] && export TMOUT=7200`,
      ),
      'TMOUT = 7200 at /etc/profile.d/90-x.sh:4, expected TMOUT = 900 or less',
    ],
    [
      'a later file behind what is read-only',
      'shell-profile',
      'TMOUT',
      lines(followed('/etc/profile.d/90-x.sh:4:TMOUT=0')),
      'compliant',
    ],
    [
      'an earlier file that is read-only',
      'shell-profile',
      'TMOUT',
      lines(followed('/etc/bash.bashrc:9:declare -xr TMOUT="3600"')),
      'TMOUT = 3600 at /etc/bash.bashrc:9, expected TMOUT = 900 or less',
    ],
    [
      'no limit',
      'shell-profile',
      'TMOUT',
      lines(replacing('TMOUT=900', 'TMOUT=0')),
      `TMOUT = 0 at ${ours}:1, expected TMOUT = 900 or less`,
    ],
    [
      'taken back',
      'shell-profile',
      'TMOUT',
      lines((printed) => printed.replace('2:readonly TMOUT', '2:unset TMOUT')),
      'TMOUT is not set, expected TMOUT = 900 or less',
    ],
    [
      'a profile that does not read the folder',
      'shell-profile',
      'TMOUT',
      lines((printed) =>
        printed
          .replaceAll('/etc/profile.d ', '/etc/nothing ')
          .replaceAll('/etc/profile.d/*', '/etc/nothing/*'),
      ),
      'TMOUT is not set, expected TMOUT = 900 or less',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judged(file, key, changes)).toBe(line);
  });
});

it('cannot tell of a file that nobody is known to read', () => {
  const host = debianHost('debian-13-hardened');
  expect(outcomeLine(checkSetting({ file: 'other', key: 'Key', value: '1' }, host))).toBe(
    'undetermined: how other is read is not known',
  );
});

it.each(Object.keys(hostBaseline.hosts.settingFiles))('is undetermined without the facts of %s', (file) => {
  const unknown = { unknown: 'nothing arrived' };
  const host = debianHost('debian-13-hardened', {
    aptSettings: unknown,
    chronyDirectives: unknown,
    settingLines: unknown,
    sudoRules: unknown,
    systemdSettings: unknown,
  });
  const settings = required.filter((setting) => setting.file === file);
  expect(settings.length).toBeGreaterThan(0);
  for (const setting of settings) {
    expect(outcomeLine(checkSetting(setting, host))).toBe('undetermined: nothing arrived');
  }
});
