import type { Explanation } from './explanations';

/** Where goss and the auditor may disagree, and why. */
export function explainedToGoss(hardened: boolean): readonly Explanation[] {
  return hardened ? [] : [];
}
