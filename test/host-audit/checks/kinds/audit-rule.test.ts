import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostRequirement } from '../../../../lib/baseline/types.generated';
import { checkHost } from '../../../../lib/host-audit/checks/check-host';
import { auditedHost, hostBaseline, judged, type Said } from '../../../support/audited-host';

const file = '/etc/audit/rules.d/50-yosai.rules';
const lines = (text: string, name = file) =>
  text
    .trimEnd()
    .split('\n')
    .map((line, index) => `${name}\0${index + 1}:${line}\n`)
    .join('');

const watch = '-w /etc/shadow -p wa -k identity\n';
const calls = '-a always,exit -F arch=b64 -S adjtimex,settimeofday,clock_settime -F key=time\n';

describe('a rule of auditing', () => {
  it.each<[string, string, Said, Said, string]>([
    ['in the kernel and in a file', 'audit-shadow', calls + watch, lines(`-D\n${watch}`), 'compliant'],
    [
      'in the kernel by two, in a file by one',
      'audit-time-change',
      `${calls.replace('adjtimex,', '')}-a always,exit -F arch=b64 -S adjtimex -F key=time\n`,
      lines(calls),
      'compliant',
    ],
    [
      'not in the kernel',
      'audit-shadow',
      'No rules\n',
      lines(watch),
      'violated: in the kernel there is no such rule',
    ],
    [
      'in the kernel with a part of its calls',
      'audit-time-change',
      calls.replace('adjtimex,', ''),
      lines(calls),
      'violated: in the kernel no rule records adjtimex',
    ],
    [
      'in the kernel only',
      'audit-shadow',
      watch,
      lines(`# ${watch}-D\n`),
      'violated: in /etc/audit/rules.d, which counts from the next start, there is no such rule',
    ],
    [
      'behind another that hides it',
      'audit-shadow',
      `-a never,task\n${watch}`,
      lines(watch),
      'violated: in the kernel an earlier rule keeps its records away: -a never,task',
    ],
    [
      'before another that does not hide it',
      'audit-shadow',
      `${watch}-a never,exit -F uid=0\n`,
      lines(watch),
      'compliant',
    ],
    [
      'behind another file that hides it',
      'audit-shadow',
      watch,
      lines(watch) + lines('-a never,exit -F uid=1000\n', '/etc/audit/rules.d/9-local.rules'),
      `violated: in /etc/audit/rules.d, which counts from the next start, an earlier rule keeps its records away: -a never,exit -F uid=1000 (/etc/audit/rules.d/9-local.rules:1)`,
    ],
    [
      'before another that is put before it',
      'audit-shadow',
      watch,
      lines(`${watch}-A never,exit -F uid=1000\n`),
      `violated: in /etc/audit/rules.d, which counts from the next start, an earlier rule keeps its records away: -A never,exit -F uid=1000 (${file}:2)`,
    ],
    [
      'that is taken away again',
      'audit-shadow',
      watch,
      lines(`${watch}-W /etc/shadow -p wa -k identity\n`),
      `violated: in /etc/audit/rules.d, which counts from the next start, rules are taken away again: -W /etc/shadow -p wa -k identity (${file}:2)`,
    ],
    [
      'that nobody may ask for',
      'audit-shadow',
      { code: 1, message: 'sudo: a password is required' },
      lines(watch),
      'undetermined: /usr/sbin/auditctl may not be run as root: sudo: a password is required',
    ],
    [
      'of another form',
      'audit-shadow',
      'Error\n',
      lines(watch),
      'undetermined: /usr/sbin/auditctl: expected a rule such as -w /etc/shadow -p wa, found "Error"',
    ],
    [
      'of files that are not known',
      'audit-shadow',
      watch,
      { code: 1 },
      'undetermined: /usr/bin/find ended with 1',
    ],
  ])('%s', (_, id, auditRules, auditRuleLines, expected) => {
    expect(judged(id, auditedHost({ auditRules, auditRuleLines }))).toBe(expected);
  });
});

/** What the kernel of a hardened machine of each release said of its rules, by Debian's own auditctl. */
describe.each(['debian-12', 'debian-13'])('the rules of %s', (machine) => {
  const fixture = path.resolve(__dirname, `../../../fixtures/host-audit/${machine}-auditctl-l.txt`);
  const kernel = readFileSync(fixture, 'utf8').trimEnd().split('\n');
  const requirements: readonly HostRequirement[] = Object.values(hostBaseline.hostAreas).flatMap(
    (area) => area.requirements,
  );
  const rules = requirements.filter(({ auditRule = '' }) => /^-[aw] /.test(auditRule));
  const written = rules.map(({ auditRule = '' }) => auditRule);

  /** The ids of those that do not hold. */
  function broken(now: readonly string[], later: readonly string[]): string[] {
    const host = auditedHost({
      auditRules: `${now.join('\n')}\n`,
      auditRuleLines: lines(later.join('\n')),
    });
    const findings = checkHost('host', host, new Map());
    const bad = new Set(
      findings.flatMap(({ verdict, source }) => (verdict === 'compliant' ? [] : [source.id])),
    );
    return rules.map(({ id }) => id).filter((id) => bad.has(id));
  }

  it('are all there', () => {
    expect(rules.length).toBeGreaterThan(25);
    expect(broken(kernel, written)).toEqual([]);
  });

  it('are missed one by one, in the kernel and in the files', () => {
    for (const [index, { id }] of rules.entries()) {
      expect(broken(kernel.toSpliced(index, 1), written)).toEqual([id]);
      expect(broken(kernel, written.toSpliced(index, 1))).toEqual([id]);
    }
  });
});

/** As auditctl 3.0.9 and 4.0.2 print it. */
const status = (change: Record<string, string> = {}) =>
  Object.entries({
    enabled: '2',
    failure: '1',
    pid: '412',
    rate_limit: '0',
    backlog_limit: '8192',
    lost: '0',
    backlog: '0',
    backlog_wait_time: '60000',
    backlog_wait_time_actual: '0',
    loginuid_immutable: '0 unlocked',
    ...change,
  })
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');

describe('a limit of auditing', () => {
  it.each<[string, string, Said, Said, string]>([
    ['of records that wait', 'audit-backlog', status(), lines('-b 8192\n'), 'compliant'],
    [
      'of more records that wait',
      'audit-backlog',
      status({ backlog_limit: '16384' }),
      lines('-b 16384\n'),
      'compliant',
    ],
    [
      'of fewer in the kernel',
      'audit-backlog',
      status({ backlog_limit: '64' }),
      lines('-b 8192\n'),
      'violated: backlog_limit 64',
    ],
    [
      'of fewer in the file that comes last',
      'audit-backlog',
      status(),
      lines('-b 64\n', '/etc/audit/rules.d/100-local.rules') + lines('-b 8192\n'),
      'violated: -b 64 (/etc/audit/rules.d/100-local.rules:1)',
    ],
    ['that no file has', 'audit-backlog', status(), lines('-D\n'), 'violated: no -b in /etc/audit/rules.d'],
    ['on failures', 'audit-failure-mode', status(), lines('-f 1\n'), 'compliant'],
    [
      'on failures that are silent',
      'audit-failure-mode',
      status({ failure: '0' }),
      lines('-f 1\n'),
      'violated: failure 0',
    ],
    [
      'that locks the rules',
      'audit-rules-end-locked',
      status({ enabled: '1' }),
      lines('-e 2\n'),
      'compliant',
    ],
    [
      'that locks nothing',
      'audit-rules-end-locked',
      status(),
      lines('-e 2\n# -e 2\n-e 1\n'),
      `violated: -e 1 (${file}:3)`,
    ],
    [
      'that nobody may ask for',
      'audit-backlog',
      { code: 1 },
      lines('-b 8192\n'),
      'undetermined: /usr/sbin/auditctl ended with 1',
    ],
    [
      'that auditctl does not tell',
      'audit-backlog',
      'enabled 1\n',
      lines('-b 8192\n'),
      'undetermined: auditctl does not say backlog_limit',
    ],
  ])('%s', (_, id, auditStatus, auditRuleLines, expected) => {
    expect(judged(id, auditedHost({ auditStatus, auditRuleLines }))).toBe(expected);
  });
});

describe('auditing', () => {
  it.each<[string, string, Said, string]>([
    ['is on and locked', 'audit-is-immutable', status(), 'compliant'],
    ['is on', 'audit-is-enabled', status({ enabled: '1' }), 'compliant'],
    ['is not locked', 'audit-is-immutable', status({ enabled: '1' }), 'violated: enabled 1'],
    ['is off', 'audit-is-enabled', status({ enabled: '0' }), 'violated: enabled 0'],
    ['lost nothing', 'audit-loses-nothing', status(), 'compliant'],
    [
      'lost something',
      'audit-loses-nothing',
      status({ lost: '7' }),
      'violated: 7 records were lost since the start',
    ],
    [
      'does not say what it lost',
      'audit-loses-nothing',
      'enabled 1\n',
      'undetermined: auditctl does not say how many records were lost',
    ],
    [
      'does not say whether it is on',
      'audit-is-enabled',
      'lost 0\n',
      'undetermined: /usr/sbin/auditctl: expected a line such as enabled 1, found "lost 0\\n"',
    ],
  ])('%s', (_, id, auditStatus, expected) => {
    expect(judged(id, auditedHost({ auditStatus }))).toBe(expected);
  });
});
