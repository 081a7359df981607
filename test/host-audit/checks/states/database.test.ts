import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

/** What PostgreSQL 15 of Debian 12 answered. */
const answer = [
  'setting|/etc/postgresql/15/main/pg_hba.conf|hba_file',
  'setting|scram-sha-256|password_encryption',
  'setting|5432|port',
  'rule|peer|118',
  'rule|scram-sha-256|125',
  'password|scram-sha-256|app',
  '',
].join('\n');

const installed = 'ii \tpostgresql-15\t15.14-0+deb12u1\n';
const listening = 'tcp LISTEN 0 244 0.0.0.0:5432 0.0.0.0:* users:(("x",pid=9,fd=5))\n';

const host = (database: Said, packages: Said = installed, listeningSockets: Said = '') =>
  auditedHost({ database, packages, listeningSockets }, { role: 'db' });

const ids = ['database-listens-inside-only', 'database-trusts-nobody', 'database-password-scheme'];
const verdicts = (...given: Parameters<typeof host>) => ids.map((id) => judged(id, host(...given)));

describe('PostgreSQL', () => {
  it('is as it must be', () => {
    expect(verdicts(answer)).toEqual(['compliant', 'compliant', 'compliant']);
  });

  it.each([
    ['setting|5433|port', 0, 'port 5433'],
    ['rule|trust|125', 1, 'trust on line 125 (/etc/postgresql/15/main/pg_hba.conf:125)'],
    ['setting|md5|password_encryption', 2, 'password_encryption = md5'],
    ['password|md5|a|b', 2, 'a|b: md5'],
    ['password|unknown|', 2, ': unknown'],
  ])('is found where it says %s', (line, index, expected) => {
    const [kind, , name] = line.split('|');
    const others = answer.split('\n').filter((one) => kind !== 'setting' || !one.endsWith(`|${name}`));
    const found = verdicts([...others, line].join('\n'));
    expect(found[index]).toBe(`violated: ${expected}`);
    expect(found.filter((_, other) => other !== index)).toEqual(['compliant', 'compliant']);
  });

  it('may have rules that it does not understand, which leaves its trust open', () => {
    expect(judged('database-trusts-nobody', host(`${answer}rule|error|130\n`))).toBe(
      'undetermined: PostgreSQL does not understand line 130 of /etc/postgresql/15/main/pg_hba.conf',
    );
    expect(judged('database-trusts-nobody', host(answer.replaceAll(/^rule.*\n/gm, '')))).toBe(
      'undetermined: PostgreSQL shows no rules of access',
    );
  });

  it('does not matter where there is none', () => {
    const none = 'notApplicable: no PostgreSQL is installed, and nothing listens on its port';
    const gone = { code: 1, message: 'runuser: user postgres does not exist' };
    expect(verdicts(gone, 'rc \tpostgresql-15\t15.14\nii \tpostgresql-client-15\t15.14\n')).toEqual([
      none,
      none,
      none,
    ]);
    expect(verdicts(gone, '', listening)[0]).toBe(
      'undetermined: something else than a PostgreSQL of Debian listens on its port',
    );
  });

  it('is judged by what it says, whoever installed it', () => {
    expect(verdicts(`${answer}rule|trust|130\n`, '')[1]).toContain('violated');
  });

  it.each<[Said, string]>([
    ['hello\n', '/usr/sbin/runuser: expected a setting, rule or password of PostgreSQL, found "hello"'],
    ['rule|peer|118\n', '/usr/sbin/runuser: expected the settings of PostgreSQL, found "rule|peer|118\\n"'],
    ['setting|5432|port\nrule|peer|x\n', '/usr/sbin/runuser: /rules/0/line: Expected integer'],
    [
      { code: 2, message: 'psql: error: connection refused' },
      '/usr/sbin/runuser ended with 2: psql: error: connection refused',
    ],
  ])('is not known from %j', (said, reason) => {
    expect(verdicts(said)).toEqual(ids.map(() => `undetermined: ${reason}`));
  });
});
