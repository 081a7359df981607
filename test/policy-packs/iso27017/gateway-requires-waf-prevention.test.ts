import { gatewayRequiresWafPrevention } from '../../../policy-packs/iso27017/policies/gateway-requires-waf-prevention';
import { describePolicy } from './support/describe-policy';
import { gateway } from './support/gateway';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const id = networkId('rg-aoba', 'ApplicationGatewayWebApplicationFirewallPolicies', 'waf-aoba');
const sku = { name: 'WAF_v2', tier: 'WAF_v2' };
const attackRules = { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1' };
const managedRules = { managedRuleSets: [attackRules] };
const policy = (policySettings: unknown, more: object = {}): Shown => ({
  type: 'azure-native:network:WebApplicationFirewallPolicy',
  name: 'waf',
  properties: { resourceGroupName: 'rg-aoba', policyName: 'waf-aoba', policySettings, managedRules, ...more },
});
const prevention = { state: 'Enabled', mode: 'Prevention' };
const ruleSets = (...managedRuleSets: readonly object[]) =>
  policy(prevention, { managedRules: { managedRuleSets } });
const old = { enabled: true, firewallMode: 'Prevention', ruleSetType: 'OWASP', ruleSetVersion: '3.2' };
const expected = 'an enabled firewall policy in Prevention mode';
const against = 'with the rules against attacks (Microsoft_DefaultRuleSet or OWASP)';
/** A gateway of which a listener and a path have a firewall policy of their own. */
const ofItsOwn = (listener: unknown, path: unknown = listener) => ({
  ...gateway({
    sku,
    firewallPolicy: { id },
    httpListeners: [{ name: 'https' }, { name: 'own', firewallPolicy: { id: listener } }],
    urlPathMaps: [{ pathRules: [{ name: 'open' }, { name: 'own', firewallPolicy: { id: path } }] }],
  }).resource,
});
const outside = networkId('rg-else', 'ApplicationGatewayWebApplicationFirewallPolicies', 'waf-else');

describePolicy('gateway-requires-waf-prevention', gatewayRequiresWafPrevention, {
  compliant: {
    'a gateway with a policy': gateway({ sku, firewallPolicy: { id } }),
    'a policy that refuses': { resource: policy(prevention) },
    'a policy with a rule of its own that refuses more, and one that is switched off': {
      resource: policy(prevention, {
        customRules: [{ action: 'Block' }, { action: 'Allow', state: 'Disabled' }],
        managedRules: { exclusions: [], managedRuleSets: [attackRules] },
      }),
    },
    'a policy that has a managed rule refuse by itself': {
      resource: policy(prevention, {
        managedRules: {
          managedRuleSets: [
            {
              ...attackRules,
              ruleGroupOverrides: [{ rules: [{ ruleId: '941100', state: 'Enabled', action: 'Block' }] }],
            },
          ],
        },
      }),
    },
    'a gateway and its policy': {
      stack: [gateway({ sku, firewallPolicy: { id } }).resource, policy(prevention)],
    },
    'a policy by what its id was made from': {
      stack: [
        {
          ...gateway({ sku, firewallPolicy: { id: unknown } }).resource,
          madeFrom: { firewallPolicy: ['waf'] },
        },
        policy(prevention),
      ],
    },
    'the older form of the same': gateway({ sku, webApplicationFirewallConfiguration: old }),
    'newer rules, and others beside them': {
      resource: ruleSets(
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.10' },
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.0' },
        { ruleSetType: 'Microsoft_HTTPDDoSRuleSet', ruleSetVersion: '0.1' },
      ),
    },
    'the rules of OWASP, as far as they are supported': {
      resource: ruleSets({ ruleSetType: 'OWASP', ruleSetVersion: '3.2' }),
    },
    'a listener and a path with a policy of their own': { stack: [ofItsOwn(id), policy(prevention)] },
    'a gateway without anything at layer 4': gateway({
      sku,
      firewallPolicy: { id },
      listeners: [],
      routingRules: [],
    }),
  },
  violated: {
    'a policy with no rules, or none but those against bots': {
      resource: policy(prevention, {
        managedRules: {
          managedRuleSets: [{ ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }],
        },
      }),
      says: [`waf: managedRules.managedRuleSets must be ${against}, found none of them`],
    },
    'a policy that only reports': {
      resource: policy({ ...prevention, mode: 'Detection' }),
      says: ['waf: policySettings.mode must be Prevention, found Detection'],
    },
    'a policy that says nothing': {
      resource: policy(undefined),
      says: [
        'waf: policySettings.state must be Enabled, found nothing',
        'waf: policySettings.mode must be Prevention, found nothing',
      ],
    },
    'a policy that lets through what it recognises': {
      resource: policy(prevention, {
        customRules: [{ action: 'Allow' }],
        managedRules: {
          exclusions: [{ matchVariable: 'RequestArgNames', selector: 'q' }],
          managedRuleSets: [
            { ...attackRules, ruleGroupOverrides: [{ rules: [{ ruleId: '942100', state: 'Disabled' }] }] },
          ],
        },
      }),
      says: [
        'waf: customRules[0].action must be Block, JSChallenge or Log, found Allow',
        'waf: managedRules.exclusions must be absent, found a list of 1',
        'waf: managedRules.managedRuleSets[0].ruleGroupOverrides[0].rules[0].state must be Enabled, found Disabled',
      ],
    },
    'a policy with one rule of its own and one group that is off, where Azure has lists': {
      resource: policy(prevention, {
        customRules: { action: 'Allow' },
        managedRules: {
          managedRuleSets: { ...attackRules, ruleGroupOverrides: { ruleGroupName: 'SQLI' } },
        },
      }),
      says: [
        'waf: customRules.action must be Block, JSChallenge or Log, found Allow',
        'waf: managedRules.managedRuleSets.ruleGroupOverrides.rules must be rules by name, found nothing',
      ],
    },
    'a policy of which a managed rule only reports, a group is off and requests are passed over': {
      resource: policy(prevention, {
        managedRules: {
          exceptions: [{ matchVariable: 'RemoteAddr', values: ['203.0.113.7'] }],
          managedRuleSets: [
            {
              ...attackRules,
              ruleGroupOverrides: [
                { ruleGroupName: 'SQLI' },
                { rules: [{ ruleId: '941100', state: 'Enabled', action: 'Log' }] },
              ],
            },
          ],
        },
      }),
      says: [
        'waf: managedRules.exceptions must be absent, found a list of 1',
        'waf: managedRules.managedRuleSets[0].ruleGroupOverrides[0].rules must be rules by name, found nothing',
        'waf: managedRules.managedRuleSets[0].ruleGroupOverrides[1].rules[0].action must be AnomalyScoring, Block or JSChallenge, found Log',
      ],
    },
    'the older form, with a group that is off and an exclusion': {
      ...gateway({
        sku,
        webApplicationFirewallConfiguration: {
          ...old,
          disabledRuleGroups: [{ ruleGroupName: 'REQUEST-942-APPLICATION-ATTACK-SQLI' }],
          exclusions: [{ matchVariable: 'RequestArgNames' }],
        },
      }),
      says: [
        'gateway: webApplicationFirewallConfiguration.disabledRuleGroups must be absent, found a list of 1',
        'gateway: webApplicationFirewallConfiguration.exclusions must be absent, found a list of 1',
      ],
    },
    'rules whose support has ended': {
      resource: ruleSets(
        { ruleSetType: 'OWASP', ruleSetVersion: '3.1' },
        { ruleSetType: 'microsoft_botmanagerruleset', ruleSetVersion: '0.1' },
      ),
      says: [
        'waf: managedRules.managedRuleSets[0].ruleSetVersion must be at least 3.2, found 3.1',
        'waf: managedRules.managedRuleSets[1].ruleSetVersion must be at least 1.0, found 0.1',
      ],
    },
    'rules of no version': {
      resource: ruleSets({ ruleSetType: 'Microsoft_DefaultRuleSet' }),
      says: ['waf: managedRules.managedRuleSets[0].ruleSetVersion must be at least 2.1, found nothing'],
    },
    'the older form, with rules whose support has ended': {
      ...gateway({ sku, webApplicationFirewallConfiguration: { ...old, ruleSetVersion: '2.2.9' } }),
      says: ['gateway: webApplicationFirewallConfiguration.ruleSetVersion must be at least 3.2, found 2.2.9'],
    },
    'the older form, with rules that nobody knows': {
      ...gateway({ sku, webApplicationFirewallConfiguration: { ...old, ruleSetType: 'None' } }),
      says: [
        'gateway: webApplicationFirewallConfiguration.ruleSetType must be Microsoft_DefaultRuleSet or OWASP, found None',
      ],
    },
    'what listens at layer 4': {
      ...gateway({
        sku,
        firewallPolicy: { id },
        listeners: [{ name: 'db', protocol: 'Tls' }],
        routingRules: [{ name: 'db', priority: 1 }],
      }),
      says: [
        'gateway: listeners must be absent, found a list of 1',
        'gateway: routingRules must be absent, found a list of 1',
      ],
    },
    'a policy that is switched off': {
      resource: policy({ ...prevention, state: 'Disabled' }),
      says: ['waf: policySettings.state must be Enabled, found Disabled'],
    },
    'a gateway without a policy': {
      ...gateway({ sku }),
      says: [`gateway: firewallPolicy.id must be ${expected}, found nothing`],
    },
    'a tier that has no firewall': {
      ...gateway({ sku: { name: 'Standard_v2', tier: 'Standard_v2' }, firewallPolicy: { id } }),
      says: ['gateway: sku.tier must be WAF_v2, found Standard_v2'],
    },
    'the older form, only reporting': {
      ...gateway({
        sku,
        webApplicationFirewallConfiguration: { ...old, firewallMode: 'Detection' },
      }),
      says: ['gateway: webApplicationFirewallConfiguration.firewallMode must be Prevention, found Detection'],
    },
  },
  undetermined: {
    'rule sets that are not known yet': {
      resource: ruleSets({ ruleSetType: unknown }),
      says: [
        `waf: managedRules.managedRuleSets[0].ruleSetType is not known before deployment, must be ${against}`,
      ],
    },
    'a version that is not known yet': {
      resource: ruleSets({ ...attackRules, ruleSetVersion: unknown }),
      says: [
        'waf: managedRules.managedRuleSets[0].ruleSetVersion is not known before deployment, must be at least 2.1',
      ],
    },
    'policies of a listener and a path that are not in the stack': {
      stack: [ofItsOwn(outside), policy(prevention)],
      says: [
        `gateway: httpListeners[1].firewallPolicy.id is not known before deployment, must be ${expected}, made in this stack`,
        `gateway: urlPathMaps[0].pathRules[1].firewallPolicy.id is not known before deployment, must be ${expected}, made in this stack`,
      ],
    },
    'a policy of a listener that is not known yet': {
      stack: [ofItsOwn(unknown, id), policy(prevention)],
      says: [
        `gateway: httpListeners[1].firewallPolicy.id is not known before deployment, must be ${expected}, made in this stack`,
      ],
    },
    'own rules that are not known yet': {
      resource: policy(prevention, { customRules: unknown }),
      says: [
        'waf: customRules is not known before deployment, must be without a rule that lets something through',
      ],
    },
    'overrides that are not known yet': {
      resource: policy(prevention, {
        managedRules: { managedRuleSets: [{ ...attackRules, ruleGroupOverrides: unknown }] },
      }),
      says: [
        'waf: managedRules.managedRuleSets[0].ruleGroupOverrides is not known before deployment, must be without a rule that lets something through',
      ],
    },
    'a mode that is not known yet': {
      resource: policy({ ...prevention, mode: unknown }),
      says: ['waf: policySettings.mode is not known before deployment, must be Prevention'],
    },
    'a policy that is not in the stack': {
      stack: [gateway({ sku, firewallPolicy: { id } }).resource],
      says: [
        `gateway: firewallPolicy.id is not known before deployment, must be ${expected}, made in this stack`,
      ],
    },
  },
  notApplicable: {
    'a bastion': {
      resource: { type: 'azure-native:network:BastionHost', properties: {} },
      because:
        'the policy is for azure-native:network:ApplicationGateway, azure-native:network:WebApplicationFirewallPolicy',
    },
  },
});
