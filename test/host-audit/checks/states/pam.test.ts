import { expect, it } from 'vitest';
import { pamStates } from '../../../../lib/host-audit/checks/states/pam';
import type { FactName } from '../../../../lib/host-audit/collector/all-commands';
import {
  type Change,
  type DebianHost,
  debianHost,
  followed,
  replacing,
  stateOf,
} from '../../../support/debian-host';
import { outcomeLine } from '../../../support/outcome-line';

type Changes = Partial<Record<FactName, Change>>;

function judged(is: string, changes: Changes = {}, host: DebianHost = 'debian-12-hardened'): string {
  const check = pamStates[is];
  if (check === undefined) throw new Error(`there is no check ${is}`);
  return outcomeLine(check(stateOf(is), debianHost(host, changes)));
}

const pam = (change: Change): Changes => ({ pamLines: change });

const faillock = 'failures that are counted and refused by pam_faillock';
const preauth = 'auth\trequisite\tpam_faillock.so preauth';
const history = 'new passwords that are none of the last 5';

it.each<readonly [name: string, is: string, changes: Changes, line: string]>([
  [
    'failures are not counted',
    'pam-faillock',
    pam(replacing('pam_faillock.so authfail', 'pam_permit.so')),
    `a wrong password is not counted by chfn and 9 other services at /etc/pam.d/common-auth:18, expected ${faillock}`,
  ],
  [
    'failures are counted where nobody comes',
    'pam-faillock',
    pam(replacing('[success=2 default=ignore]\tpam_unix.so', '[success=2 default=die]\tpam_unix.so')),
    `a wrong password is not counted by chfn and 9 other services at /etc/pam.d/common-auth:18, expected ${faillock}`,
  ],
  [
    'who is over the limit is not refused',
    'pam-faillock',
    pam(replacing(preauth, preauth.replace('requisite', 'optional'))),
    `who is over the limit is let in by chfn and 9 other services at /etc/pam.d/common-auth:18, expected ${faillock}`,
  ],
  [
    'one service lets everybody in before',
    'pam-faillock',
    pam((printed) => `/etc/pam.d/login:1:auth sufficient pam_permit.so\n${printed}`),
    `a wrong password is not counted by login at /etc/pam.d/common-auth:18, expected ${faillock}`,
  ],
  [
    'a module that is not known may let somebody in before',
    'pam-faillock',
    pam((printed) => `/etc/pam.d/login:1:auth sufficient pam_ssh_agent_auth.so\n${printed}`),
    'undetermined: a wrong password is not counted by login, if pam_ssh_agent_auth says yes',
  ],
  [
    'a module that is not known may refuse a wrong password before it is counted',
    'pam-faillock',
    pam((printed) => {
      const counting = '/etc/pam.d/common-auth:19:auth\t[default=die]\tpam_faillock.so authfail';
      const refusing = '/etc/pam.d/common-auth:19:auth\trequisite\tpam_sss.so use_first_pass';
      return printed
        .replace('[success=2 default=ignore]\tpam_unix.so', '[success=3 default=ignore]\tpam_unix.so')
        .replace(counting, `${refusing}\n${counting}`);
    }),
    'undetermined: a wrong password is not counted by chfn, if pam_sss says no',
  ],
  [
    'a module that is not known refuses before a password is asked for',
    'pam-faillock',
    pam((printed) => `/etc/pam.d/login:1:auth requisite pam_nologin.so\n${printed}`),
    'compliant',
  ],
  [
    'a module that is not known may jump over what refuses',
    'pam-pwquality',
    pam(
      (printed) =>
        `/etc/pam.d/passwd:1:password [success=2 default=ignore] pam_succeed_if.so user = a\n${printed}`,
    ),
    'undetermined: what pam_pwquality refuses is taken by passwd, if pam_succeed_if says yes',
  ],
  [
    'a module that is not known may let somebody become root',
    'su-restricted',
    pam((printed) => `/etc/pam.d/su:1:auth sufficient pam_succeed_if.so use_uid user = deploy\n${printed}`),
    'undetermined: everybody is let in by su, if pam_succeed_if says yes',
  ],
  [
    'the preliminary call is required and not requisite',
    'pam-faillock',
    pam(replacing(preauth, preauth.replace('requisite', 'required'))),
    'compliant',
  ],
  [
    'files that include others again and again',
    'pam-faillock',
    pam((printed) => {
      const names = [...'abcdefghijklmno'];
      const files = names.flatMap((name, index) =>
        Array.from(
          { length: 9 },
          (_, line) => `/etc/pam.d/${name}:${line + 1}:@include ${names[index + 1] ?? 'o'}`,
        ),
      );
      return `${files.slice(0, -9).join('\n')}\n/etc/pam.d/o:1:auth required pam_permit.so\n${printed}`;
    }),
    'undetermined: more than 1000 lines of PAM are for one service',
  ],
  [
    'a stack that cannot be followed',
    'pam-faillock',
    pam(followed('/etc/pam.d/sudo:90:auth substack common-auth')),
    'undetermined: /etc/pam.d/sudo:90 is a substack, which is not followed',
  ],
  [
    'a file that is not there',
    'pam-faillock',
    pam(followed('/etc/pam.d/sudo:90:@include common-other')),
    'undetermined: PAM has no file for common-other',
  ],
  [
    'files that include each other',
    'pam-faillock',
    pam(followed('/etc/pam.d/sudo:90:auth include sudo')),
    'undetermined: the files of PAM include each other: common-auth',
  ],
  [
    'a bad password is taken after all',
    'pam-pwquality',
    pam(replacing('requisite\t\t\tpam_pwquality.so', 'optional\t\t\tpam_pwquality.so')),
    'what pam_pwquality refuses is taken by chpasswd and 5 other services at /etc/pam.d/common-password:27, expected new passwords that pam_pwquality may refuse',
  ],
  [
    'pwquality only warns',
    'pam-pwquality',
    { settingLines: followed('/etc/security/pwquality.conf:3:enforcing = 0') },
    'pam_pwquality only warns at /etc/security/pwquality.conf:3, expected enforcing = 1',
  ],
  [
    'too few are remembered',
    'pam-pwhistory',
    pam(replacing('remember=5', 'remember=2')),
    'remember = 2 at /etc/pam.d/common-password:26, expected remember = 5 or more',
  ],
  ['ten are remembered by default', 'pam-pwhistory', pam(replacing('remember=5 ', '')), 'compliant'],
  [
    'a file says how many',
    'pam-pwhistory',
    {
      pamLines: replacing('remember=5 ', ''),
      settingLines: followed('/etc/security/pwhistory.conf:2:remember = 1'),
    },
    'remember = 1 at /etc/security/pwhistory.conf:2, expected remember = 5 or more',
  ],
  [
    'nothing is remembered',
    'pam-pwhistory',
    pam(replacing('pam_pwhistory.so', 'pam_permit.so')),
    `pam_pwhistory is not called by chpasswd and 5 other services at /etc/pam.d/common-password:27, expected ${history}`,
  ],
  [
    'an empty password is enough',
    'pam-nullok',
    pam(replacing('pam_unix.so try_first_pass', 'pam_unix.so nullok try_first_pass')),
    '/etc/pam.d/common-auth:18 has nullok at /etc/pam.d/common-auth:18, expected pam_unix without nullok',
  ],
  [
    'what dpkg kept',
    'pam-nullok',
    pam(followed('/etc/pam.d/sshd.dpkg-old:3:auth required pam_unix.so nullok')),
    'compliant',
  ],
  [
    'a service of packages behind that of the administrator',
    'pam-nullok',
    pam(followed('/usr/lib/pam.d/sshd:3:auth required pam_unix.so nullok')),
    'compliant',
  ],
  [
    'su for everybody',
    'su-restricted',
    pam(replacing('auth required pam_wheel.so', 'auth optional pam_wheel.so')),
    'su: everybody may use su at /etc/pam.d/su:6, expected su for members of sudo alone',
  ],
  [
    'su for another group',
    'su-restricted',
    pam(replacing('group=sudo', 'group=users')),
    'su: members of users may use su at /etc/pam.d/su:7, expected su for members of sudo alone',
  ],
  [
    'su to all but root',
    'su-restricted',
    pam(replacing('group=sudo', 'group=sudo root_only')),
    'su: everybody may use su at /etc/pam.d/su:7, expected su for members of sudo alone',
  ],
  [
    'su -l by a file of its own',
    'su-restricted',
    pam(replacing('auth\t\tinclude\t\tsu', 'auth\t\tinclude\t\tcommon-auth')),
    'su-l: everybody may use su at /etc/pam.d/common-auth:17, expected su for members of sudo alone',
  ],
  [
    'sessions without umask',
    'pam-umask',
    pam(replacing('pam_umask.so', 'pam_mail.so')),
    'login: pam_umask is not called, expected sessions that call pam_umask',
  ],
  [
    'sessions with another umask',
    'pam-umask',
    pam(replacing('pam_umask.so', 'pam_umask.so umask=022')),
    'login: pam_umask is given 022 at /etc/pam.d/common-session:24, expected sessions that call pam_umask',
  ],
])('%s', (_, is, changes, line) => {
  expect(judged(is, changes)).toBe(line);
});

it.each(Object.keys(pamStates))('%s is compliant on hardened hosts and undetermined without facts', (is) => {
  expect(judged(is)).toBe('compliant');
  expect(judged(is, {}, 'debian-13-hardened')).toBe('compliant');
  expect(judged(is, pam({ unknown: 'nothing arrived' }))).toBe('undetermined: nothing arrived');
  expect(
    judged(
      is,
      pam(() => ''),
    ),
  ).toMatch(/^undetermined: /);
});

it('does not take what is not known of the files of modules for good', () => {
  const nothing = { settingLines: { unknown: 'nothing arrived' } };
  expect(judged('pam-pwquality', nothing)).toBe('undetermined: nothing arrived');
  expect(judged('pam-pwhistory', nothing)).toBe('undetermined: nothing arrived');
});
