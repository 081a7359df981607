import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, leftOpen, other, rewritten } from '../support/rows';
import { notTrue, spellings } from '../support/values';
import { changed } from '../support/world';

const of = 'azure-native:network:ApplicationGateway';
const policy = 'azure-native:network:WebApplicationFirewallPolicy';
const old = { enabled: true, firewallMode: 'Prevention', ruleSetType: 'OWASP', ruleSetVersion: '3.2' };
/** A gateway by the older way, without a policy of its own. */
const byOldWay = (configuration: unknown) =>
  rewritten({
    of,
    path: 'webApplicationFirewallConfiguration',
    value: JSON.stringify(configuration),
    by: (gateway) => ({
      put: [
        changed(
          changed(gateway, ['firewallPolicy'], absent),
          ['webApplicationFirewallConfiguration'],
          configuration,
        ),
      ],
    }),
  });

const outside =
  '/subscriptions/s/resourceGroups/rg-else/providers/Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies/waf-else';

/** One group of managed rules with an override each. */
const overrides = (...rules: readonly object[]) =>
  rules.map((rule) => [{ ruleGroupName: 'SQLI', rules: [{ ruleId: '942100', ...rule }] }]);

export const mutants: PolicyMutants = {
  broken: [
    change({ of: policy, path: 'policySettings.mode', to: ['Detection', 'detection', '', absent, null] }),
    change({ of: policy, path: 'policySettings.state', to: ['Disabled', 'disabled', '', absent, null] }),
    change({ of: policy, path: 'policySettings', to: [absent, {}] }),
    change({ of, path: 'sku.tier', to: ['Standard_v2', 'WAF', 'Basic', '', absent, null] }),
    change({ of, path: 'firewallPolicy', to: [absent, {}] }),
    change({ of, path: 'firewallPolicy.id', to: [absent] }),
    ...[
      { ...old, firewallMode: 'Detection' },
      ...notTrue.map((enabled) => ({ ...old, enabled })),
      { firewallMode: 'Prevention', ruleSetType: 'OWASP', ruleSetVersion: '3.2' },
      { enabled: true, ruleSetType: 'OWASP', ruleSetVersion: '3.2' },
      { enabled: true, firewallMode: 'Prevention' },
      ...['3.1', '3.0', '2.2.9', '', null].map((ruleSetVersion) => ({ ...old, ruleSetVersion })),
      ...['Microsoft_BotManagerRuleSet', '', null].map((ruleSetType) => ({ ...old, ruleSetType })),
      {},
      { ...old, disabledRuleGroups: [{ ruleGroupName: 'REQUEST-942-APPLICATION-ATTACK-SQLI' }] },
      { ...old, exclusions: [{ matchVariable: 'RequestArgNames', selector: 'q' }] },
    ].map(byOldWay),
    // Something is let through before or in spite of the managed rules.
    change({
      of: policy,
      path: 'customRules',
      to: [
        ...['Allow', 'allow', '', 'Pass'].map((action) => [{ action }]),
        [{ action: 'Allow', state: 'Enabled' }],
        [{ action: 'Block' }, { action: 'Allow' }],
        [{}],
        [{ action: 'Allow', state: unknown }],
      ],
    }),
    change({
      of: policy,
      path: ['managedRules.exclusions', 'managedRules.exceptions'],
      to: [[{ matchVariable: 'RequestArgNames', selectorMatchOperator: 'EqualsAny' }], {}, 'none'],
    }),
    change({
      of: policy,
      path: 'managedRules.managedRuleSets',
      to: [
        [],
        [{ ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }],
        [{ ruleSetType: '' }],
        [{}],
        {},
        absent,
        null,
      ],
    }),
    change({ of: policy, path: 'managedRules', to: [absent, {}, null] }),
    // Ended versions, near ones, and what is no version.
    change({
      of: policy,
      path: 'managedRules.managedRuleSets[].ruleSetVersion',
      to: (before) => [
        ...(before === '2.1' ? ['2.0', '1.9', '2'] : ['0.1', '0.10']),
        ...['', 'latest', 'v2.1', '-3.0', '2.1-preview', absent, null],
      ],
    }),
    change({
      of: policy,
      path: 'managedRules.managedRuleSets',
      to: [
        ...['3.1', '3.0', '2.2.9', '2.9', ''].map((ruleSetVersion) => [
          { ruleSetType: 'OWASP', ruleSetVersion },
        ]),
        [{ ruleSetType: 'MICROSOFT_DEFAULTRULESET', ruleSetVersion: '2.0' }],
      ],
      unknown: 'a list that is not known yet is tried above',
    }),
    // At layer 4 no firewall reads anything.
    change({ of, path: 'listeners', to: [[{ name: 'db', protocol: 'Tls' }], [{}], {}, 'db'] }),
    change({ of, path: 'routingRules', to: [[{ name: 'db', priority: 1 }], [{}]] }),
    // A policy that nobody has seen takes the place of the gateway's at a listener or a path.
    ...[{ id: outside }, { id: unknown }, { id: '' }].map((firewallPolicy) =>
      leftOpen(
        change({
          of,
          path: ['httpListeners[].firewallPolicy'],
          to: [firewallPolicy],
          unknown: 'what is not known stands inside',
        }),
      ),
    ),
    leftOpen(
      change({
        of,
        path: 'urlPathMaps',
        to: [
          [{ name: 'own', pathRules: [{ name: 'own', firewallPolicy: { id: outside } }] }],
          [{ name: 'own', pathRules: [{ name: 'own' }, { firewallPolicy: { id: unknown } }] }],
        ],
      }),
    ),
    change({
      of: policy,
      path: 'managedRules.managedRuleSets[].ruleSetType',
      to: (before) =>
        before === 'Microsoft_DefaultRuleSet' ? ['Microsoft_BotManagerRuleSet', '', absent] : [],
      unknown: 'of the set against bots nothing is asked',
    }),
    change({
      of: policy,
      path: 'managedRules.managedRuleSets[].ruleGroupOverrides',
      to: [
        [{ ruleGroupName: 'SQLI' }],
        [{ ruleGroupName: 'SQLI', rules: [] }],
        ...overrides(
          { state: 'Disabled' },
          { state: 'disabled' },
          {},
          { state: 'Enabled', action: 'Allow' },
          { state: 'Enabled', action: 'Log' },
          { state: '' },
        ),
      ],
    }),
    ...[[unknown], [{ rules: unknown }], [{ rules: [unknown] }], ...overrides({ state: unknown })].map(
      (open) =>
        leftOpen(
          change({
            of: policy,
            path: 'managedRules.managedRuleSets[].ruleGroupOverrides',
            to: [open],
            unknown: 'what is not known stands inside',
          }),
        ),
    ),
  ],
  harmless: [
    other({ of: policy, path: 'policySettings.mode', to: spellings('Prevention') }),
    other({ of: policy, path: 'policySettings.state', to: spellings('Enabled') }),
    other({ of: policy, path: 'policySettings.fileUploadLimitInMb', to: [50] }),
    other({ of, path: 'sku.tier', to: spellings('WAF_v2') }),
    other({ of, path: ['listeners', 'routingRules'], to: [[], absent, null] }),
    other({
      of: policy,
      path: 'managedRules.managedRuleSets[].ruleSetVersion',
      to: (before) => (before === '2.1' ? ['2.2', '2.10', '3.0', '2.1.0'] : ['1.0', '1.2']),
    }),
    other({
      of: policy,
      path: 'managedRules.managedRuleSets',
      to: [
        [{ ruleSetType: 'OWASP', ruleSetVersion: '3.2' }],
        [
          { ruleSetType: 'microsoft_defaultruleset', ruleSetVersion: '2.2' },
          { ruleSetType: 'Microsoft_HTTPDDoSRuleSet', ruleSetVersion: '1.0' },
        ],
      ],
    }),
    byOldWay(old),
    byOldWay({ ...old, disabledRuleGroups: [], exclusions: [] }),
    other({
      of: policy,
      path: 'customRules',
      to: [
        [],
        absent,
        [{ action: 'Allow', state: 'Disabled' }],
        ...['Block', 'block', 'JSChallenge', 'Log'].map((action) => [{ action }]),
      ],
    }),
    other({
      of: policy,
      path: ['managedRules.exclusions', 'managedRules.exceptions'],
      to: [[], absent, null],
    }),
    other({
      of: policy,
      path: 'managedRules.managedRuleSets[].ruleGroupOverrides',
      to: [[], absent, ...overrides({ state: 'Enabled' }, { state: 'Enabled', action: 'Block' })],
    }),
  ],
};
