import type { DefenderPlan } from '../../../lib/baseline/types.generated';
import {
  type Coverage,
  coverages,
  isNamed,
  judgeExtensions,
  judgeOtherExtensions,
  pricingType,
} from '../azure/defender';
import { expectWord, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Located, Rule } from '../framework/rule';

/**
 * Microsoft Defender for Cloud watches with the plans that the baseline lists: each is in the tier Standard, with its
 * sub-plan and with the extensions on or off as listed, also where it is set for a single resource, which takes that one
 * out of the subscription's plan. A stack that sets plans for a subscription sets all of them; Azure has every plan that
 * nobody set as a free one. Tier and name have to be said; a sub-plan that is left out is what Azure calls the full plan
 * without naming it, and what extensions do that are left out is not written down, so both have to be said as well. What
 * the baseline switches off in its own plans is on in no other, where it does the same.
 * https://learn.microsoft.com/rest/api/defenderforcloud/pricings/update (2026-11-24),
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/security/resource-manager/Microsoft.Security/Security/stable/2024-01-01/pricings.json (2026-11-27)
 */
export const defenderPlanMeetsBaseline: Rule = {
  types: [pricingType],
  check({ properties }, { baseline }) {
    const plans = baseline.monitoring.defender;
    const name = properties.key('pricingName');
    const expected = 'the name of a plan';
    if (name.isUnknown) return [undetermined(name, expected)];
    if (name.isAbsent) return [violated(name, expected, 'nothing')];
    const plan = plans.find((listed) => isNamed(name, listed.plan));
    const extensions = properties.key('extensions');
    if (plan === undefined) {
      return extensions.isAbsent
        ? { notApplicable: 'the baseline does not list the plan' }
        : judgeOtherExtensions(extensions, plans);
    }
    const tier = expectWord(properties.key('pricingTier'), ['Standard']);
    // What a free plan says besides has no effect.
    if (tier.some(({ verdict }) => verdict === 'violated')) return tier;
    return [
      ...tier,
      ...expectWord(properties.key('subPlan'), [plan.subPlan]),
      ...judgeExtensions(extensions, plan),
    ];
  },
  checkStack(stack, { baseline }) {
    const covered = coverages(stack.ofType(pricingType));
    if (covered.length === 0) return { notApplicable: 'the stack sets no plan for a subscription' };
    return covered.flatMap((coverage) => missing(coverage, baseline.monitoring.defender));
  },
};

/** The listed plans that nothing sets for a subscription, said at the first of those that are set. */
function missing({ plans, open }: Coverage, listed: readonly DefenderPlan[]): Located[] {
  const [first] = [...plans, ...open];
  if (first === undefined) return [];
  const scope = first.properties.key('scopeId');
  return listed.flatMap(({ plan }) => {
    const names = (resources: Coverage['plans']) =>
      resources.map(({ properties }) => properties.key('pricingName'));
    if (names(plans).some((name) => isNamed(name, plan))) return [];
    const may = [...names(plans).filter((name) => name.isUnknown), ...names(open)];
    const expected = `covered by ${plan}`;
    return at(first, [
      plans.length === 0 || may.some((name) => name.isUnknown || isNamed(name, plan))
        ? undetermined(scope, expected)
        : violated(scope, expected, 'no such plan'),
    ]);
  });
}
