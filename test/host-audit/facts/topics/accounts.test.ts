import { expect, it } from 'vitest';
import {
  accounts,
  groups,
  homes,
  nameSources,
  rootKeys,
  shadow,
  trustFiles,
} from '../../../../lib/host-audit/facts/topics/accounts';

it('reads accounts and groups, and the lines of NIS among them', () => {
  expect(accounts.read('1:root:shadowed:0:0:/root:/bin/bash\n2:+@staff:empty::::\n')).toEqual({
    nisLines: [2],
    entries: [
      { line: 1, name: 'root', password: 'shadowed', uid: 0, gid: 0, home: '/root', shell: '/bin/bash' },
    ],
  });
  expect(groups.read('1:root:none:0:\n2:adm:hash:4:alice,bob\n').entries).toEqual([
    { line: 1, name: 'root', password: 'none', gid: 0, members: [] },
    { line: 2, name: 'adm', password: 'hash', gid: 4, members: ['alice', 'bob'] },
  ]);
});

it('names the scheme of a hash', () => {
  const lines = [
    '1:root:0:1:1:',
    '2:locked:1:0:0:',
    '3:empty:0:0:0:',
    '4:kept:1:1:0:y',
    '5:old:0:1:0:6',
    '6:traditional:0:1:0:',
    '7:other:0:1:0:argon2id',
  ];
  expect(
    shadow.read(lines.join('\n')).entries.map(({ name, isLocked, scheme }) => [name, isLocked, scheme]),
  ).toEqual([
    ['root', false, 'none'],
    ['locked', true, 'none'],
    ['empty', false, 'empty'],
    ['kept', true, 'yescrypt'],
    ['old', false, 'sha512crypt'],
    ['traditional', false, 'unknown'],
    ['other', false, 'unknown'],
  ]);
});

it('reads homes, sources, keys and files that let others in', () => {
  expect(homes.read('1000 2750 /home/a b\nmissing /nonexistent\n')).toEqual({
    present: [{ path: '/home/a b', uid: 1000, mode: 0o2750 }],
    missing: ['/nonexistent'],
  });
  const printed = 'passwd:\tfiles [NOTFOUND=return] sss # why\ngroup: files systemd\n';
  expect(nameSources.read(printed)).toEqual({
    passwd: ['files', 'sss'],
    group: ['files', 'systemd'],
    sudoers: ['files'],
  });
  expect(nameSources.read('passwd:files ldap\ninitgroups : sss\n')).toEqual({
    passwd: ['files', 'ldap'],
    group: ['files', 'sss'],
    sudoers: ['files'],
  });
  expect(rootKeys.read('2:/root/.ssh/authorized_keys\n')).toEqual({ '/root/.ssh/authorized_keys': 2 });
  expect(trustFiles.read('/home/a/.netrc\n/home/a/.netrc\n')).toEqual(['/home/a/.netrc']);
});

it.each([
  ['no account at all', () => accounts.read('')],
  ['a UID that is no number', () => accounts.read('1:root:shadowed:x:0:/root:/bin/bash')],
  ['fields too few', () => groups.read('1:root:shadowed:0')],
  ['an account without a state', () => shadow.read('1:root:2:1:1:')],
  ['a home without rights', () => homes.read('root /root')],
  ['sources of something else', () => nameSources.read('hosts: files')],
  ['a key without a count', () => rootKeys.read('/root/.ssh/authorized_keys')],
])('does not understand %s', (_, read) => {
  expect(read).toThrow('expected ');
});
