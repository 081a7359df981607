import { firewallAdmitsListedNames } from '../../../policy-packs/iso27017/policies/firewall-admits-listed-names';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const type = 'azure-native:network:FirewallPolicyRuleCollectionGroup';
const collection = (rules: unknown, more: object = {}) => ({
  resource: {
    type,
    properties: {
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          action: { type: 'Allow' },
          rules,
          ...more,
        },
      ],
    },
  },
});
const sourceAddresses = ['10.64.0.0/10'];
const https = { protocolType: 'Https', port: 443 };
const web = (change: object = {}) => ({
  ruleType: 'ApplicationRule',
  name: 'updates',
  sourceAddresses,
  targetFqdns: ['deb.debian.org'],
  protocols: [https],
  ...change,
});
const time = (change: object = {}) => ({
  ruleType: 'NetworkRule',
  name: 'time',
  sourceAddresses,
  destinationFqdns: ['ntp.nict.jp'],
  destinationPorts: ['123'],
  ipProtocols: ['UDP'],
  ...change,
});
const rule = 'it: ruleCollections[0].rules[0]';
const listed = 'of the outbound list of the baseline, by its services';

describePolicy('firewall-admits-listed-names', firewallAdmitsListedNames, {
  compliant: {
    'rules of the list': collection([web(), time()]),
    'a tenant alone, with empty lists beside': collection([
      web({ sourceAddresses: ['10.64.4.0/22'], fqdnTags: [], targetFqdns: ['DEB.debian.org'] }),
    ]),
    'a denial of anything': collection([time({ destinationFqdns: [], destinationAddresses: ['*'] })], {
      action: { type: 'deny' },
    }),
    'a policy and a firewall without rules of their own': {
      resource: { type: 'azure-native:network:AzureFirewall', properties: { natRuleCollections: [] } },
    },
    'a group without rules': { resource: { type, properties: {} } },
  },
  violated: {
    everything: {
      ...collection([
        time({
          destinationFqdns: undefined,
          destinationAddresses: ['*'],
          destinationPorts: ['*'],
          ipProtocols: ['Any'],
        }),
      ]),
      says: [
        `${rule}.destinationAddresses must be absent, found *`,
        `${rule}.destinationFqdns must be names ${listed}, found nothing`,
      ],
    },
    'a name that is not listed': {
      ...collection([web({ targetFqdns: ['deb.debian.org', '*.example.com'] })]),
      says: [`${rule}.targetFqdns[1] must be ${listed}, found *.example.com by Https 443`],
    },
    'a listed name by another port, and by another protocol': {
      ...collection([time({ destinationPorts: ['123', '22'] }), time({ ipProtocols: ['TCP'] })]),
      says: [
        `${rule}.destinationFqdns[0] must be ${listed}, found ntp.nict.jp by UDP 22`,
        `it: ruleCollections[0].rules[1].destinationFqdns[0] must be ${listed}, found ntp.nict.jp by TCP 123`,
      ],
    },
    'names by any port, and by any protocol': {
      ...collection([
        web({ protocols: [] }),
        time({ destinationPorts: undefined }),
        time({ ipProtocols: 'UDP' }),
      ]),
      says: [
        `${rule}.protocols must be services ${listed}, found an empty list`,
        `it: ruleCollections[0].rules[1].destinationPorts must be services ${listed}, found nothing`,
        `it: ruleCollections[0].rules[2].ipProtocols must be services ${listed}, found UDP`,
      ],
    },
    'a tag of Azure that stands for many names': {
      ...collection([web({ fqdnTags: ['WindowsUpdate'] })]),
      says: [`${rule}.fqdnTags must be absent, found WindowsUpdate`],
    },
    'anybody as the source': {
      ...collection([web({ sourceAddresses: ['*'] })]),
      says: [`${rule}.sourceAddresses[0] must be from within 10.64.0.0/10, found *`],
    },
    'a way in': {
      ...collection([], { ruleCollectionType: 'FirewallPolicyNatRuleCollection' }),
      says: [
        'it: ruleCollections[0].ruleCollectionType must be one that lets nothing in, found FirewallPolicyNatRuleCollection',
      ],
    },
    'a policy that is based on another': {
      resource: { type: 'azure-native:network:FirewallPolicy', properties: { basePolicy: { id: '/x' } } },
      says: ['it: basePolicy must be absent, found an object'],
    },
  },
  undetermined: {
    'a name that is not known yet': {
      ...collection([web({ targetFqdns: [unknown] })]),
      says: [`${rule}.targetFqdns[0] is not known before deployment, must be ${listed}`],
    },
    'a rule of a type that is not known yet': {
      ...collection([time({ ruleType: unknown })]),
      says: [`${rule}.ruleType is not known before deployment, must be ${listed}`],
    },
    'collections that are not known yet': {
      resource: { type, properties: { ruleCollections: unknown } },
      says: [
        'it: ruleCollections.ruleCollectionType is not known before deployment, must be without rules that let anything in',
      ],
    },
  },
  notApplicable: {
    'a network': {
      resource: { type: 'azure-native:network:VirtualNetwork', properties: {} },
      because:
        'the policy is for azure-native:network:FirewallPolicyRuleCollectionGroup, azure-native:network:FirewallPolicy, azure-native:network:AzureFirewall',
    },
  },
});
