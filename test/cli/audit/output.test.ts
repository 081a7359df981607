import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { renderHints, renderHost, renderLastLine } from '../../../lib/cli/audit/output';
import type { Finding, Severity, Verdict } from '../../../lib/findings/finding';
import { type HostResult, noCounts, summaryOf } from '../../../lib/host-audit/audit-result';

const terminal = {
  write: () => {},
  writeError: () => {},
  progress: () => {},
  colors: createColors(false),
  width: 100,
};

const shown = { all: false, file: 'findings-2-of-5.json' };

const finding = (id: string, verdict: Verdict, severity: Severity, more: Partial<Finding> = {}): Finding => ({
  verdict,
  severity,
  controls: ['20.1'],
  source: { kind: 'check', id },
  enforcement: 'mandatory',
  subject: { kind: 'host', id: 'app-1' },
  expected: 'this',
  found: 'that',
  ...more,
});

const host = (more: Partial<HostResult> = {}): HostResult => ({
  name: 'app-1',
  address: '10.64.1.4',
  role: 'app',
  status: 'audited',
  seconds: 1.25,
  counts: { ...noCounts, violated: 2, undetermined: 3, compliant: 7 },
  blocking: 2,
  ...more,
});

describe('a host', () => {
  it('is told with the worst first, and what is not known by its reason', () => {
    const findings = [
      finding('small', 'violated', 'low', { controls: [] }),
      finding('great', 'violated', 'critical', { at: { file: '/etc/x', line: 7 }, fix: 'Do it.' }),
      finding('a', 'undetermined', 'low', { found: 'sudo refuses' }),
      finding('b', 'undetermined', 'low', { found: 'it is not there' }),
      finding('c', 'undetermined', 'low', { found: 'sudo refuses' }),
    ];
    expect(renderHost(host(), findings, {}, terminal, shown)).toBe(
      [
        'app-1 (10.64.1.4, app): 2 violated, 3 undetermined, 7 compliant (1.3 s)',
        '  ✗ critical great (20.1)',
        '    must be: this; found: that at /etc/x:7',
        '    Fix: Do it.',
        '  ✗ low small',
        '    must be: this; found: that',
        '  ? not known a, c',
        '    sudo refuses',
        '  ? not known b',
        '    it is not there',
        '',
      ].join('\n'),
    );
  });

  it('that has very many findings is cut, and says so', () => {
    const many = Array.from({ length: 25 }, (_, number) => finding(`v${number}`, 'violated', 'low'));
    const open = Array.from({ length: 10 }, (_, number) =>
      finding(`u${number}`, 'undetermined', 'low', { found: number < 7 ? 'one' : `other ${number}` }),
    );
    const told = renderHost(host(), [...many, ...open], {}, terminal, shown);
    expect(told).toContain('  … and 5 more violated, all in findings-2-of-5.json; --all prints them\n');
    expect(told).toContain('  ? not known u0, u1, u2, u3, u4, u5 and 1 more\n    one\n');
    expect(told).toContain('  … and 1 more reason, all in findings-2-of-5.json; --all prints them\n');
    expect(told.match(/✗ low/g)).toHaveLength(20);

    const whole = renderHost(host(), [...many, ...open], {}, terminal, { ...shown, all: true });
    expect(whole.match(/✗ low/g)).toHaveLength(25);
    expect(whole.match(/\? not known/g)).toHaveLength(4);
    expect(whole).toContain('  ? not known u0, u1, u2, u3, u4, u5, u6\n    one\n');
    expect(whole).not.toContain('more');
  });

  it('is told within the width of the terminal', () => {
    const open = ['a', 'b', 'c'].map((id) => finding(id.repeat(30), 'undetermined', 'low', { found: 'x' }));
    const told = renderHost(host(), open, {}, { ...terminal, width: 60 }, shown);
    expect(told.split('\n').slice(1, 4)).toEqual([
      `  ? not known ${'a'.repeat(30)},`,
      `              ${'b'.repeat(30)},`,
      `              ${'c'.repeat(30)}`,
    ]);
  });

  it('that was not reached, or not read to its end, says why on lines of ours', () => {
    const why = 'it said\n\u001b[31m✗ critical nothing\u001b[0m';
    expect(renderHost(host({ status: 'unreachable', why }), [], {}, terminal, shown)).toBe(
      'app-1 (10.64.1.4, app): not reached\n  ✗ it said ✗ critical nothing\n',
    );
    expect(renderHost(host({ status: 'brokenOff', why: 'it ended' }), [], {}, terminal, shown)).toMatch(
      /compliant \(1\.3 s\)\n {2}✗ not read to its end: it ended\n$/,
    );
    const olderFacts = { file: 'app-1.facts.json', collectedAt: '2026-11-20T07:08:09.000Z' };
    expect(renderHost(host({ status: 'unreachable', why, olderFacts }), [], {}, terminal, shown)).toContain(
      '  app-1.facts.json is still there from an earlier visit, of 2026-11-20 07:08 UTC; it was not judged\n',
    );
  });
});

describe('hints', () => {
  const nothing = { all: 1, shard: undefined, refused: 0, accounts: [], excusedElsewhere: [] };
  const hints = (seen: Partial<Parameters<typeof renderHints>[0]>) =>
    renderHints({ ...nothing, ...seen }, terminal).replace(/\s+/g, ' ');

  it('are given where sudo refused, where a part has no host, and of exceptions for other hosts', () => {
    expect(hints({})).toBe('');
    expect(hints({ all: 0, shard: { index: 2, of: 5 } })).toBe(
      'No host falls into part 2 of 5: nothing was looked at. ',
    );
    const refused = 'sudo refused what 271 of these depend on: install what `yosai audit --print-sudoers';
    expect(hints({ refused: 271, accounts: ['a', 'b'] })).toContain(`${refused}\``);
    expect(hints({ refused: 271, accounts: ['bob'] })).toContain(`${refused} --account bob\``);
    expect(hints({ excusedElsewhere: ['web-1', 'web-2'] })).toContain('not among these: web-1, web-2.');
  });
});

describe('the last line', () => {
  const good = host({ counts: { ...noCounts, compliant: 9 }, blocking: 0 });
  const open = host({ counts: { ...noCounts, undetermined: 1 }, blocking: 0 });
  const gone = host({ status: 'unreachable', counts: noCounts, blocking: 0 });
  it.each([
    ['OK', [good], {}, 1, 'OK – 1 host, 0 blocking, 0 violated, 0 undetermined (1.0 s)'],
    ['not known', [open], {}, 1, 'UNDETERMINED – 1 host, 0 blocking, 0 violated, 1 undetermined (1.0 s)'],
    [
      'blocked',
      [host(), gone],
      {},
      2,
      'BLOCKED – 2 hosts, 1 not reached, 2 blocking, 2 violated, 3 undetermined (1.0 s)',
    ],
    [
      'incomplete',
      [good, gone],
      {},
      2,
      'INCOMPLETE – 2 hosts, 1 not reached, 0 blocking, 0 violated, 0 undetermined (1.0 s)',
    ],
    [
      'interrupted',
      [good],
      { interrupted: true as const },
      3,
      'INTERRUPTED – 3 hosts, 2 not begun or not finished, 0 blocking, 0 violated, 0 undetermined (1.0 s)',
    ],
  ])('says %s', (_, hosts, more, all, expected) => {
    expect(renderLastLine(summaryOf(hosts, more), all, 1, { width: 120 })).toBe(`yosai audit: ${expected}\n`);
  });

  it('says which part it is of', () => {
    expect(renderLastLine(summaryOf([good], { shard: { index: 2, of: 5 } }), 1, 1, terminal)).toMatch(
      /^yosai audit \(part 2 of 5\): OK/,
    );
  });

  it('fits into the terminal, after the numbers that do not', () => {
    const told = renderLastLine(summaryOf([host(), gone], {}), 2, 37.4, { width: 80 });
    expect(told).toBe(
      '3 undetermined\nyosai audit: BLOCKED – 2 hosts, 1 not reached, 2 blocking, 2 violated (37.4 s)\n',
    );
  });
});
