import { expect, it } from 'vitest';
import { followed, preceded, replacing } from '../../../support/debian-host';
import { drop, judgedSetting, lines, type SettingRow } from '../../../support/judged-setting';

it.each<SettingRow>([
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
    'characters that make a password shorter',
    'pwquality',
    'minlen',
    lines(
      followed('/etc/security/pwquality.conf:14:dcredit = 3', '/etc/security/pwquality.conf:15:ucredit = -1'),
    ),
    'minlen = 11 with credits at /etc/security/pwquality.conf:14, expected minlen = 14 or more',
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
    'more than pam_faillock takes',
    'faillock',
    'unlock_time',
    lines(replacing('unlock_time = 900', 'unlock_time = 1209600')),
    'unlock_time = 1209600 at /etc/security/faillock.conf:2, expected unlock_time = 900 or more, up to 604800',
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
  expect(judgedSetting(file, key, changes)).toBe(line);
});
