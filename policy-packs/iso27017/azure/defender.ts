import type { DefenderPlan } from '../../../lib/baseline/types.generated';
import { groupBy } from '../../../lib/findings/group-by';
import type { Resource } from '../../../lib/resources/resource';
import { orList, show } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { expectBoolean, undetermined, violated } from '../framework/expect';
import type { Result } from '../framework/rule';

export const pricingType = 'azure-native:security:Pricing';

/** Azure compares these names without regard to case. */
export function isNamed(name: Value, word: string): boolean {
  return name.text?.trim().toLowerCase() === word.toLowerCase();
}

/** The extensions of a plan that the baseline lists: each one that it names is said, and on or off as it says. */
export function judgeExtensions(list: Value, { extensions = {} }: DefenderPlan): Result[] {
  return Object.entries(extensions).flatMap(([name, isOn]) => {
    const expected = `with ${name} ${isOn ? 'on' : 'off'}`;
    if (list.isUnknown) return [undetermined(list, expected)];
    const named = itemsOf(list).filter((item) => isNamed(item.key('name'), name));
    if (named.length > 0) return named.flatMap((item) => expectBoolean(item.key('isEnabled'), isOn));
    const isOpen = itemsOf(list).some((item) => item.key('name').isUnknown);
    return [isOpen ? undetermined(list, expected) : violated(list, expected, show(list))];
  });
}

/** The extensions of any other plan: none that the baseline switches off in one of its own is on. */
export function judgeOtherExtensions(list: Value, plans: readonly DefenderPlan[]): Result[] {
  const off = plans.flatMap(({ extensions = {} }) =>
    Object.keys(extensions).filter((name) => !extensions[name]),
  );
  if (list.isUnknown) return [undetermined(list, `without ${orList(off)}`)];
  return itemsOf(list).flatMap((item) => {
    const name = item.key('name');
    return name.isUnknown || off.some((word) => isNamed(name, word))
      ? expectBoolean(item.key('isEnabled'), false).map((result) =>
          name.isUnknown ? undetermined(name, `none of ${orList(off)}`) : result,
        )
      : [];
  });
}

/** Plans of one subscription, and those of which it is not known yet whose they are. */
export interface Coverage {
  readonly plans: readonly Resource[];
  readonly open: readonly Resource[];
}

/** The plans of a stack by subscription; what is set for a single resource covers none. */
export function coverages(pricings: readonly Resource[]): Coverage[] {
  const scopeOf = ({ properties }: Resource) => properties.key('scopeId');
  const open = pricings.filter((pricing) => scopeOf(pricing).isUnknown);
  const groups = [...groupBy(pricings, (pricing) => subscriptionOf(scopeOf(pricing))).values()];
  if (groups.length === 0) return open.length === 0 ? [] : [{ plans: [], open }];
  return groups.map((plans) => ({ plans, open }));
}

function subscriptionOf(scope: Value): string | undefined {
  return /^\/?subscriptions\/([^/]+)\/?$/i.exec(scope.text?.trim() ?? '')?.[1]?.toLowerCase();
}
