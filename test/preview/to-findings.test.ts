import { describe, expect, it } from 'vitest';
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
  ],
  enforcement: () => 'mandatory',
} as unknown as Pack;

function findingOf(policy: string, message: string) {
  const diagnostic: PackDiagnostic = {
    policy,
    urn: 'urn:pulumi:dev::shop::a:b:C::name',
    message,
    description: 'words',
    enforcement: 'mandatory',
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

  it('is undetermined when the pack says so by its policy for that', () => {
    expect(findingOf('undetermined', open)).toMatchObject({
      verdict: 'undetermined',
      source: { id: 'no-public' },
    });
  });

  it('stays a violation when a name in the message only looks like a harmless finding', () => {
    expect(findingOf('no-public', `is public: x\n${open}`)).toMatchObject({
      verdict: 'violated',
      source: { id: 'no-public' },
      message: expect.stringContaining('is public'),
    });
  });
});
