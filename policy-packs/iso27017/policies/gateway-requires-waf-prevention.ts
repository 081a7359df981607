import { itemsOf, type Value } from '../../../lib/resources/value';
import { gatewayType } from '../azure/gateway';
import { expectNone, judgeExceptions, judgeRuleSets, judgeVersion } from '../azure/managed-rules';
import { expect, expectBoolean, expectWord, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

const policyType = 'azure-native:network:WebApplicationFirewallPolicy';
const expected = 'an enabled firewall policy in Prevention mode';

/** What passes at layer 4, which the firewall does not read. */
const unread = ['listeners', 'routingRules'];

/**
 * Gateways have a web application firewall that refuses what it recognises: a tier that has one, and an enabled
 * policy in prevention mode with rules against attacks in a version that the baseline admits, without exclusions, rules
 * that are switched off, and own rules that let something through. The policy of a listener or a path takes the place
 * of the gateway's there, so it is asked for the same. What listens at layer 4 is not read by any firewall. State and
 * mode are to be said: Azure's default is to report only.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview (2026-11-27)
 * https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-crs-rulegroups-rules (2026-11-27)
 * https://learn.microsoft.com/azure/application-gateway/tcp-tls-proxy-overview#limitations (2026-11-27)
 */
export const gatewayRequiresWafPrevention: Rule = {
  types: [gatewayType, policyType],
  check({ type, properties }, { baseline }): Result[] {
    const { ruleSets } = baseline.network.webFirewall;
    if (type === policyType) {
      return [
        ...expectWord(properties.at('policySettings.state'), ['Enabled']),
        ...expectWord(properties.at('policySettings.mode'), ['Prevention']),
        ...judgeRuleSets(properties.at('managedRules.managedRuleSets'), ruleSets),
        ...judgeExceptions(properties),
      ];
    }
    const policy = properties.at('firewallPolicy.id');
    const old = properties.key('webApplicationFirewallConfiguration');
    const always = [
      ...expectWord(properties.at('sku.tier'), ['WAF_v2']),
      ...unread.flatMap((name) => expectNone(properties.key(name))),
    ];
    if (!policy.isAbsent) return always;
    if (old.isAbsent) return [...always, ...expect(policy, expected, () => true)];
    return [
      ...always,
      ...expectBoolean(old.key('enabled'), true),
      ...expectWord(old.key('firewallMode'), ['Prevention']),
      ...judgeOldRules(old, ruleSets),
      ...['disabledRuleGroups', 'exclusions'].flatMap((name) => expectNone(old.key(name))),
    ];
  },
  checkStack: (stack) =>
    stack.ofType(gatewayType).flatMap((gateway) =>
      at(
        gateway,
        policiesOf(gateway.properties)
          .filter(
            (policy) => !policy.isAbsent && stack.follow(gateway, policy, policyType).kind !== 'resource',
          )
          .map((policy) => undetermined(policy, `${expected}, made in this stack`)),
      ),
    ),
};

/** The older form, inside a gateway, has one set of rules. */
function judgeOldRules(old: Value, ruleSets: Parameters<typeof judgeVersion>[1]): Result[] {
  const against = ruleSets.filter((set) => set.against === 'attacks').map(({ type }) => type);
  return [...expectWord(old.key('ruleSetType'), against), ...judgeVersion(old, ruleSets)];
}

/** Every place at which a gateway names a firewall policy: for itself, for a listener and for a path. */
function policiesOf(gateway: Value): Value[] {
  const paths = itemsOf(gateway.key('urlPathMaps')).flatMap((map) => itemsOf(map.key('pathRules')));
  const holders = [gateway, ...itemsOf(gateway.key('httpListeners')), ...paths];
  return holders.map((holder) => holder.at('firewallPolicy.id'));
}
