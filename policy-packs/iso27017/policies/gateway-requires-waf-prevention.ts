import type { Value } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expect, expectBoolean, expectWord, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

const policyType = 'azure-native:network:WebApplicationFirewallPolicy';
const expected = 'an enabled firewall policy in Prevention mode';

/**
 * Ways of a policy to let through what its managed rules recognise: rules of its own before them, requests and parts of
 * requests that they pass over, and managed rules that are switched off or only report. A group that is overridden
 * without naming rules is off as a whole.
 */
function judgeExceptions(properties: Value): Result[] {
  const managed = properties.key('managedRules');
  return [
    ...each(properties.key('customRules'), (rule) =>
      rule.key('state').text?.trim().toLowerCase() === 'disabled'
        ? []
        : expectWord(rule.key('action'), ['Block', 'JSChallenge', 'Log']),
    ),
    ...['exclusions', 'exceptions'].flatMap((name) => expectNone(managed.key(name))),
    ...each(managed.key('managedRuleSets'), (set) =>
      each(set.key('ruleGroupOverrides'), (group) => [
        ...expect(group.key('rules'), 'rules by name', ({ items }) => items.length > 0),
        ...group.key('rules').items.flatMap(judgeOverride),
      ]),
    ),
  ];
}

function judgeOverride(rule: Value): Result[] {
  const action = rule.key('action');
  return [
    ...expectWord(rule.key('state'), ['Enabled']),
    ...(action.isAbsent ? [] : expectWord(action, ['AnomalyScoring', 'Block', 'JSChallenge'])),
  ];
}

/** Sets of rules that recognise attacks; others, such as the one for bots, only stand beside them. */
const attackRules = ['microsoft_defaultruleset', 'owasp'];

/** Whether anything is recognised at all. */
function judgeRuleSets(sets: Value): Result[] {
  const expected = 'with the rules against attacks (Microsoft_DefaultRuleSet)';
  const types = sets.items.map((set) => set.key('ruleSetType'));
  if (types.some(({ text }) => attackRules.includes(text?.trim().toLowerCase() ?? ''))) return [];
  const open = [sets, ...types].find(({ isUnknown }) => isUnknown);
  return [open === undefined ? violated(sets, expected, 'none of them') : undetermined(open, expected)];
}

/** Judges the items of a list; a list that is not known yet may hold anything. */
function each(list: Value, judge: (item: Value) => Result[]): Result[] {
  return list.isUnknown
    ? [undetermined(list, 'without a rule that lets something through')]
    : list.items.flatMap(judge);
}

function expectNone(list: Value): Result[] {
  return list.isAbsent ? [] : expect(list, 'absent', ({ isList, items }) => isList && items.length === 0);
}

/**
 * Gateways have a web application firewall that refuses what it recognises: a tier that has one, and an enabled
 * policy in prevention mode with rules against attacks, without exclusions, rules that are switched off, and own rules
 * that let something through. State and mode are to be said: Azure's default is to report only.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview (2026-11-23)
 * https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-crs-rulegroups-rules (2026-11-27)
 */
export const gatewayRequiresWafPrevention: Rule = {
  types: [gatewayType, policyType],
  check({ type, properties }): Result[] {
    if (type === policyType) {
      return [
        ...expectWord(properties.at('policySettings.state'), ['Enabled']),
        ...expectWord(properties.at('policySettings.mode'), ['Prevention']),
        ...judgeRuleSets(properties.at('managedRules.managedRuleSets')),
        ...judgeExceptions(properties),
      ];
    }
    const policy = properties.at('firewallPolicy.id');
    const old = properties.key('webApplicationFirewallConfiguration');
    const tier = expectWord(properties.at('sku.tier'), ['WAF_v2']);
    if (!policy.isAbsent) return tier;
    if (old.isAbsent) return [...tier, ...expect(policy, expected, () => true)];
    return [
      ...tier,
      ...expectBoolean(old.key('enabled'), true),
      ...expectWord(old.key('firewallMode'), ['Prevention']),
      ...['disabledRuleGroups', 'exclusions'].flatMap((name) => expectNone(old.key(name))),
    ];
  },
  checkStack: (stack) =>
    stack.ofType(gatewayType).flatMap((gateway) => {
      const policy = gateway.properties.at('firewallPolicy.id');
      if (policy.isAbsent || stack.follow(gateway, policy, policyType).kind === 'resource') return [];
      return at(gateway, [undetermined(policy, `${expected}, made in this stack`)]);
    }),
};
