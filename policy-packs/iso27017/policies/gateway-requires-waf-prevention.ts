import type { Value } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expect, expectBoolean, expectWord, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

const policyType = 'azure-native:network:WebApplicationFirewallPolicy';
const expected = 'an enabled firewall policy in Prevention mode';

/** Ways of a policy to let through what its managed rules recognise: rules of its own before them, and exclusions. */
function judgeExceptions(properties: Value): Result[] {
  const own = properties.key('customRules');
  const managed = properties.key('managedRules');
  const exclusions = managed.key('exclusions');
  const sets = managed.key('managedRuleSets');
  const overrides = sets.items
    .flatMap((set) => set.key('ruleGroupOverrides').items)
    .flatMap((group) => group.key('rules').items);
  const open = [own, sets].filter(({ isUnknown }) => isUnknown);
  return [
    ...open.map((list) => undetermined(list, 'without a rule that lets something through')),
    ...own.items
      .filter((rule) => rule.key('state').text?.toLowerCase() !== 'disabled')
      .flatMap((rule) => expectWord(rule.key('action'), ['Block', 'JSChallenge', 'Log'])),
    ...(exclusions.isAbsent || (exclusions.isList && exclusions.items.length === 0)
      ? []
      : expect(exclusions, 'absent', () => false)),
    ...overrides.flatMap((rule) => expectWord(rule.key('state'), ['Enabled'])),
  ];
}

/**
 * Gateways have a web application firewall that refuses what it recognises: a tier that has one, and an enabled
 * policy in prevention mode, without exclusions, rules that are switched off, and own rules that let something through. State and mode are to be said: Azure's default is to report only.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview (2026-11-23)
 */
export const gatewayRequiresWafPrevention: Rule = {
  types: [gatewayType, policyType],
  check({ type, properties }): Result[] {
    if (type === policyType) {
      return [
        ...expectWord(properties.at('policySettings.state'), ['Enabled']),
        ...expectWord(properties.at('policySettings.mode'), ['Prevention']),
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
    ];
  },
  checkStack: (stack) =>
    stack.ofType(gatewayType).flatMap((gateway) => {
      const policy = gateway.properties.at('firewallPolicy.id');
      if (policy.isAbsent || stack.follow(gateway, policy, policyType).kind === 'resource') return [];
      return at(gateway, [undetermined(policy, `${expected}, made in this stack`)]);
    }),
};
