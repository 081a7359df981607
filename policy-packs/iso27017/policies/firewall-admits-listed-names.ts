import type { NetworkBaseline } from '../../../lib/baseline/types.generated';
import { show } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';
import { isInside } from '../network/place';

const groupType = 'azure-native:network:FirewallPolicyRuleCollectionGroup';
const policyType = 'azure-native:network:FirewallPolicy';
const firewallType = 'azure-native:network:AzureFirewall';
const listed = 'of the outbound list of the baseline, by its services';

/** What lets more through than the rules of a group say, by the type that can have it. */
const beside: Readonly<Record<string, readonly string[]>> = {
  [policyType]: ['basePolicy'],
  [firewallType]: ['applicationRuleCollections', 'natRuleCollections', 'networkRuleCollections'],
};

/** What a rule says of where it leads, besides names: each would let through what no list has. */
const otherTargets = [
  'destinationAddresses',
  'destinationIpGroups',
  'fqdnTags',
  'targetUrls',
  'webCategories',
  'httpHeadersToInsert',
];

/**
 * The hub's firewall lets out what the baseline lists and nothing else: from tenants, to a name of the list, by a port
 * and protocol of its services. Nothing is let in, and no rule stands elsewhere: in a policy that this one is based on,
 * or on the firewall itself. Left out, the firewall lets nothing through.
 * https://learn.microsoft.com/azure/firewall/rule-processing (2026-11-27)
 */
export const firewallAdmitsListedNames: Rule = {
  types: [groupType, policyType, firewallType],
  check({ type, properties }, { baseline }) {
    if (type !== groupType) return (beside[type] ?? []).flatMap((name) => judgeAbsent(properties.key(name)));
    return itemsOf(properties.key('ruleCollections')).flatMap((collection) =>
      judgeCollection(collection, baseline.network),
    );
  },
};

function judgeCollection(collection: Value, network: NetworkBaseline): Result[] {
  const kind = collection.key('ruleCollectionType');
  const action = collection.at('action.type');
  if (collection.isUnknown || kind.isUnknown)
    return [undetermined(kind, 'without rules that let anything in')];
  if (kind.text?.toLowerCase() === 'firewallpolicynatrulecollection') {
    return [violated(kind, 'one that lets nothing in', show(kind))];
  }
  if (action.text?.toLowerCase() === 'deny') return [];
  return itemsOf(collection.key('rules')).flatMap((rule) => judgeRule(rule, network));
}

function judgeRule(rule: Value, network: NetworkBaseline): Result[] {
  if (rule.isUnknown) return [undetermined(rule, listed)];
  const kind = rule.key('ruleType');
  const isApplication = kind.text?.toLowerCase() === 'applicationrule';
  const names = rule.key(isApplication ? 'targetFqdns' : 'destinationFqdns');
  const ways = isApplication ? applicationWays(rule) : networkWays(rule);
  const open = [kind, names, ...names.items, ...ways.map(({ place }) => place)].find(
    ({ isUnknown }) => isUnknown,
  );
  const wrong = [
    ...otherTargets.flatMap((name) => judgeAbsent(rule.key(name))),
    ...judgeSources(rule, network.addressPlan.tenantPool),
  ];
  if (open !== undefined) return [...wrong, undetermined(open, listed)];
  if (names.items.length === 0) return [...wrong, violated(names, `names ${listed}`, show(names))];
  // A rule that names no port or protocol may mean all of them.
  const silent = (isApplication ? ['protocols'] : ['ipProtocols', 'destinationPorts'])
    .map((name) => rule.key(name))
    .filter((list) => list.items.length === 0);
  if (silent.length > 0)
    return [...wrong, ...silent.map((list) => violated(list, `services ${listed}`, show(list)))];
  return [
    ...wrong,
    ...names.items.flatMap((name) =>
      ways
        .filter((way) => !admits(network, name.text ?? '', way))
        .map((way) => violated(name, listed, `${show(name)} by ${way.protocol} ${way.port}`)),
    ),
  ];
}

interface Way {
  readonly place: Value;
  readonly protocol: string;
  readonly port: string;
}

function applicationWays(rule: Value): Way[] {
  return itemsOf(rule.key('protocols')).map((place) => {
    const [protocol, port] = [place.key('protocolType'), place.key('port')];
    const open = [protocol, port].find(({ isUnknown }) => isUnknown);
    return {
      place: open ?? place,
      protocol: protocol.text ?? 'nothing',
      port: String(port.number ?? 'nothing'),
    };
  });
}

function networkWays(rule: Value): Way[] {
  return itemsOf(rule.key('ipProtocols')).flatMap((protocol) =>
    itemsOf(rule.key('destinationPorts')).map((port) => ({
      place: protocol.isUnknown ? protocol : port,
      protocol: protocol.text ?? 'nothing',
      port: port.text ?? String(port.number ?? 'nothing'),
    })),
  );
}

/** Whether a name stands in the list with a service that has the port and protocol; web services go by their names. */
function admits({ outbound, services }: NetworkBaseline, name: string, { protocol, port }: Way): boolean {
  const word = protocol.toLowerCase();
  return outbound
    .filter(({ names }) => names.includes(name.trim().toLowerCase()))
    .flatMap((entry) => entry.services.map((service) => ({ service, carried: services[service] })))
    .some(
      ({ service, carried }) =>
        carried?.ports.map(String).includes(port) &&
        (word === service || word === carried.protocol.toLowerCase()),
    );
}

function judgeSources(rule: Value, pool: string): Result[] {
  const sources = rule.key('sourceAddresses');
  const expected = `from within ${pool}`;
  const groups = judgeAbsent(rule.key('sourceIpGroups'));
  const open = [sources, ...sources.items].find(({ isUnknown }) => isUnknown);
  if (open !== undefined) return [...groups, undetermined(open, expected)];
  if (sources.items.length === 0)
    return groups.length > 0 ? groups : [violated(sources, expected, show(sources))];
  const outside = sources.items.filter(({ text }) => !isInside(text ?? '', pool));
  return [...groups, ...outside.map((source) => violated(source, expected, show(source)))];
}

/** A list that is empty counts as absent. */
function judgeAbsent(value: Value): Result[] {
  if (value.isUnknown) return [undetermined(value, 'absent')];
  const isEmpty = value.isAbsent || (value.isList && value.items.length === 0);
  return isEmpty ? [] : [violated(value, 'absent', show(value))];
}
