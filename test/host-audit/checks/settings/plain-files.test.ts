import { describe, expect, it } from 'vitest';
import { followed, preceded, replacing } from '../../../support/debian-host';
import { drop, judgedSetting, lines, type SettingRow } from '../../../support/judged-setting';

describe('login.defs', () => {
  it.each<SettingRow>([
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
      'an umask that leaves nothing to the group',
      'login-defs',
      'UMASK',
      lines(replacing('UMASK 027', 'UMASK 077')),
      'compliant',
    ],
    [
      'an umask that leaves others something',
      'login-defs',
      'UMASK',
      lines(replacing('UMASK 027', 'UMASK 026')),
      'UMASK = 026 at /etc/login.defs:151, expected UMASK = 027',
    ],
    [
      'homes that the group may enter',
      'login-defs',
      'HOME_MODE',
      lines(replacing('HOME_MODE 0700', 'HOME_MODE 0710')),
      'HOME_MODE = 0710 at /etc/login.defs:403, expected HOME_MODE = 0700',
    ],
    [
      'nothing',
      'login-defs',
      'UMASK',
      lines(drop('/etc/login.defs:151:UMASK 027')),
      'UMASK is not set, expected UMASK = 027',
    ],
  ])('%s', (_, file, key, changes, line) => {
    expect(judgedSetting(file, key, changes)).toBe(line);
  });
});

describe('auditd and clamd', () => {
  it.each<SettingRow>([
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
  ])('%s', (_, file, key, changes, line) => {
    expect(judgedSetting(file, key, changes)).toBe(line);
  });
});
