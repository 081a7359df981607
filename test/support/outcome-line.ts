import type { Outcome } from '../../lib/host-audit/checks/outcome';

/** An outcome on one line: the verdict, what was found and where, and what was expected. */
export function outcomeLine(outcome: Outcome): string {
  if (outcome.verdict === 'compliant') return 'compliant';
  if (outcome.verdict !== 'violated') return `${outcome.verdict}: ${outcome.found}`;
  const { found, expected, at } = outcome;
  const place =
    at === undefined ? '' : ` at ${[at.file, at.line].filter((part) => part !== undefined).join(':')}`;
  return `${found}${place}${expected === undefined ? '' : `, expected ${expected}`}`;
}
