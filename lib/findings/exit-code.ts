import type { Finding } from './finding';

/** Exit codes of every command; anything else is a bug. */
export const exitCodes = { ok: 0, blocked: 1, badInput: 2, outsideFailed: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What blocks besides violations of mandatory policies. */
export interface BlockingRules {
  /**
   * Whether a mandatory policy that could not be decided blocks too, also where the pack's configuration does not say
   * so. Default false.
   */
  readonly undetermined?: boolean;
}

/** Whether a finding stops the change. */
export function blocks(finding: Finding, rules: BlockingRules = {}): boolean {
  if (finding.enforcement !== 'mandatory') return false;
  if (finding.verdict === 'violated') return true;
  return (
    finding.verdict === 'undetermined' && (rules.undetermined === true || finding.blocksUndetermined === true)
  );
}

/** 1 when anything blocks, otherwise 0. */
export function exitCodeOf(findings: readonly Finding[], rules: BlockingRules = {}): ExitCode {
  return findings.some((finding) => blocks(finding, rules)) ? exitCodes.blocked : exitCodes.ok;
}
