import { describe, expect, it } from 'vitest';
import { checkPath } from '../../../../lib/host-audit/checks/kinds/path';
import { auditedHost, hostBaseline, judged } from '../../../support/audited-host';
import { hostOutput } from '../../../support/host-output';

const plain = hostOutput('debian-12-plain', 'pathRights');

/** The host with other lines for the paths that they name. */
const host = (...lines: string[]) => {
  const paths = lines.map((line) => line.slice(line.indexOf(' /')));
  const kept = plain.split('\n').filter((line) => !paths.some((path) => line.endsWith(path)));
  return auditedHost({ pathRights: [...kept, ...lines].join('\n') });
};

const ids = Object.values(hostBaseline.hostAreas)
  .flatMap(({ requirements }) => requirements)
  .filter(({ path }) => path !== undefined)
  .map(({ id }) => id);

it.each(['debian-12-plain', 'debian-13-plain'] as const)('finds what %s leaves open', (system) => {
  const found = auditedHost({ pathRights: hostOutput(system, 'pathRights') });
  expect(ids.map((id) => judged(id, found)).filter((said) => said !== 'compliant')).toEqual([
    'violated: /etc/ssh/sshd_config of root:root with 0644 (/etc/ssh/sshd_config:undefined)',
    ...['crontab', 'cron.d', 'cron.daily', 'cron.hourly', 'cron.weekly', 'cron.monthly'].map(
      (name) =>
        `violated: /etc/${name} of root:root with ${name === 'crontab' ? '0644' : '0755'} (/etc/${name}:undefined)`,
    ),
    'violated: no /usr/local/sbin/yosai-update',
    'violated: /etc/nftables.conf of root:root with 0755 (/etc/nftables.conf:undefined)',
    'violated: no /var/log/audit/audit.log',
    'violated: /var/log/audit of root:adm with 0750 (/var/log/audit:undefined)',
    'violated: /etc/sudoers.d of root:root with 0755 (/etc/sudoers.d:undefined)',
  ]);
});

describe('the rights of a path', () => {
  it.each([
    ['fewer rights', 'shadow-rights', '-r-------- 1 root shadow 676  /etc/shadow', 'compliant'],
    ['root as its group', 'shadow-rights', '-rw-r----- 1 root root 676  /etc/shadow', 'compliant'],
    ['another group', 'shadow-rights', '-rw-r----- 1 root adm 676  /etc/shadow', 'root:adm with 0640'],
    [
      'another owner',
      'shadow-rights',
      '-rw-r----- 1 www-data shadow 676  /etc/shadow',
      'www-data:shadow with 0640',
    ],
    [
      'an owner without name',
      'shadow-rights',
      '-rw-r----- 1 1004 shadow 676  /etc/shadow',
      '1004:shadow with 0640',
    ],
    ['more rights', 'shadow-rights', '-rw-r--r-- 1 root shadow 676  /etc/shadow', 'root:shadow with 0644'],
    [
      'a special bit',
      'updater-rights',
      '-rwsr-xr-x 1 root root 9  /usr/local/sbin/yosai-update',
      'root:root with 4755',
    ],
    ['a sticky bit', 'root-home', 'drwx-----T 2 root root 9  /root', 'root:root with 1700'],
    [
      'a list of access',
      'shadow-rights',
      '-rw-r-----+ 1 root shadow 676  /etc/shadow',
      'root:shadow with 0640 and a list of access',
    ],
    [
      'a list that gives no more than everybody has',
      'journal-rights',
      'drwxr-sr-x+ 2 root systemd-journal 9  /var/log/journal',
      'compliant',
    ],
    [
      'a list that gives more',
      'journal-rights',
      'drwxrwsr-x+ 2 root systemd-journal 9  /var/log/journal',
      'root:systemd-journal with 2775 and a list of access',
    ],
    ['a label of SELinux', 'shadow-rights', '-rw-r-----. 1 root shadow 676  /etc/shadow', 'compliant'],
  ])('with %s', (_, id, line, expected) => {
    const found = judged(id, host(line));
    const words = /of (.*) \(/.exec(found)?.[1] ?? found;
    expect(words).toBe(expected);
  });

  it('are those of every path that a pattern names', () => {
    const line = '-rw-r--r-- 1 root root 9  /etc/ssh/ssh_host_dsa_key';
    expect(judged('ssh-host-keys-rights', host(line))).toContain(
      '/etc/ssh/ssh_host_dsa_key of root:root with 0644',
    );
    expect(
      judged('ssh-host-keys-rights', host('-rw-r--r-- 1 root root 9  /etc/ssh/sub/ssh_host_x_key')),
    ).toBe('compliant');
    expect(judged('ssh-host-keys-rights', auditedHost({ pathRights: '' }))).toBe(
      'violated: no /etc/ssh/ssh_host_*_key',
    );
  });

  it('cannot be changed of what is not there, which no package may hold', () => {
    const asked = { path: '/var/log/audit/audit.log', owner: 'root', group: 'root', mode: '0600' };
    const fixOf = (managed: boolean) => checkPath(asked, { ...auditedHost({ pathRights: '' }), managed });
    expect(fixOf(false)).toMatchObject({ fix: expect.stringMatching(/^Install what makes it.* copy\.$/) });
    expect(fixOf(true)).toMatchObject({
      fix: expect.stringMatching(/ copy\. Or apply the hardening anew: /),
    });
  });

  it('do not matter of what may be missing', () => {
    expect(judged('sudo-log-rights', host())).toBe('compliant');
  });

  it.each([
    [
      { code: 1, message: 'sudo: a password is required' },
      '/usr/bin/find may not be run as root: sudo: a password is required',
    ],
    ['total 0\n', '/usr/bin/find: expected a line of ls -l, found "total 0"'],
    [
      '-rw-rw-rwz 1 root root 9  /etc/shadow\n',
      '/usr/bin/find: expected a line of ls -l, found "-rw-rw-rwz 1 root root 9  /etc/shadow"',
    ],
  ])('are not known from %j', (said, reason) => {
    expect(judged('shadow-rights', auditedHost({ pathRights: said }))).toBe(`undetermined: ${reason}`);
  });
});
