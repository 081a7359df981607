// Plans in which one network security group has thousands of rules, as nobody should write them and somebody will.

const groupType = 'azure-native:network:NetworkSecurityGroup';
const ruleType = 'azure-native:network:SecurityRule';
const asgType = 'azure-native:network:ApplicationSecurityGroup';
const unknown = { 'yosai:value': 'unknown' };
/** Azure's priorities, https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-27). */
const priorities = { first: 100, last: 4096 };
const tags = ['Storage', 'Sql.JapanEast', 'AzureMonitor', 'Internet', 'VirtualNetwork', 'AzureLoadBalancer'];

/** The shapes by name: the rules in each, how the group has them, and what stands after them. */
export const shapes = {
  'all allow': { rule: (index) => ranged(index, 'Allow') },
  'all deny': { rule: (index) => ranged(index, 'Deny') },
  interleaved: { rule: (index) => ranged(index, index % 4 < 2 ? 'Allow' : 'Deny') },
  'denies, then one wide allow': { rule: (index) => ranged(index, 'Deny'), last: 'Allow' },
  'the same again': {
    rule: (index) => ({ ...between(index, 'Tcp', '22', '203.0.113.0/24'), access: 'Allow' }),
  },
  'crossing ports and ranges': { rule: crossing },
  'overlapping ranges and ports': { rule: overlapping },
  'ranges, tags, groups, unknowns': { rule: mixed },
  'as resources of their own': { rule: mixed, apart: true },
};

/**
 * The plan with `count` rules more in the group named `name`, half of them of each direction. Priorities repeat where
 * there are more rules than Azure has priorities.
 */
export function withManyRules(plan, name, shape, count) {
  const { rule, last, apart = false } = shapes[shape];
  const rules = Array.from({ length: count }, (_, index) => placed(rule(index), index));
  if (last !== undefined)
    rules.push(...['Inbound', 'Outbound'].map((direction) => everything(direction, last)));
  const group = plan.resources.find((resource) => resource.type === groupType && resource.name === name);
  const { inputs } = group;
  const own = inputs.securityRules;
  const changed = {
    ...group,
    inputs: { ...inputs, securityRules: apart ? own : [...rules, ...own.filter(isListed)] },
  };
  return {
    ...plan,
    resources: [
      ...plan.resources.map((resource) => (resource === group ? changed : resource)),
      {
        ...beside(group, asgType, 'asg-many'),
        inputs: { ...inGroup(inputs), applicationSecurityGroupName: 'asg-many' },
      },
      ...(apart ? rules.map((one) => separate(group, one)) : []),
    ],
  };

  function isListed(one) {
    return last === undefined || one.access === 'Allow';
  }
}

function inGroup({ location, resourceGroupName, tags: own }) {
  return { location, resourceGroupName, tags: own };
}

function beside({ urn, ...group }, type, name) {
  return { ...group, type, name, urn: `${urn.slice(0, urn.lastIndexOf('$') + 1)}${type}::${name}` };
}

function separate(group, { name, ...rule }) {
  const { resourceGroupName, networkSecurityGroupName } = group.inputs;
  const inputs = { resourceGroupName, networkSecurityGroupName, securityRuleName: name, ...rule };
  return { ...beside(group, ruleType, name), inputs };
}

function placed(rule, index) {
  const step = Math.floor(index / 2);
  return {
    name: `rule-${index}`,
    priority: priorities.first + (step % (priorities.last - priorities.first)),
    direction: directionOf(index),
    sourcePortRange: '*',
    ...rule,
  };
}

function directionOf(index) {
  return index % 2 === 0 ? 'Inbound' : 'Outbound';
}

/** A rule for the far side of its direction: from there inbound, to there outbound. */
function between(index, protocol, destinationPortRange, far) {
  const [sourceAddressPrefix, destinationAddressPrefix] = index % 2 === 0 ? [far, '*'] : ['*', far];
  return { protocol, destinationPortRange, sourceAddressPrefix, destinationAddressPrefix };
}

function everything(direction, access) {
  const rule = { ...between(0, '*', '*', '*'), sourcePortRange: '*', direction, access };
  return { ...rule, name: `last-${direction}`, priority: priorities.last };
}

/** Small ranges all over the address space, each with a port of its own. */
function ranged(index, access) {
  const random = scattered(index);
  const prefix = 16 + (random % 17);
  return {
    ...between(index, index % 3 === 0 ? 'Udp' : 'Tcp', String(1 + (index % 65_535)), range(random, prefix)),
    access,
  };
}

/** Every port from one range, or one range of ports from everywhere: each rule cuts all others in two. */
function crossing(index) {
  const access = index % 4 < 2 ? 'Allow' : 'Deny';
  const first = index % 60_000;
  return index % 8 < 4
    ? { ...between(index, 'Tcp', '*', range(scattered(index), 24)), access }
    : { ...between(index, 'Tcp', `${first}-${first + 4}`, '*'), access };
}

/** Wide ranges with wide ranges of ports: each rule overlaps with most others, in parts. */
function overlapping(index) {
  const random = scattered(index);
  const first = random % 40_000;
  return {
    ...between(index, 'Tcp', `${first}-${first + 20_000}`, range(random, 2 + (index % 11))),
    access: index % 4 < 2 ? 'Allow' : 'Deny',
  };
}

function mixed(index) {
  const access = index % 4 < 2 ? 'Allow' : 'Deny';
  const random = scattered(index);
  switch (random % 16) {
    case 0:
      return { ...ranged(index, access), protocol: '*', destinationPortRange: '*' };
    case 1:
      return { ...between(index, 'Tcp', '443', tags[random % tags.length]), access };
    case 2:
      return { ...between(index, 'Tcp', '443', unknown), access };
    case 3:
      return { ...ranged(index, access), destinationPortRange: unknown };
    case 4: {
      const { sourceAddressPrefix: _source, ...rule } = ranged(index, access);
      const id =
        '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/asg-many';
      return { ...rule, sourceApplicationSecurityGroups: [{ id }] };
    }
    default:
      return ranged(index, access);
  }
}

function range(number, prefixLength) {
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor(number / size) * size;
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefixLength}`;
}

/** A number of 32 bits, the same for the same index: Knuth's multiplicative hash with the high bits mixed in. */
function scattered(index) {
  const hash = Math.imul(index + 1, 2_654_435_761) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
