import { describe, expect, it } from 'vitest';
import { blocks } from '../../lib/findings/exit-code';
import type { Finding } from '../../lib/findings/finding';
import { renderLine } from '../../lib/findings/render-line';
import type { AnalysisResult } from '../../lib/preview/analysis';
import type { Pack, PackDiagnostic } from '../../lib/preview/pack';
import { SecretFilter } from '../../lib/preview/secret-filter';
import { toFindings } from '../../lib/preview/to-findings';

const pack = {
  name: 'pack',
  version: '1.0.0',
  policies: [
    { name: 'no-public', severity: 'critical', fix: '' },
    { name: 'undetermined', severity: 'low', fix: '' },
    { name: 'exceptions', severity: 'low', fix: '' },
  ],
  enforcement: () => 'mandatory',
} as unknown as Pack;

function findingOf(
  policy: string,
  message: string,
  enforcement: PackDiagnostic['enforcement'] = 'mandatory',
) {
  const diagnostic: PackDiagnostic = {
    policy,
    urn: 'urn:pulumi:dev::shop::a:b:C::name',
    message,
    description: 'words',
    enforcement,
    severity: 'high',
  };
  const result = { diagnostics: [{ pack, diagnostic }] } as unknown as AnalysisResult;
  return toFindings(result, new SecretFilter())[0];
}

const parts = { subject: 'name', path: 'open', expected: 'false', fix: 'Close it.', controls: ['20.1'] };
const open = renderLine({ ...parts, verdict: 'undetermined', policy: 'no-public' });

describe('what a pack says as a finding', () => {
  it('is read in parts when the policy speaks of itself', () => {
    const line = renderLine({ ...parts, verdict: 'violated', found: 'true', policy: 'no-public' });
    expect(findingOf('no-public', line)).toMatchObject({
      verdict: 'violated',
      controls: ['20.1'],
      source: { id: 'no-public' },
      severity: 'critical',
      expected: 'false',
      found: 'true',
    });
  });

  it('carries the claims of the network that it is about, and none where it is about none', () => {
    const told = { ...parts, verdict: 'violated', found: 'true', policy: 'no-public' } as const;
    const claims = ['tenants-apart', 'slots-apart'];
    expect(findingOf('no-public', renderLine({ ...told, claims }))).toMatchObject({
      controls: ['20.1'],
      claims,
    });
    expect(findingOf('no-public', renderLine(told))).not.toHaveProperty('claims');
  });

  it('is undetermined when the pack says so by its policy for that', () => {
    expect(findingOf('undetermined', open)).toMatchObject({
      verdict: 'undetermined',
      source: { id: 'no-public' },
    });
  });

  it('blocks when it is undetermined and the configuration of the pack says so, and else only when asked', () => {
    expect(findingOf('undetermined', open, 'mandatory')).toMatchObject({ blocksUndetermined: true });
    const reported = findingOf('undetermined', open, 'advisory');
    expect(reported).toMatchObject({ verdict: 'undetermined', enforcement: 'mandatory' });
    expect(reported).not.toHaveProperty('blocksUndetermined');
    expect(blocks(reported as Finding)).toBe(false);
    expect(blocks(reported as Finding, { undetermined: true })).toBe(true);
  });

  it('is undetermined and blocks when the policy says it itself, with nothing beside it', () => {
    expect(findingOf('no-public', `words\n${open}`)).toMatchObject({
      verdict: 'undetermined',
      enforcement: 'mandatory',
      blocksUndetermined: true,
    });
  });

  const exception = { approvedBy: 'a@example.jp', reason: 'Until it is replaced.', until: '2026-12-31' };
  const excused = renderLine({
    ...parts,
    verdict: 'violated',
    found: 'true',
    policy: 'no-public',
    exception,
  });

  it('is a violation that does not block when the pack says that it is excused', () => {
    const finding = findingOf('exceptions', excused, 'advisory');
    expect(finding).toMatchObject({
      verdict: 'violated',
      enforcement: 'advisory',
      severity: 'critical',
      source: { id: 'no-public' },
      exception,
    });
    expect(blocks(finding as Finding)).toBe(false);
  });

  it('is not excused by a message of another policy', () => {
    const finding = findingOf('no-public', excused);
    expect(finding).toMatchObject({ verdict: 'violated', enforcement: 'mandatory' });
    expect(finding).not.toHaveProperty('exception');
  });

  it('stays a violation when a name in the message only looks like a harmless finding', () => {
    expect(findingOf('no-public', `is public: x\n${open}`)).toMatchObject({
      verdict: 'violated',
      source: { id: 'no-public' },
      message: expect.stringContaining('is public'),
    });
  });
});
