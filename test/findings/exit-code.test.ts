import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../lib/findings/exit-code';
import type { Enforcement, Verdict } from '../../lib/findings/finding';
import { findingOf } from '../support/findings';

describe('the exit code', () => {
  it.each<[Verdict, Enforcement, number, number]>([
    ['violated', 'mandatory', 1, 1],
    ['violated', 'advisory', 0, 0],
    ['violated', 'disabled', 0, 0],
    ['undetermined', 'mandatory', 0, 1],
    ['undetermined', 'advisory', 0, 0],
    ['compliant', 'mandatory', 0, 0],
    ['notApplicable', 'mandatory', 0, 0],
  ])(
    'of a finding that is %s and %s is %i, and %i where undetermined blocks',
    (verdict, enforcement, code, strict) => {
      const findings = [findingOf({ verdict: 'compliant' }), findingOf({ verdict, enforcement })];
      expect(exitCodeOf(findings)).toBe(code);
      expect(exitCodeOf(findings, { undetermined: true })).toBe(strict);
    },
  );

  it('of nothing is 0', () => {
    expect(exitCodeOf([], { undetermined: true })).toBe(0);
  });
});
