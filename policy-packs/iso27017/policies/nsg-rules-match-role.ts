import { groupBy } from '../../../lib/findings/group-by';
import { beyondLimits } from '../../../lib/network-model/group-limits';
import { type ReadRule, readGroupRule } from '../../../lib/network-model/security-rule';
import { itemsOf } from '../../../lib/resources/value';
import { operatorsConfig } from '../azure/offices';
import { undetermined, violated } from '../framework/expect';
import type { Located, Result, Rule } from '../framework/rule';
import { judgeOf } from '../network/group-place';

const group = 'azure-native:network:NetworkSecurityGroup';
const separateRule = 'azure-native:network:SecurityRule';

/**
 * Nothing is open that the baseline does not list for the subnet on which a network security group stands, as its
 * tags name it, and everything else is denied explicitly. Rules of a group's own list are judged with the group;
 * rules that are resources of their own with the stack, beside the group that they name. A group that Azure would
 * refuse for its number of rules or addresses protects nobody.
 */
export const nsgRulesMatchRole: Rule = {
  types: [group, separateRule],
  config: operatorsConfig,
  registers: Object.keys(operatorsConfig),
  check(resource, context) {
    if (resource.type !== group) return { notApplicable: 'a rule of its own is judged with the stack' };
    const own = resource.properties.key('securityRules');
    if (own.isUnknown) return [undetermined(own, 'rules that the baseline lists')];
    const rules = itemsOf(own).map(readGroupRule);
    if (rules.length === 0)
      return { notApplicable: 'a group without a list of rules is judged with the stack' };
    const judge = judgeOf(resource, rules, context);
    return [...ofLimits(rules), ...rules.flatMap((rule) => judge.ofRule(rule)), ...judge.ofDenials()];
  },
  checkStack(stack, context) {
    const separate = stack
      .ofType(separateRule)
      .map((resource) => ({ resource, holder: stack.holderOf(resource, group) }));
    const byHolder = groupBy(separate, ({ holder }) => holder);
    const orphans = separate.filter(({ holder }) => holder === undefined);
    return [
      ...orphans.map(({ resource }) => ({
        resource,
        result: undetermined('networkSecurityGroupName', 'a network security group of this stack'),
      })),
      ...stack.ofType(group).flatMap((holder): Located[] => {
        const own = holder.properties.key('securityRules');
        const beside = byHolder.get(holder) ?? [];
        if (own.isUnknown) return [];
        const listed = itemsOf(own).map(readGroupRule);
        if (listed.length > 0 && beside.length === 0) return [];
        const read = beside.map(({ resource }) => ({ resource, rule: readGroupRule(resource.properties) }));
        const rules = [...listed, ...read.map(({ rule }) => rule)];
        const judge = judgeOf(holder, rules, context);
        // What the list alone is beyond is told with the group.
        const limits = ofLimits(listed).length > 0 ? [] : ofLimits(rules);
        const denials = listed.length > 0 ? [] : judge.ofDenials();
        return [
          ...read.flatMap(({ resource, rule }) => judge.ofRule(rule).map((result) => ({ resource, result }))),
          ...[...limits, ...denials].map((result) => ({ resource: holder, result })),
        ];
      }),
    ];
  },
};

function ofLimits(rules: readonly ReadRule[]): Result[] {
  return beyondLimits(rules).map(({ expected, found }) => violated('securityRules', expected, found));
}
