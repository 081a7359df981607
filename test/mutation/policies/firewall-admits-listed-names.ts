import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent, isObject, type Steps } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, made, other } from '../support/rows';
import { azureId, spellings } from '../support/values';
import { changed } from '../support/world';

const group = 'azure-native:network:FirewallPolicyRuleCollectionGroup';
const policy = 'azure-native:network:FirewallPolicy';
const firewall = 'azure-native:network:AzureFirewall';
const rule = 'ruleCollections[].rules[]';
const filter = 'FirewallPolicyFilterRuleCollection';
const everywhere = { sourceAddresses: ['*'], destinationAddresses: ['*'] };
const anything = { ruleType: 'NetworkRule', ipProtocols: ['Any'], destinationPorts: ['*'], ...everywhere };
const ipGroup = azureId('rg-dev-hub', 'Microsoft.Network', 'ipGroups', 'ipg-dev');

/** A group whose only collection refuses everything, as a collection may: the dev stack has none. */
const denial = (): PlannedResource[] => {
  const action = { type: 'Deny' };
  const ruleCollections = [{ ruleCollectionType: filter, priority: 900, action, rules: [anything] }];
  return [made(group, 'denial', { resourceGroupName: 'rg-dev-hub', ruleCollections })];
};
const admits = ({ name }: PlannedResource) => name !== 'denial';
const of = { of: group, where: admits };
const ofDenial = { of: group, where: (one: PlannedResource) => !admits(one) };

/** A property of those rules that are of a type. */
const ofRules =
  (type: string, ...steps: Steps) =>
  ({ inputs }: PlannedResource): Steps[] =>
    listOf(inputs['ruleCollections']).flatMap((collection, first) =>
      listOf(collection['rules']).flatMap(({ ruleType }, second): Steps[] =>
        ruleType === type ? [['ruleCollections', first, 'rules', second, ...steps]] : [],
      ),
    );
const listOf = (list: unknown) => (Array.isArray(list) ? list.filter(isObject) : []);

const strangers = [
  '*',
  '*.com',
  '*.debian.org',
  'debian.org',
  'deb.debian.org.example.com',
  'evil-deb.debian.org',
  'security.debian.org/*',
  'ntp.nict.jp:123',
  '*.nict.jp',
  'example.com',
  '203.0.113.7',
  '',
];
const stranger = 'example.com';
const web = { ruleType: 'ApplicationRule', protocols: [{ protocolType: 'Https', port: 443 }] };
const honest = { sourceAddresses: ['10.64.0.0/10'], targetFqdns: ['deb.debian.org'] };
/** Collections that are added beside the listed ones. */
const collections: readonly object[] = [
  { ruleCollectionType: filter, action: { type: 'Allow' }, rules: [anything] },
  {
    ruleCollectionType: filter,
    action: { type: 'ALLOW' },
    rules: [{ ...web, ...honest, targetFqdns: ['*'] }],
  },
  { ruleCollectionType: filter, rules: [{ ...web, ...honest, sourceAddresses: ['*'] }] },
  { rules: [anything] },
  {
    ruleCollectionType: 'FirewallPolicyNatRuleCollection',
    action: { type: 'DNAT' },
    rules: [{ ruleType: 'NatRule', ...everywhere, translatedAddress: '10.64.1.4', translatedPort: '22' }],
  },
];

export const mutants: PolicyMutants = {
  specimens: denial,
  broken: [
    change({ ...of, path: ofRules('ApplicationRule', 'targetFqdns', 0), to: strangers }),
    change({ ...of, path: ofRules('NetworkRule', 'destinationFqdns', 0), to: strangers }),
    // One more name, and none, which leaves the rule to its addresses.
    ...[
      ['ApplicationRule', 'targetFqdns'],
      ['NetworkRule', 'destinationFqdns'],
    ].map(([type = '', names = '']) =>
      change({
        ...of,
        path: ofRules(type, names),
        to: (before) => [[...(before as string[]), stranger], [], absent, null, stranger],
      }),
    ),
    // A service that the entry does not have.
    change({
      ...of,
      path: `${rule}.protocols[].port`,
      to: [22, 0, 8443, 65536, '4430', '*', '443-444', '', absent, null],
    }),
    change({
      ...of,
      path: `${rule}.protocols[].protocolType`,
      to: ['Mssql', 'Any', '*', '', absent, null],
    }),
    change({
      ...of,
      path: ofRules('ApplicationRule', 'protocols'),
      to: (before) => [
        [...(before as object[]), { protocolType: 'Http', port: 8080 }],
        [],
        absent,
        null,
        'Https',
        {},
      ],
    }),
    change({
      ...of,
      path: ofRules('NetworkRule', 'destinationPorts'),
      to: [['*'], ['123', '22'], ['122-124'], ['0-65535'], [''], [123, 443], [], absent, null, '123'],
    }),
    change({
      ...of,
      path: ofRules('NetworkRule', 'ipProtocols'),
      to: [['Any'], ['TCP'], ['UDP', 'TCP'], ['ICMP'], ['*'], [''], [], absent, null, 'UDP'],
    }),
    // Names by the other type of rule.
    change({
      ...of,
      path: ofRules('ApplicationRule', 'ruleType'),
      to: ['NetworkRule', 'NatRule', '', absent],
    }),
    change({ ...of, path: ofRules('NetworkRule', 'ruleType'), to: spellings('ApplicationRule') }),
    // Another target beside the names.
    change({ ...of, path: `${rule}.destinationAddresses`, to: [['*'], ['10.32.0.0/20'], ['Internet'], '*'] }),
    change({ ...of, path: `${rule}.destinationIpGroups`, to: [[ipGroup], ipGroup] }),
    change({
      ...of,
      path: `${rule}.fqdnTags`,
      to: [['WindowsUpdate'], ['AzureBackup', 'AppServiceEnvironment'], 'AzureBackup'],
    }),
    change({ ...of, path: `${rule}.targetUrls`, to: [['*'], ['www.example.com/path']] }),
    change({ ...of, path: `${rule}.webCategories`, to: [['Business'], ['SearchEnginesAndPortals', 'News']] }),
    change({ ...of, path: `${rule}.httpHeadersToInsert`, to: [[{ headerName: 'a', headerValue: 'b' }]] }),
    // Somebody else as the source.
    change({
      ...of,
      path: `${rule}.sourceAddresses`,
      to: [
        ['*'],
        ['0.0.0.0/0'],
        ['10.64.0.0/9'],
        ['10.0.0.0/8'],
        ['10.64.0.0/10', '10.32.0.128/26'],
        ['172.20.0.0/16'],
        ['10.63.255.255'],
        ['10.64.0.0-10.128.0.0'],
        ['::/0'],
        ['VirtualNetwork'],
        [''],
        [],
        absent,
        null,
      ],
    }),
    change({ ...of, path: `${rule}.sourceIpGroups`, to: [[ipGroup], ipGroup] }),
    change({
      ...of,
      path: 'ruleCollections[].ruleCollectionType',
      to: ['FirewallPolicyNatRuleCollection', ...spellings('FirewallPolicyNatRuleCollection')],
    }),
    change({ ...of, path: 'ruleCollections[]', to: collections }),
    change({
      ...of,
      path: 'ruleCollections',
      to: (before) => collections.map((more) => [...(before as object[]), more]),
    }),
    change({
      ...of,
      path: 'ruleCollections[].rules',
      to: (before) => [[...(before as object[]), anything], [anything]],
    }),
    change({ ...of, path: rule, to: [anything, { ...web, ...honest, targetFqdns: [stranger] }, {}] }),
    addition((world) =>
      world
        .ofType(group)
        .filter(admits)
        .flatMap((one) =>
          collections.map((collection, index) =>
            copied(one, `more-${index}`, { priority: 300, ruleCollections: [collection] }),
          ),
        ),
    ),
    // What is refused becomes admitted.
    change({
      ...ofDenial,
      path: 'ruleCollections[].action.type',
      to: ['Allow', 'allow', 'Denied', '', absent, null],
    }),
    change({
      ...ofDenial,
      path: 'ruleCollections[].action',
      to: [{ type: 'Allow' }, {}, 'Deny', absent, null],
    }),
    // Rules that stand elsewhere.
    change({
      of: policy,
      path: 'basePolicy',
      to: [{ id: azureId('rg-else', 'Microsoft.Network', 'firewallPolicies', 'afwp-else') }, {}, 'afwp-else'],
    }),
    change({
      of: firewall,
      path: ['applicationRuleCollections', 'natRuleCollections', 'networkRuleCollections'],
      to: [[{ action: { type: 'Allow' }, rules: [anything] }], [{}], {}],
    }),
    addition((world) =>
      world
        .ofType(firewall)
        .map((one) => changed(copied(one, 'second'), ['networkRuleCollections'], [{ rules: [anything] }])),
    ),
  ],
  harmless: [
    other({
      ...of,
      path: ofRules('ApplicationRule', 'targetFqdns', 0),
      to: (before) => spellings(String(before)),
    }),
    other({
      ...of,
      path: ofRules('NetworkRule', 'destinationFqdns', 0),
      to: ['NTP.NICT.JP', ' ntp.nict.jp'],
    }),
    // Less than the list has.
    other({
      ...of,
      path: ofRules('ApplicationRule', 'targetFqdns'),
      to: (before) => [(before as string[]).slice(0, 1)],
    }),
    other({
      ...of,
      path: ofRules('ApplicationRule', 'protocols'),
      to: (before) => [(before as object[]).slice(0, 1)],
    }),
    other({
      ...of,
      path: `${rule}.sourceAddresses`,
      to: [['10.64.0.0/22'], ['10.64.1.4', '10.127.0.0/16'], ['10.64.0.0/11', '10.96.0.0/11']],
    }),
    other({ ...of, path: `${rule}.protocols[].port`, to: (before) => [String(before)] }),
    other({ ...of, path: `${rule}.protocols[].protocolType`, to: (before) => spellings(String(before)) }),
    other({ ...of, path: ofRules('NetworkRule', 'ipProtocols'), to: [['udp'], ['Udp', 'UDP']] }),
    other({ ...of, path: ofRules('NetworkRule', 'destinationPorts'), to: [[123], ['123', '123']] }),
    other({
      ...of,
      path: [`${rule}.fqdnTags`, `${rule}.destinationAddresses`, `${rule}.sourceIpGroups`],
      to: [[], null],
    }),
    other({ ...of, path: `${rule}.name`, to: ['renamed'] }),
    other({ ...of, path: 'ruleCollections[].action.type', to: ['allow', 'Deny', 'DENY'] }),
    other({ ...of, path: ['ruleCollections[].rules', 'ruleCollections'], to: [[], absent] }),
    other({ ...of, path: ['ruleCollections[].priority', 'priority'], to: [150] }),
    other({ ...ofDenial, path: 'ruleCollections[].action.type', to: spellings('Deny') }),
    other({ of: policy, path: 'basePolicy', to: [null] }),
    other({ of: policy, path: 'threatIntelMode', to: ['Alert', 'Off'] }),
    other({ of: firewall, path: ['applicationRuleCollections', 'natRuleCollections'], to: [[], null] }),
  ],
};
