import { gatewayRequiresWafPrevention } from '../../../policy-packs/iso27017/policies/gateway-requires-waf-prevention';
import { describePolicy } from './support/describe-policy';
import { gateway } from './support/gateway';
import { networkId } from './support/network';
import { type Shown, unknown } from './support/pack-run';

const id = networkId('rg-aoba', 'ApplicationGatewayWebApplicationFirewallPolicies', 'waf-aoba');
const sku = { name: 'WAF_v2', tier: 'WAF_v2' };
const attackRules = { ruleSetType: 'Microsoft_DefaultRuleSet' };
const managedRules = { managedRuleSets: [attackRules] };
const policy = (policySettings: unknown, more: object = {}): Shown => ({
  type: 'azure-native:network:WebApplicationFirewallPolicy',
  name: 'waf',
  properties: { resourceGroupName: 'rg-aoba', policyName: 'waf-aoba', policySettings, managedRules, ...more },
});
const prevention = { state: 'Enabled', mode: 'Prevention' };
const expected = 'an enabled firewall policy in Prevention mode';

describePolicy('gateway-requires-waf-prevention', gatewayRequiresWafPrevention, {
  compliant: {
    'a gateway with a policy': gateway({ sku, firewallPolicy: { id } }),
    'a policy that refuses': { resource: policy(prevention) },
    'a policy with a rule of its own that refuses more, and one that is switched off': {
      resource: policy(prevention, {
        customRules: [{ action: 'Block' }, { action: 'Allow', state: 'Disabled' }],
        managedRules: { exclusions: [], managedRuleSets: [{ ruleSetType: 'Microsoft_DefaultRuleSet' }] },
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
    'the older form of the same': gateway({
      sku,
      webApplicationFirewallConfiguration: { enabled: true, firewallMode: 'Prevention' },
    }),
  },
  violated: {
    'a policy with no rules, or none but those against bots': {
      resource: policy(prevention, {
        managedRules: { managedRuleSets: [{ ruleSetType: 'Microsoft_BotManagerRuleSet' }] },
      }),
      says: [
        'waf: managedRules.managedRuleSets must be with the rules against attacks (Microsoft_DefaultRuleSet), found none of them',
      ],
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
          enabled: true,
          firewallMode: 'Prevention',
          disabledRuleGroups: [{ ruleGroupName: 'REQUEST-942-APPLICATION-ATTACK-SQLI' }],
          exclusions: [{ matchVariable: 'RequestArgNames' }],
        },
      }),
      says: [
        'gateway: webApplicationFirewallConfiguration.disabledRuleGroups must be absent, found a list of 1',
        'gateway: webApplicationFirewallConfiguration.exclusions must be absent, found a list of 1',
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
        webApplicationFirewallConfiguration: { enabled: true, firewallMode: 'Detection' },
      }),
      says: ['gateway: webApplicationFirewallConfiguration.firewallMode must be Prevention, found Detection'],
    },
  },
  undetermined: {
    'rule sets that are not known yet': {
      resource: policy(prevention, { managedRules: { managedRuleSets: [{ ruleSetType: unknown }] } }),
      says: [
        'waf: managedRules.managedRuleSets[0].ruleSetType is not known before deployment, must be with the rules against attacks (Microsoft_DefaultRuleSet)',
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
