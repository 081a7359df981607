import { describe, expect, it } from 'vitest';
import type { HostException } from '../../lib/baseline/types.generated';
import { blocks } from '../../lib/findings/exit-code';
import type { Finding, Verdict } from '../../lib/findings/finding';
import { HostExceptions } from '../../lib/host-audit/host-exceptions';

const requirement = 'kernel-kexec-load-disabled';
const whole: HostException = {
  requirement,
  host: 'app-1',
  reason: 'Crash dumps are taken until the kernel is mended.',
  requestedBy: 'operations@example.jp',
  approvedBy: 'security@example.jp',
  validFrom: '2026-11-01',
  validUntil: '2026-12-31',
};
const excuse = { approvedBy: 'security@example.jp', reason: whole.reason, until: '2026-12-31' };

const finding = (verdict: Verdict, id = requirement, host = 'app-1'): Finding => ({
  verdict,
  controls: ['20.1'],
  source: { kind: 'check', id },
  severity: 'high',
  enforcement: 'mandatory',
  subject: { kind: 'host', id: host },
});
const other = finding('violated', 'sshd-root-login');

function apply(
  findings: readonly Finding[],
  more: Partial<HostException> = {},
  { today = '2026-11-15', host = 'app-1', isWhole = true } = {},
) {
  const at = { file: 'exceptions.yaml', line: 7, path: 'hostExceptions[0]' };
  const exceptions = new HostExceptions([{ exception: { ...whole, ...more }, at }], {
    today,
    endsSoonDays: 14,
  });
  return exceptions.apply(host, findings, isWhole);
}

describe('an exception of a host', () => {
  it('leaves a violation one that does not block, with who, why and until when, and no other', () => {
    const { findings, excused, notes } = apply([finding('violated'), other]);
    expect(findings).toEqual([{ ...finding('violated'), enforcement: 'advisory', exception: excuse }, other]);
    expect(findings.map((one) => blocks(one, { undetermined: true }))).toEqual([false, true]);
    expect([excused, notes]).toEqual([1, []]);
  });

  it.each([
    ['first', '2026-11-01'],
    ['last', '2026-12-31'],
  ])('counts on its %s day', (_, today) => {
    expect(apply([finding('violated')], {}, { today }).excused).toBe(1);
  });

  it('excuses nothing that is not known, and is silent about it', () => {
    const open = [finding('undetermined'), other];
    expect(apply(open)).toEqual({ findings: open, excused: 0, notes: [] });
  });

  it.each([
    ['another host', 'app-2'],
    ['a host by another case of the name', 'App-1'],
  ])('is silent about %s', (_, host) => {
    const findings = [finding('violated', requirement, host)];
    expect(apply(findings, {}, { host })).toEqual({ findings, excused: 0, notes: [] });
  });

  const found = ([note]: readonly Finding[]) => [note?.expected, note?.found];

  it.each<[string, Verdict]>([
    ['is violated', 'violated'],
    ['is met', 'compliant'],
    ['is not known', 'undetermined'],
  ])('that ended is told of where the requirement %s', (_, verdict) => {
    const { findings, excused, notes } = apply([finding(verdict)], {}, { today: '2027-01-01' });
    expect([findings, excused]).toEqual([[finding(verdict)], 0]);
    expect(notes).toEqual([
      {
        verdict: 'violated',
        controls: [],
        source: { kind: 'check', id: 'host-exceptions' },
        severity: 'medium',
        enforcement: 'advisory',
        subject: { kind: 'host', id: 'app-1' },
        at: { file: 'exceptions.yaml', line: 7, path: 'hostExceptions[0]' },
        expected: 'valid on 2027-01-01',
        found: `one of ${requirement} that ended on 2026-12-31`,
        fix: 'Mend the host and remove the exception, or have it approved anew.',
      },
    ]);
  });

  it('that begins later is told of where a violation would need it', () => {
    const early = { today: '2026-10-31' };
    const { excused, notes } = apply([finding('violated')], {}, early);
    expect([excused, found(notes)]).toEqual([
      0,
      ['valid on 2026-10-31', `one of ${requirement} that begins on 2026-11-01`],
    ]);
    expect(apply([finding('compliant')], {}, early).notes).toEqual([]);
  });

  it.each([
    ['2026-12-16', undefined],
    ['2026-12-17', 'in 14 days'],
    ['2026-12-30', 'tomorrow'],
    ['2026-12-31', 'today'],
  ])('that ends soon excuses, and is told of: on %s', (today, left) => {
    const { excused, notes } = apply([finding('violated')], {}, { today });
    expect(excused).toBe(1);
    expect(found(notes)).toEqual(
      left === undefined
        ? [undefined, undefined]
        : ['dispensable before it ends', `one of ${requirement} that ends ${left}, on 2026-12-31`],
    );
  });

  it.each<[string, readonly Finding[], string]>([
    ['is met', [finding('compliant'), other], `no violation of ${requirement} by app-1`],
    ['has nothing to be asked of', [finding('notApplicable')], `no violation of ${requirement} by app-1`],
    ['is not asked of it', [other], `${requirement}, which is not asked of app-1`],
  ])('that excuses nothing is told of, where the requirement %s', (_, findings, expected) => {
    expect(found(apply(findings).notes)).toEqual(['needed by a violation of this host', expected]);
    expect(apply(findings, {}, { isWhole: false }).notes).toEqual([]);
  });
});

it('tells of which hosts besides those that were audited there are exceptions', () => {
  const at = { file: 'exceptions.yaml', line: 7, path: 'hostExceptions[0]' };
  const exceptions = new HostExceptions([{ exception: whole, at }], {
    today: '2026-11-15',
    endsSoonDays: 14,
  });
  expect(exceptions.hostsBesides(['app-1'])).toEqual([]);
  expect(exceptions.hostsBesides(['app-2'])).toEqual(['app-1']);
});
