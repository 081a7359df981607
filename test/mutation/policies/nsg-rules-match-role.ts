import type { PlannedResource } from '../../../lib/resources/from-plan';
import { hostileInbound, hostileOutbound, type PlannedRule } from '../support/hostile-rules';
import { absent, isObject, placesOf, type Steps, unknown, valueAt } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, leftOpen, made, other, rewritten } from '../support/rows';
import { changed } from '../support/world';

const of = 'azure-native:network:NetworkSecurityGroup';
const separate = 'azure-native:network:SecurityRule';
const rulesOf = ({ inputs }: PlannedResource) => inputs['securityRules'] as readonly PlannedRule[];
/** A property of each rule that fits. */
const ofRules =
  (key: string, fits: (rule: PlannedRule) => boolean) =>
  (group: PlannedResource): Steps[] =>
    placesOf(group.inputs, `securityRules[].${key}`).filter((steps) => {
      const rule = valueAt(group.inputs, steps.slice(0, 2));
      return isObject(rule) && fits(rule);
    });
const admits = (rule: PlannedRule) => rule['access'] === 'Allow';
const denies = (rule: PlannedRule) => rule['access'] === 'Deny';
const has = (key: string) => (rule: PlannedRule) =>
  admits(rule) && rule[key] !== undefined && rule[key] !== '*';
const isIn = (rule: PlannedRule) => rule['direction'] === 'Inbound';
const named = (group: PlannedResource, name: string, rule: PlannedRule) => {
  const { resourceGroupName, networkSecurityGroupName } = group.inputs;
  return made(separate, name, {
    resourceGroupName,
    networkSecurityGroupName,
    securityRuleName: name,
    ...rule,
  });
};
const hostile = [...hostileInbound, ...hostileOutbound];
const tenantTags = ['tags.yosai-network', 'tags.yosai-subnet-role'];
const isTenants = (group: PlannedResource) => JSON.stringify(group.inputs['tags']).includes('"yosai-tenant"');
/** The group with all its rules as resources of their own. */
const apart = (group: PlannedResource, drop: (rule: PlannedRule) => boolean = () => false) => ({
  put: [
    changed(group, ['securityRules'], absent),
    ...rulesOf(group)
      .filter((rule) => !drop(rule))
      .map((rule) => named(group, `${group.name}-${rule['name']}`, rule)),
  ],
});

export const mutants: PolicyMutants = {
  broken: [
    // One rule more, among the group's own, at either end.
    change({
      of,
      path: 'securityRules',
      to: (_before, { resource }) => [
        ...hostile.map((rule) => [...rulesOf(resource), rule]),
        ...hostileInbound.slice(0, 8).map((rule) => [rule, ...rulesOf(resource)]),
      ],
    }),
    change({ of, path: 'securityRules', to: [[], absent, null] }),
    // A denial that goes, admits, or covers less.
    change({
      of,
      path: (group) => ofRules('access', denies)(group).map((steps) => steps.slice(0, 2)),
      to: [absent],
    }),
    change({ of, path: ofRules('access', denies), to: ['Allow', 'allow', 'Perhaps', ''] }),
    change({
      of,
      path: ofRules('direction', denies),
      to: (before) => [before === 'Inbound' ? 'Outbound' : 'Inbound', 'Both'],
    }),
    change({ of, path: ofRules('protocol', denies), to: ['Tcp', 'Udp', 'Icmp'] }),
    change({ of, path: ofRules('destinationPortRange', denies), to: ['1-1024', '22', '0-65534', '1-65535'] }),
    change({ of, path: ofRules('sourcePortRange', denies), to: ['1024-65535', '0'] }),
    change({
      of,
      path: ofRules('sourceAddressPrefix', (rule) => denies(rule) && isIn(rule)),
      to: ['Internet', '10.0.0.0/8', '0.0.0.0/1', 'VirtualNetwork'],
    }),
    change({
      of,
      path: ofRules('destinationAddressPrefix', (rule) => denies(rule) && !isIn(rule)),
      to: ['192.0.2.0/24', 'Storage', '10.64.0.0/16'],
    }),
    change({ of, path: ofRules('priority', denies), to: ['last', absent, null] }),
    // Azure refuses the priority, so that the rule is not there; or another rule of the direction has it.
    change({ of, path: ofRules('priority', () => true), to: [0, 99, 4097, -1, 100.5, ''] }),
    change({
      of,
      path: ofRules('priority', () => true),
      to: (before, { resource, steps }) => {
        const own = valueAt(resource.inputs, steps.slice(0, 2)) as PlannedRule;
        const others = rulesOf(resource).filter(({ direction }) => direction === own['direction']);
        return [others.find(({ priority }) => priority !== before)?.['priority']].filter(Boolean);
      },
    }),
    addition((world) =>
      world
        .ofType(of)
        .flatMap((group) =>
          rulesOf(group).map((rule) => named(group, `${group.name}-${rule['name']}-twice`, rule)),
        ),
    ),
    // A listed rule that admits more.
    change({
      of,
      path: ofRules('destinationPortRange', has('destinationPortRange')),
      to: ['*', '0-65535', '1-65535', absent],
    }),
    change({
      of,
      path: ofRules('destinationPortRanges', has('destinationPortRanges')),
      to: (before) => [[...(before as string[]), '3389'], ['*'], ['1-65535'], absent, []],
    }),
    change({ of, path: ofRules('protocol', has('protocol')), to: ['*', absent, 'Icmp'] }),
    change({
      of,
      path: ofRules('sourceAddressPrefix', (rule) => has('sourceAddressPrefix')(rule) && isIn(rule)),
      to: (before) => [
        ...['*', 'any', '0.0.0.0/0', '::/0', '0.0.0.0/1', '10.0.0.0/7', absent],
        ...(before === 'Internet' ? [] : ['Storage']),
      ],
    }),
    change({
      of,
      path: ofRules('sourceAddressPrefixes', (rule) => has('sourceAddressPrefixes')(rule) && isIn(rule)),
      to: (before) => [[...(before as string[]), '198.51.100.0/24'], ['*'], ['Internet'], absent],
    }),
    change({
      of,
      path: ofRules(
        'destinationAddressPrefix',
        (rule) => has('destinationAddressPrefix')(rule) && !isIn(rule),
      ),
      to: ['*', '0.0.0.0/0', '::/0', '10.0.0.0/7', 'VirtualNetwork', absent],
    }),
    // The tags say that the group stands elsewhere.
    change({ of, path: 'tags.yosai-network', to: ['mars', 'Tenant', '', absent] }),
    change({ of, path: 'tags.yosai-subnet-role', to: ['App', 'attic', '', absent] }),
    change({
      of,
      where: isTenants,
      path: 'tags.yosai-slot',
      to: ['4096', '-1', '0.5', 'x', '', absent],
    }),
    change({
      of,
      where: isTenants,
      path: tenantTags,
      to: (_before, { steps }) =>
        steps.at(-1) === 'yosai-network' ? ['hub', 'corporate'] : ['office', 'bastion'],
    }),
    // Rules as resources of their own.
    addition((world) =>
      world
        .ofType(of)
        .flatMap((group) => hostile.map((rule, index) => named(group, `hostile-${index}`, rule))),
    ),
    ...(['Inbound', 'Outbound'] as const).map((direction) =>
      rewritten({
        of,
        path: 'securityRules',
        value: `as resources of their own, without the ${direction} denial`,
        by: (group) => apart(group, (rule) => denies(rule) && rule['direction'] === direction),
      }),
    ),
    ...['access', 'sourceAddressPrefix', 'destinationPortRange', 'priority', 'protocol', 'direction'].map(
      (key) =>
        leftOpen(
          addition(
            (world) =>
              world
                .ofType(of)
                .map((group) => named(group, `open-${key}`, { ...hostileInbound[0], [key]: unknown })),
            `${key} not known yet`,
          ),
        ),
    ),
    leftOpen(
      addition(() => [
        made(separate, 'orphan', { networkSecurityGroupName: 'nsg-elsewhere', ...hostileInbound[0] }),
      ]),
    ),
  ],
  harmless: [
    other({ of, path: ofRules('access', admits), to: ['allow', 'ALLOW'] }),
    other({
      of,
      path: ofRules('protocol', admits),
      to: (before) => [String(before).toUpperCase(), String(before).toLowerCase()],
    }),
    other({ of, path: ofRules('direction', () => true), to: (before) => [String(before).toLowerCase()] }),
    other({ of, path: ofRules('name', () => true), to: ['renamed'] }),
    other({ of, path: ofRules('description', () => true), to: ['for the record'] }),
    other({ of, path: ofRules('priority', denies), to: [4095, '4096'] }),
    // Less than the baseline lists.
    other({
      of,
      path: (group) => ofRules('access', admits)(group).map((steps) => steps.slice(0, 2)),
      to: [absent],
    }),
    other({ of, path: ofRules('access', admits), to: ['Deny'] }),
    other({ of, path: ofRules('sourcePortRange', admits), to: ['1024-65535'] }),
    other({
      of,
      path: ofRules(
        'destinationPortRanges',
        (rule) => admits(rule) && Array.isArray(rule['destinationPortRanges']),
      ),
      to: (before) => [
        [...(before as string[])].reverse(),
        [(before as string[])[0]],
        [...(before as string[]), ...(before as string[])],
      ],
    }),
    // The addresses of a service are among those of the internet.
    other({
      of,
      path: ofRules('sourceAddressPrefix', (rule) => rule['sourceAddressPrefix'] === 'Internet'),
      to: ['Storage', 'Storage.JapanEast', '203.0.113.0/24'],
    }),
    // Halves of a range, and one port in a list.
    other({
      of,
      path: (group) =>
        ofRules('sourceAddressPrefixes', (rule) => rule['sourceAddressPrefix'] === '10.64.0.0/10')(group),
      to: [['10.64.0.0/11', '10.96.0.0/11']],
    }),
    // A rule that an earlier denial shadows admits nothing.
    other({
      of,
      path: 'securityRules',
      to: (_before, { resource }) => [
        [
          ...rulesOf(resource),
          {
            name: 'no-ssh',
            priority: 3999,
            direction: 'Inbound',
            access: 'Deny',
            protocol: 'Tcp',
            sourceAddressPrefix: '*',
            destinationAddressPrefix: '*',
            destinationPortRange: '22',
            sourcePortRange: '*',
          },
          { ...hostileInbound[0] },
        ],
      ],
    }),
    rewritten({ of, path: 'securityRules', value: 'as resources of their own', by: (group) => apart(group) }),
    addition((world) =>
      world
        .ofType(of)
        .flatMap((group) =>
          rulesOf(group).map((rule, index) =>
            named(group, `${group.name}-${rule['name']}-again`, { ...rule, priority: 3900 + index }),
          ),
        ),
    ),
  ],
  unbroken: [
    {
      of,
      paths: [
        'securityRules[].sourceAddressPrefix',
        'securityRules[].destinationAddressPrefix',
        'securityRules[].sourceAddressPrefixes*',
        'securityRules[].destinationAddressPrefixes*',
        'securityRules[].destinationPortRanges*',
        'securityRules[].sourcePortRanges',
        'securityRules[].sourceApplicationSecurityGroups',
        'securityRules[].destinationApplicationSecurityGroups',
        'securityRules[].securityRuleName',
        'securityRules[].name',
      ],
      because: 'each is tried in rules that are added, in every spelling of one or several together',
    },
  ],
};
