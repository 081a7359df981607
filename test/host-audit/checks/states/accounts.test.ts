import { describe, expect, it } from 'vitest';
import type { CheckedHost } from '../../../../lib/host-audit/checks/host';
import { stateChecks } from '../../../../lib/host-audit/checks/states';
import { accountStates } from '../../../../lib/host-audit/checks/states/accounts';
import { passwordHashStates } from '../../../../lib/host-audit/checks/states/password-hashes';
import { rootAccountStates } from '../../../../lib/host-audit/checks/states/root-account';
import type { FactName } from '../../../../lib/host-audit/collector/all-commands';
import { type Change, debianHost, followed, replacing, stateOf } from '../../../support/debian-host';
import { outcomeLine } from '../../../support/outcome-line';

type Changes = Partial<Record<FactName, Change>>;

/** The state that the baseline requires, on a hardened Debian 13 with these changes. */
function judged(is: string, changes: Changes = {}, more: Partial<CheckedHost> = {}): string {
  const check = stateChecks[is];
  if (check === undefined) throw new Error(`there is no check ${is}`);
  return outcomeLine(check(stateOf(is), debianHost('debian-13-hardened', changes, more)));
}

type Row = readonly [name: string, is: string, changes: Changes, line: string];

const added = (line: string): Changes => ({ accounts: followed(line) });

describe('accounts', () => {
  it.each<Row>([
    [
      'a UID that is taken',
      'duplicate-uids',
      added('40:other:shadowed:1000:1000:/home/other:/usr/sbin/nologin'),
      'other has the UID 1000 of yosai-admin on line 26 at /etc/passwd:40',
    ],
    [
      'a name that is taken',
      'duplicate-names',
      added('40:root:shadowed:1234:1000:/home/other:/usr/sbin/nologin'),
      'root has the name root of root on line 1 at /etc/passwd:40',
    ],
    [
      'a service with a shell',
      'system-shells',
      { accounts: replacing('/usr/games:/usr/sbin/nologin', '/usr/games:/bin/bash') },
      'games has /bin/bash at /etc/passwd:6, expected one of /usr/sbin/nologin, /sbin/nologin, /bin/false, /usr/bin/false, /bin/sync',
    ],
    [
      'a service without a word for its shell',
      'system-shells',
      { accounts: replacing('/usr/games:/usr/sbin/nologin', '/usr/games:') },
      'games has /bin/sh at /etc/passwd:6, expected one of /usr/sbin/nologin, /sbin/nologin, /bin/false, /usr/bin/false, /bin/sync',
    ],
    [
      'somebody who is not listed',
      'login-accounts',
      added('40:mallory:shadowed:1500:100:/home/mallory:/bin/zsh'),
      'mallory has /bin/zsh at /etc/passwd:40, expected no shell but for yosai-admin and yosai-audit',
    ],
    [
      'somebody who cannot log on',
      'login-accounts',
      added('40:mallory:shadowed:1500:100:/home/mallory:/usr/sbin/nologin'),
      'compliant',
    ],
    [
      'accounts from elsewhere',
      'login-accounts',
      { nameSources: replacing('files', 'files sss [NOTFOUND=return] ldap') },
      'undetermined: accounts also come from sss and ldap, which is not looked into',
    ],
    [
      'accounts of Entra ID',
      'login-accounts',
      { nameSources: replacing('files', 'files aad systemd') },
      'compliant',
    ],
    [
      'an entry of NIS',
      'nis-entries',
      { groups: followed('50:+:empty::') },
      '/etc/group:50 takes in others at /etc/group:50',
    ],
    [
      'a group that is not there',
      'missing-groups',
      added('40:other:shadowed:1500:4711:/home/other:/usr/sbin/nologin'),
      'other has GID 4711 at /etc/passwd:40, expected a group of /etc/group',
    ],
    [
      'a home of somebody else',
      'foreign-homes',
      { homes: replacing('1000 700 /home/yosai-admin', '33 700 /home/yosai-admin') },
      '/home/yosai-admin of yosai-admin belongs to UID 33 at /home/yosai-admin',
    ],
    [
      'a home where the group writes',
      'foreign-homes',
      { homes: replacing('1000 700 /home/yosai-admin', '1000 2770 /home/yosai-admin') },
      '/home/yosai-admin has mode 2770 at /home/yosai-admin',
    ],
    [
      'a home that is not there',
      'foreign-homes',
      { homes: replacing('1000 700 /home/yosai-admin', 'missing /home/yosai-admin') },
      'compliant',
    ],
    [
      'a home that nobody looked at',
      'foreign-homes',
      { homes: replacing('1000 700 /home/yosai-admin\n', '') },
      'undetermined: /home/yosai-admin of yosai-admin was not looked at',
    ],
    [
      'a file that lets others in',
      'rhosts-files',
      { trustFiles: followed('/home/yosai-admin/.rhosts', '/home/yosai-admin/.rhosts') },
      '/home/yosai-admin/.rhosts at /home/yosai-admin/.rhosts, expected none of them',
    ],
  ])('%s', (_, is, changes, line) => {
    expect(judged(is, changes)).toBe(line);
  });

  it('admits the account that came, of a machine that others set up', () => {
    const changes = added('40:bob:shadowed:1001:1000:/home/bob:/bin/bash');
    const by = (account: string) => judged('login-accounts', changes, { managed: false, account });
    const wrong =
      'bob has /bin/bash at /etc/passwd:40, expected no shell but for yosai-admin and yosai-audit';
    expect(judged('login-accounts', changes, { account: 'bob' })).toBe(wrong);
    expect(by('eve')).toBe(`${wrong} and eve`);
    // Its home was not looked at, which is another matter.
    expect(by('bob')).toBe('compliant');
    const service = added('40:bob:shadowed:200:1000:/home/bob:/bin/bash');
    expect(judged('system-shells', service, { managed: false, account: 'bob' })).toBe('compliant');
    expect(judged('system-shells', service, { account: 'bob' })).toContain('bob has /bin/bash');
  });

  it('knows Entra ID on Azure alone', () => {
    const changes = { nameSources: replacing('files', 'files aad') };
    expect(judged('login-accounts', changes, { onAzure: false })).toBe(
      'undetermined: accounts also come from aad, which is not looked into',
    );
  });
});

describe('root', () => {
  it.each<Row>([
    [
      'a password',
      'root-is-locked',
      { shadow: replacing('root:1:1:1:', 'root:0:1:0:y') },
      'root has a password (yescrypt) at /etc/shadow:2, expected a locked password',
    ],
    [
      'an empty password',
      'root-is-locked',
      { shadow: replacing('root:1:1:1:', 'root:0:0:0:') },
      'root has an empty password at /etc/shadow:2, expected a locked password',
    ],
    [
      'a password behind a lock',
      'root-is-locked',
      { shadow: replacing('root:1:1:1:', 'root:1:1:0:y') },
      'compliant',
    ],
    [
      'no entry',
      'root-is-locked',
      { shadow: replacing('2:root:1:1:1:\n', '') },
      'undetermined: /etc/shadow has no entry of root',
    ],
    [
      'a second root',
      'uid-zero',
      added('40:toor:shadowed:0:0:/root:/bin/bash'),
      'toor has UID 0 at /etc/passwd:40, expected UID 0 for root alone',
    ],
    [
      'another group',
      'root-group',
      { accounts: replacing('root:shadowed:0:0', 'root:shadowed:0:100') },
      'root has GID 100 at /etc/passwd:1, expected GID 0',
    ],
    [
      'keys',
      'root-keys',
      { rootKeys: followed('2:/root/.ssh/authorized_keys') },
      '2 keys in /root/.ssh/authorized_keys at /root/.ssh/authorized_keys, expected 0 keys',
    ],
    [
      'keys in other files',
      'root-keys',
      { sshdForRoot: replacing('.ssh/authorized_keys .ssh/authorized_keys2', '/etc/ssh/keys/%u') },
      'undetermined: sshd takes keys of root from /etc/ssh/keys/%u, which is not looked into',
    ],
    [
      'keys by a command',
      'root-keys',
      { sshdForRoot: replacing('authorizedkeyscommand none', 'authorizedkeyscommand /usr/bin/keys') },
      'undetermined: sshd takes keys of root from /usr/bin/keys, which is not looked into',
    ],
    [
      'another home',
      'root-keys',
      { accounts: replacing('/root:/bin/bash', '/srv/root:/bin/bash') },
      'undetermined: the home of root is /srv/root, and was not looked into',
    ],
  ])('%s', (_, is, changes, line) => {
    expect(judged(is, changes)).toBe(line);
  });
});

describe('hashes', () => {
  it.each<Row>([
    [
      'another scheme, behind a lock as well',
      'shadow-schemes',
      { shadow: replacing('yosai-admin:1:0:0:', 'yosai-admin:1:1:0:6') },
      'yosai-admin has a hash of sha512crypt at /etc/shadow:26, expected hashes of yescrypt or gost-yescrypt',
    ],
    [
      'the traditional scheme',
      'shadow-schemes',
      { shadow: replacing('yosai-admin:1:0:0:', 'yosai-admin:0:1:0:') },
      'yosai-admin has a hash of a traditional or unknown scheme at /etc/shadow:26, expected hashes of yescrypt or gost-yescrypt',
    ],
    [
      'yescrypt',
      'shadow-schemes',
      { shadow: replacing('yosai-admin:1:0:0:', 'yosai-admin:0:1:0:y') },
      'compliant',
    ],
    [
      'an empty password',
      'empty-passwords',
      { shadow: replacing('yosai-admin:1:0:0:', 'yosai-admin:0:0:0:') },
      'yosai-admin has an empty password at /etc/shadow:26',
    ],
    [
      'an empty field that everybody reads',
      'empty-passwords',
      { accounts: replacing('yosai-admin:shadowed', 'yosai-admin:empty') },
      'yosai-admin has an empty password at /etc/passwd:26',
    ],
    [
      'a hash that everybody reads',
      'unshadowed',
      { groups: replacing('sudo:shadowed', 'sudo:hash') },
      'sudo has its hash in /etc/group at /etc/group:21',
    ],
    [
      'PAM writes another scheme',
      'pam-hash',
      { pamLines: replacing('try_first_pass yescrypt', 'try_first_pass yescrypt sha512') },
      'pam_unix writes sha512 at /etc/pam.d/common-password:27, expected yescrypt',
    ],
    [
      'PAM follows login.defs',
      'pam-hash',
      { pamLines: replacing('try_first_pass yescrypt', 'try_first_pass') },
      'compliant',
    ],
    [
      'PAM follows login.defs, which says another',
      'pam-hash',
      {
        pamLines: replacing('try_first_pass yescrypt', 'try_first_pass'),
        settingLines: replacing('ENCRYPT_METHOD YESCRYPT', 'ENCRYPT_METHOD MD5'),
      },
      'pam_unix writes md5 at /etc/login.defs:161, expected yescrypt',
    ],
    [
      'another module writes',
      'pam-hash',
      { pamLines: (printed) => printed.replaceAll('pam_unix.so', 'pam_other.so') },
      'nothing in PAM writes passwords with pam_unix, expected yescrypt',
    ],
  ])('%s', (_, is, changes, line) => {
    expect(judged(is, changes)).toBe(line);
  });
});

const everything = [
  'accounts',
  'groups',
  'homes',
  'nameSources',
  'pamLines',
  'rootKeys',
  'shadow',
  'trustFiles',
] as const;

it.each(Object.keys({ ...accountStates, ...rootAccountStates, ...passwordHashStates }))(
  '%s is compliant on a hardened host and undetermined without facts',
  (is) => {
    expect(judged(is)).toBe('compliant');
    const nothing = Object.fromEntries(everything.map((fact) => [fact, { unknown: 'nothing arrived' }]));
    expect(judged(is, nothing)).toBe('undetermined: nothing arrived');
  },
);
