import type { Finding } from '../../findings/finding';
import type { Plan } from '../../preview/plan';
import { inquiryOf } from '../../reachability/claims/make-inquiry';
import { claimsShownBy, contractPolicy } from '../../reachability/contract';
import { fromPlans } from '../../resources/from-plan';
import type { Catalogue } from '../catalogue';
import { judgeDeletionOptions } from './deletion-options';
import type { JudgingPack } from './judges';
import { planText } from './plan-text';
import { judgeSecretMarks } from './secret-marks';

/** What a preview makes of its plan alone, before the policies have judged the stack as a whole. */
export interface PlanFacts {
  /** The text of `plan.json`, in pieces. */
  readonly text: readonly Uint8Array[];
  /** Findings about what no policy sees: the marks of secrets, and options that keep a deletion from Azure. */
  readonly findings: readonly Finding[];
  /** Ids of the claims of which the plan shows something; none where no pack judges them. */
  readonly claims: readonly string[];
}

export function planFacts(
  plan: Plan,
  packs: readonly JudgingPack[],
  catalogue: Catalogue | undefined,
): PlanFacts {
  const text = planText(plan);
  if (catalogue === undefined) return { text, findings: [], claims: [] };
  const isAsked = packs.some(({ policies }) => policies.some(({ name }) => name === contractPolicy));
  return {
    text,
    findings: [
      ...judgeSecretMarks({ plan, packs }, catalogue),
      ...judgeDeletionOptions({ plan, packs }, catalogue),
    ],
    claims: isAsked ? claimsIn(plan, catalogue) : [],
  };
}

function claimsIn(plan: Plan, { baseline }: Catalogue): string[] {
  const inquiry = inquiryOf({ view: fromPlans([plan]), baseline, operators: [] });
  return claimsShownBy(baseline.claims.claims, inquiry).map(({ id }) => id);
}
