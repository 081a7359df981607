import { baselineRules, group, type PlannedRule, placeTags } from '../support/network';
import { type Shown, unknown } from '../support/pack-run';
import {
  asg,
  caseOf,
  compliant,
  deny,
  type Expected,
  inAppGroup,
  listedSsh,
  refused,
  ssh,
  sshFrom,
} from './case';

const open = (...paths: string[]): Expected => ({
  undetermined: paths.map((path) => `nsg: ${path}`),
});
const wrong = (...paths: string[]): Expected => ({ violated: paths.map((path) => `nsg: ${path}`) });
const first = (property: string) => `securityRules[0].${property}`;

const unknowns = inAppGroup([
  [
    'a source that is not known yet',
    ssh({ sourceAddressPrefix: unknown }),
    open(first('sourceAddressPrefix')),
  ],
  ['sources that are not known yet', sshFrom('x', 'y'), refused],
  [
    'a list of sources that is not known yet',
    ssh({ sourceAddressPrefix: undefined, sourceAddressPrefixes: unknown }),
    open(first('sourceAddressPrefixes')),
  ],
  [
    'one of the sources not known yet',
    sshFrom('10.32.0.64/26', unknown),
    open(first('sourceAddressPrefixes[1]')),
  ],
  [
    'a port that is not known yet',
    listedSsh({ destinationPortRange: unknown }),
    open(first('destinationPortRange')),
  ],
  ['a protocol that is not known yet', listedSsh({ protocol: unknown }), open(first('protocol'))],
  ['an access that is not known yet', ssh({ access: unknown }), open(first('access'))],
  ['a direction that is not known yet', ssh({ direction: unknown }), open(first('direction'))],
  ['a priority that is not known yet', ssh({ priority: unknown }), open(first('priority'))],
  [
    'an application security group that is not known yet',
    ssh({ sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [{ id: unknown }] }),
    open(first('sourceApplicationSecurityGroups[0].id')),
  ],
  [
    'an Allow that a Deny which is not known yet may take',
    [ssh(), deny({ sourceAddressPrefix: unknown })],
    open('securityRules[0]', 'securityRules[1].sourceAddressPrefix'),
  ],
  [
    'an Allow beside another Allow that is not known yet',
    [ssh(), listedSsh({ priority: 1001, sourceAddressPrefix: unknown })],
    { ...refused, ...open('securityRules[1].sourceAddressPrefix') },
  ],
  ['a description that is not known yet', listedSsh({ description: unknown }), compliant],
  ['a name that is not known yet', listedSsh({ name: unknown }), compliant],
]);

const shapes = inAppGroup([
  ['no access said', ssh({ access: undefined }), wrong(first('access'))],
  ['no direction said', ssh({ direction: undefined }), wrong(first('direction'))],
  ['an access of another word', ssh({ access: 'Permit' }), wrong(first('access'))],
  ['an access that is true', ssh({ access: true }), wrong(first('access'))],
  ['a direction of another word', ssh({ direction: 'In' }), wrong(first('direction'))],
  ['an Allow in capitals', ssh({ access: 'ALLOW', direction: 'INBOUND' }), refused],
  ['a protocol as a number', listedSsh({ protocol: 6 }), wrong(first('protocol'))],
  [
    'a port that is an object',
    listedSsh({ destinationPortRange: { from: 22 } }),
    wrong(first('destinationPortRange')),
  ],
  ['a port that is true', listedSsh({ destinationPortRange: true }), wrong(first('destinationPortRange'))],
  [
    'a text where a list of ports belongs',
    listedSsh({ destinationPortRange: '22', destinationPortRanges: '3389' }),
    wrong(first('destinationPortRanges')),
  ],
  [
    'a text where a list of sources belongs',
    listedSsh({ sourceAddressPrefixes: '0.0.0.0/0' }),
    wrong(first('sourceAddressPrefixes')),
  ],
  [
    'a list where a single source belongs',
    ssh({ sourceAddressPrefix: ['0.0.0.0/0'] }),
    wrong(first('sourceAddressPrefix')),
  ],
  [
    'a list with something else among the sources',
    sshFrom('10.32.0.64/26', { prefix: '0.0.0.0/0' }),
    wrong(first('sourceAddressPrefixes[1]')),
  ],
  [
    'an application security group without an id',
    listedSsh({ sourceApplicationSecurityGroups: [{}] }),
    wrong(first('sourceApplicationSecurityGroups[0].id')),
  ],
  [
    'an application security group by its id alone',
    listedSsh({ sourceApplicationSecurityGroups: asg('ops').id }),
    wrong(first('sourceApplicationSecurityGroups')),
  ],
  ['nothing where a source may be', ssh({ sourceAddressPrefix: null }), refused],
]);

const app = placeTags({ network: 'tenant', role: 'app', slot: 0 });
const whole = (rules: unknown, tags: unknown = app): Shown[] => [group(rules, tags)];
const listedRules = baselineRules('app');

const groups = [
  caseOf("the baseline's rules", whole(listedRules), compliant),
  caseOf("the baseline's rules backwards", whole(listedRules.toReversed()), compliant),
  caseOf('rules that are not known yet', whole(unknown), open('securityRules')),
  caseOf('an empty list of rules', whole([]), wrong('securityRules')),
  caseOf('no list of rules', whole(undefined), wrong('securityRules')),
  // Read as the only rule, which says nothing that a rule has to say.
  caseOf(
    'an object where the list belongs',
    whole({ 0: ssh() }),
    wrong('securityRules', 'securityRules.access'),
  ),
  caseOf('a text where the list belongs', whole('Allow'), wrong('securityRules', 'securityRules.access')),
  caseOf('a text where a rule belongs', whole(['Allow', ...listedRules]), wrong(first('access'))),
  caseOf('nothing where a rule belongs', whole([null, ...listedRules]), wrong(first('access'))),
  caseOf('a rule that is not known yet', whole([unknown, ...listedRules]), open('securityRules[0]')),
  caseOf('SSH in a group of nobody', whole([ssh()], {}), wrong('securityRules[0]')),
  caseOf(
    'SSH in a group of a slot that the plan does not have',
    whole([ssh()], { ...app, 'yosai-slot': '4096' }),
    wrong('securityRules[0]'),
  ),
  caseOf(
    'SSH in a group of half a slot',
    whole([ssh()], { ...app, 'yosai-slot': '0.5' }),
    wrong('securityRules[0]'),
  ),
  caseOf(
    'SSH in a group of another role',
    whole([ssh()], { ...app, 'yosai-subnet-role': 'web' }),
    wrong('securityRules[0]'),
  ),
  caseOf(
    'a rule that cannot be read in a group of nobody',
    whole([ssh({ access: 'Permit' })], {}),
    wrong(first('access'), 'tags'),
  ),
  caseOf(
    'a rule that is not known yet in a group of nobody',
    whole([ssh({ sourceAddressPrefix: unknown })], {}),
    {
      ...wrong('tags'),
      ...open(first('sourceAddressPrefix')),
    },
  ),
  caseOf(
    'tags in other letters',
    whole(listedRules, { 'Yosai-Network': 'tenant', 'YOSAI-SUBNET-ROLE': 'app', 'yosai-slot': 0 }),
    compliant,
  ),
  caseOf(
    'a slot that is not known yet',
    whole([ssh()], { ...app, 'yosai-slot': unknown }),
    open('tags.yosai-slot'),
  ),
  caseOf(
    'the rules of slot 0 on slot 1, of which none but the denials meets a packet',
    whole(listedRules, { ...app, 'yosai-slot': '1' }),
    compliant,
  ),
];

const separate = (properties: PlannedRule, name = 'beside', group = 'nsg-app'): Shown => ({
  type: 'azure-native:network:SecurityRule',
  name,
  properties: { resourceGroupName: 'rg-aoba', networkSecurityGroupName: group, ...properties },
});
const beside = (...rules: Shown[]): Shown[] => [group(listedRules), ...rules];

const besideGroups = [
  caseOf('a rule beside its group', beside(separate(ssh())), { violated: ['beside: the resource'] }),
  caseOf('a listed rule beside its group', beside(separate(listedSsh())), compliant),
  caseOf(
    'all rules beside their group',
    [group([]), ...listedRules.map((rule, index) => separate(rule, `rule-${index}`))],
    compliant,
  ),
  caseOf(
    'all but the denials beside their group',
    [group([]), ...listedRules.slice(0, 3).map((rule, index) => separate(rule, `rule-${index}`))],
    wrong('securityRules'),
  ),
  caseOf('a rule beside a group in other letters', beside(separate(ssh(), 'beside', 'NSG-APP')), {
    violated: ['beside: the resource'],
  }),
  caseOf(
    'a rule beside, which the group denies before',
    [group([deny(), ...listedRules]), separate(ssh())],
    compliant,
  ),
  caseOf('a rule beside, after a Deny beside', beside(separate(ssh()), separate(deny(), 'deny')), compliant),
  caseOf(
    'a rule beside, before a Deny beside',
    beside(separate(ssh()), separate(deny({ priority: 2000 }), 'deny')),
    { violated: ['beside: the resource'] },
  ),
  caseOf('a rule beside with a priority of the group', beside(separate(listedSsh({ priority: 100 }))), {
    violated: ['beside: priority'],
  }),
  caseOf('a rule beside with a refused priority', beside(separate(ssh({ priority: 1 }))), {
    violated: ['beside: the resource', 'beside: priority'],
  }),
  caseOf(
    'two rules beside with one priority',
    beside(separate(listedSsh()), separate(listedSsh({ sourceAddressPrefix: '10.32.0.70' }), 'other')),
    { violated: ['other: priority'] },
  ),
  caseOf('a rule beside, not known yet', beside(separate(ssh({ sourceAddressPrefix: unknown }))), {
    undetermined: ['beside: sourceAddressPrefix'],
  }),
  caseOf('a rule beside a group that is not here', beside(separate(ssh(), 'beside', 'nsg-elsewhere')), {
    undetermined: ['beside: networkSecurityGroupName'],
  }),
  caseOf(
    'a rule beside a group by a name that is not known yet',
    beside(separate(ssh({ networkSecurityGroupName: unknown }))),
    { undetermined: ['beside: networkSecurityGroupName'] },
  ),
];

/** Rules in shapes that Azure refuses or that are not known, whole groups, and rules beside their group. */
export const nsgShapes = [...unknowns, ...shapes, ...groups, ...besideGroups];
