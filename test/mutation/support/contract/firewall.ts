import type { PlannedResource } from '../../../../lib/resources/from-plan';
import { absent, type Steps } from '../places';
import { change, leftOpen, type Row } from '../rows';
import { anywhere, collectionsType, elsewhere, listOf, network, of, opened } from './near';

const firewallType = network('AzureFirewall');
const policyType = network('FirewallPolicy');
const rule = 'ruleCollections[].rules[]';

/** A property of those rules of the firewall that are of a type. */
const ofFirewall =
  (type: string, property: string) =>
  ({ inputs }: PlannedResource): Steps[] =>
    listOf(inputs['ruleCollections']).flatMap((collection, first) =>
      listOf(collection['rules']).flatMap((one, second): Steps[] =>
        one['ruleType'] === type ? [['ruleCollections', first, 'rules', second, property]] : [],
      ),
    );

/** The firewall lets out more, or rules that nobody knows. */
export const firewallRows: readonly Row[] = [
  ...[
    ['ApplicationRule', 'targetFqdns'],
    ['NetworkRule', 'destinationFqdns'],
  ].map(([type = '', names = '']) =>
    change({
      ...of(collectionsType),
      path: ofFirewall(type, names),
      to: (list) => ['*', 'example.com', '*.debian.org'].map((name) => [...(list as string[]), name]),
    }),
  ),
  change({
    ...of(collectionsType),
    path: ofFirewall('ApplicationRule', 'fqdnTags'),
    to: [['WindowsUpdate']],
  }),
  change({
    ...of(collectionsType),
    path: ofFirewall('ApplicationRule', 'webCategories'),
    to: [['Business']],
  }),
  change({
    ...of(collectionsType),
    path: ofFirewall('ApplicationRule', 'targetUrls'),
    to: [['www.example.com/x']],
  }),
  change({
    ...of(collectionsType),
    path: ofFirewall('NetworkRule', 'destinationAddresses'),
    to: [['*'], ['Internet'], ['203.0.113.0/24']],
  }),
  change({ ...of(collectionsType), path: `${rule}.protocols[].port`, to: [22, 8443, absent] }),
  change({
    ...of(collectionsType),
    path: ofFirewall('NetworkRule', 'destinationPorts'),
    to: [['*'], ['22'], ['123', '22'], absent],
  }),
  change({
    ...of(collectionsType),
    path: ofFirewall('NetworkRule', 'ipProtocols'),
    to: [['Any'], ['TCP'], ['UDP', 'TCP'], absent],
  }),
  opened(collectionsType, [
    'priority',
    'ruleCollections',
    'ruleCollections[].priority',
    'ruleCollections[].action.type',
    'ruleCollections[].rules',
    ...[
      'ruleType',
      'protocols[].protocolType',
      'sourceAddresses[]',
      'sourceIpGroups',
      'destinationIpGroups',
    ].map((key) => `${rule}.${key}`),
  ]),
  leftOpen(
    change({ ...of(firewallType), path: 'firewallPolicy.id', to: [elsewhere('firewallPolicies', 'afwp')] }),
  ),
  leftOpen(
    change({
      ...of(policyType),
      path: 'basePolicy',
      to: [{ id: elsewhere('firewallPolicies', 'afwp') }],
    }),
  ),
  leftOpen(change({ ...of(policyType), path: 'snat', to: [{ privateRanges: ['0.0.0.0/0'] }] })),
  opened(firewallType, ['ipConfigurations[].subnet.id', 'ipConfigurations[].publicIPAddress.id'], anywhere),
];
