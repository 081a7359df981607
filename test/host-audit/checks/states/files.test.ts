import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';
import { hostOutput } from '../../../support/host-output';

const plain = hostOutput('debian-12-plain', 'unusualFiles');
const host = (...entries: string[]) =>
  auditedHost({ unusualFiles: plain + entries.map((entry) => `${entry.replaceAll(' ', '\t')}\0`).join('') });

const ids = [
  'setuid-files-are-listed',
  'no-world-writable-files',
  'shared-folders-are-sticky',
  'no-unowned-files',
  'log-files-are-closed',
];

describe('files out of the ordinary', () => {
  it.each(['debian-12-plain', 'debian-13-plain'] as const)('are all listed as %s brings them', (system) => {
    const found = auditedHost({ unusualFiles: hostOutput(system, 'unusualFiles') });
    expect(ids.map((id) => judged(id, found))).toEqual(ids.map(() => 'compliant'));
  });

  it.each([
    [
      'setid 4755 root root f /usr/local/bin/x',
      'setuid-files-are-listed',
      '/usr/local/bin/x of root:root with 4755',
    ],
    ['setid 2755 root mail f /srv/x', 'setuid-files-are-listed', '/srv/x of root:mail with 2755'],
    ['open 666 root root f /srv/x', 'no-world-writable-files', '/srv/x of root:root with 0666'],
    ['open 777 root root d /srv/x', 'shared-folders-are-sticky', '/srv/x of root:root with 0777'],
    ['unowned 644 4242 4242 f /srv/x', 'no-unowned-files', '/srv/x of 4242:4242 with 0644'],
    ['log 664 root adm f /var/log/app.log', 'log-files-are-closed', '/var/log/app.log of root:adm with 0664'],
    [
      'log 666 root root f /var/log/app.log',
      'log-files-are-closed',
      '/var/log/app.log of root:root with 0666',
    ],
    ['log 1777 root root d /var/log/app', 'log-files-are-closed', '/var/log/app of root:root with 1777'],
  ])('are found, and by nothing else: %s', (entry, id, expected) => {
    expect(judged(id, host(entry))).toBe(`violated: ${expected}`);
    for (const other of ids.filter((one) => one !== id)) expect(judged(other, host(entry))).toBe('compliant');
  });

  it('may be logs that the group of root may write', () => {
    expect(judged('log-files-are-closed', host('log 664 root root f /var/log/app.log'))).toBe('compliant');
  });

  it('may have any name', () => {
    const named = auditedHost({ unusualFiles: 'open\t666\troot\troot\tf\t/srv/a\tb\nsetid\t4755\0' });
    expect(judged('no-world-writable-files', named)).toBe(
      'violated: /srv/a\tb\nsetid\t4755 of root:root with 0666',
    );
  });

  it.each<[Said, string]>([
    ['hello', '/usr/bin/find: expected kind, rights, owner, group, type and path of a file, found "hello"'],
    [{ code: 124 }, '/usr/bin/find took longer than 60 seconds'],
    [
      { code: 1, message: 'find: /srv: Input/output error' },
      '/usr/bin/find ended with 1: find: /srv: Input/output error',
    ],
    ['open\t999\troot\troot\tf\t/srv/x\0', "/usr/bin/find: /0/mode: Expected string to match '^[0-7]{1,4}$'"],
  ])('are not known from %j', (unusualFiles, reason) => {
    expect(ids.map((id) => judged(id, auditedHost({ unusualFiles })))).toEqual(
      ids.map(() => `undetermined: ${reason}`),
    );
  });
});

describe('programs with capabilities', () => {
  const judgedBy = (fileCapabilities: Said) =>
    judged('capabilities-are-listed', auditedHost({ fileCapabilities }));

  it.each(['debian-12-plain', 'debian-13-plain'] as const)('are listed as %s brings them', (system) => {
    expect(judgedBy(hostOutput(system, 'unusualFiles'))).toBe('compliant');
  });

  it.each([
    ['/usr/bin/ping cap_net_raw=ep', 'compliant'],
    ['/usr/bin/ping = cap_net_raw+ep', 'compliant'],
    ['/srv/x cap_net_raw=ep', 'violated: /srv/x cap_net_raw=ep'],
    ['/srv/a b cap_net_raw=ep', 'violated: /srv/a b cap_net_raw=ep'],
    ['/srv/a\tb cap_net_raw=ep', 'violated: /srv/a\tb cap_net_raw=ep'],
    ['/usr/bin/ping cap_net_raw,cap_sys_admin=ep', 'violated: /usr/bin/ping cap_net_raw,cap_sys_admin=ep'],
    ['/usr/bin/ping cap_net_raw=ep cap_setuid+i', 'violated: /usr/bin/ping cap_net_raw=ep cap_setuid+i'],
    ['/usr/bin/ping =ep', 'violated: /usr/bin/ping =ep'],
  ])('%j', (said, expected) => {
    expect(judgedBy(`${plain}capable\t${said}\0`)).toBe(expected);
    const others = host(`capable ${said}`);
    expect(ids.map((id) => judged(id, others))).toEqual(ids.map(() => 'compliant'));
  });

  it('are not known from what is no such list, or without getcap, when all others are', () => {
    expect(judgedBy('capable\thello\0')).toBe(
      'undetermined: /usr/bin/find: expected a file and its capabilities, found "hello"',
    );
    const blind = auditedHost({ unusualFiles: `${plain}incapable\tNo such file or directory 0\0` });
    expect(judged('capabilities-are-listed', blind)).toBe(
      'undetermined: /usr/bin/find: expected that /usr/sbin/getcap runs, found "No such file or directory 0"',
    );
    expect(ids.map((id) => judged(id, blind))).toEqual(ids.map(() => 'compliant'));
  });
});

describe('where root looks for commands', () => {
  const lines = hostOutput('debian-12-plain', 'rootPathLines');
  const sudoRules = hostOutput('debian-12-plain', 'sudoRules');
  const judgedBy = (said: { rootPathLines?: Said; rootPathFiles?: Said; sudoRules?: Said }) =>
    judged(
      'path-of-root-is-safe',
      auditedHost({ rootPathLines: lines, rootPathFiles: '', sudoRules, ...said }),
    );

  it.each(['debian-12-plain', 'debian-13-plain'] as const)('is safe as %s brings it', (system) => {
    expect(judgedBy({ rootPathLines: hostOutput(system, 'rootPathLines') })).toBe('compliant');
  });

  it.each([
    ['PATH=/usr/bin:/srv/bin', '/srv/bin is among them'],
    ['PATH="/usr/bin:/srv/bin"', '/srv/bin is among them'],
    ['PATH=/usr/bin:', 'the folder in which it stands is among them'],
    ['PATH=.:/usr/bin', '. is among them'],
    ['PATH=$PATH:/usr/bin', '$PATH is among them'],
  ])('must not be %s', (text, expected) => {
    expect(judgedBy({ rootPathLines: `${lines}/etc/environment\0${3}:${text}\n` })).toBe(
      `violated: ${expected} (/etc/environment:3)`,
    );
  });

  it('must not be elsewhere where sudo is asked', () => {
    expect(judgedBy({ sudoRules: sudoRules.replace('/usr/local/sbin:', '/srv/bin:') })).toBe(
      'violated: /srv/bin is among them',
    );
    expect(judgedBy({ sudoRules: sudoRules.replace('"secure_path"', '"other"') })).toBe(
      'violated: sudo has no secure_path',
    );
  });

  it('must be closed to others', () => {
    expect(judgedBy({ rootPathFiles: 'open\t775\troot\tstaff\td\t/usr/local/bin\0' })).toBe(
      'violated: /usr/local/bin of root:staff with 0775',
    );
  });

  it('is not known without login.defs, and not from what does not say it', () => {
    expect(judgedBy({ rootPathLines: { code: 1 } })).toBe(
      'undetermined: /etc/login.defs does not say where root looks for commands',
    );
    expect(judgedBy({ rootPathFiles: { code: 1, message: 'find: I/O error' } })).toContain('undetermined');
  });
});
