import type { Resource } from '../resources/resource';
import { show } from '../resources/show';
import { itemsOf, type Value } from '../resources/value';
import { everyAddress, readRange, withNames } from './address-sets';
import { type Building, readerOf } from './building';
import type { ApplicationRule, FirewallRules, NatRule, NetworkRule } from './firewall-rule';
import { type NumberSet, union } from './number-set';
import type { Remark, Where } from './remark';
import { everyPort, everyProtocol, packets, readPorts, readProtocol } from './traffic';
import { types } from './types';

/** A collection of rules, and the priorities of what it stands in. */
export interface Collection {
  readonly resource: Resource;
  readonly place: Value;
  readonly rank: readonly number[];
}

type Kind = 'nat' | 'network' | 'application';

interface Context {
  readonly building: Building;
  readonly resource: Resource;
}

/**
 * Reads collections in the order in which the firewall asks them: by the priority of the group, then of the
 * collection, NAT rules before network rules before application rules.
 * https://learn.microsoft.com/azure/firewall/rule-processing (2026-11-27)
 */
export function readCollections(building: Building, collections: readonly Collection[]): FirewallRules {
  const open: Remark[] = [];
  const ordered = [...collections].sort((a, b) => compare(rankOf(a), rankOf(b)));
  const rules = { nat: [] as NatRule[], network: [] as NetworkRule[], application: [] as ApplicationRule[] };
  for (const { resource, place } of ordered) {
    const context = { building, resource };
    const where = { urn: resource.urn, path: place.path };
    if (place.isUnknown || place.key('rules').isUnknown) {
      open.push(building.gap(where, "the firewall's rules are not known yet"));
      continue;
    }
    const priority = place.key('priority');
    if (priority.isUnknown) building.gap({ ...where, path: priority.path }, 'the priority is not known yet');
    const action = place.at('action.type');
    const word = action.text?.toLowerCase();
    if (action.isUnknown) building.gap({ ...where, path: action.path }, 'the action is not known yet');
    for (const rule of place.key('rules').items) {
      const [gaps, faults] = [building.gaps.length, building.faults.length];
      const read = {
        nat: [] as NatRule[],
        network: [] as NetworkRule[],
        application: [] as ApplicationRule[],
      };
      readRule(context, rule, kindOf(place, rule), word !== 'deny', read);
      // Of a Deny that Azure refuses nothing counts; what is not known of any rule leaves it open.
      if (word === 'deny' && building.faults.length > faults) continue;
      const open = building.gaps[gaps];
      const opened = <T extends object>(list: readonly T[]) =>
        list.map((one) => (open ? { ...one, open } : one));
      rules.nat.push(...opened(read.nat));
      rules.network.push(...opened(read.network));
      rules.application.push(...opened(read.application));
    }
  }
  return { ...rules, open };
}

function rankOf({ place, rank }: Collection): readonly number[] {
  return [...rank, place.key('priority').number ?? 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** By the type that a rule of a policy states, or the list in which an older one stands. */
function kindOf(collection: Value, rule: Value): Kind | undefined {
  const stated = rule.key('ruleType').text?.toLowerCase();
  const list = stated ?? collection.path.toLowerCase();
  if (list.startsWith('nat')) return 'nat';
  if (list.startsWith('network')) return 'network';
  return list.startsWith('application') ? 'application' : undefined;
}

function readRule(
  context: Context,
  rule: Value,
  kind: Kind | undefined,
  allows: boolean,
  rules: { nat: NatRule[]; network: NetworkRule[]; application: ApplicationRule[] },
): void {
  const { building, resource } = context;
  const where: Where = { urn: resource.urn, path: rule.path };
  const unknown = firstUnknown(rule);
  if (unknown !== undefined) {
    building.gap({ urn: resource.urn, path: unknown.path }, 'what the rule says is not known yet');
  }
  const head = { where, name: rule.key('name').text ?? 'the rule', allows, open: undefined };
  const sources = addresses(context, rule, 'sourceAddresses', 'sourceIpGroups');
  if (kind === 'network') {
    const names = texts(rule.key('destinationFqdns'));
    const to = addresses(context, rule, 'destinationAddresses', 'destinationIpGroups');
    const destinations = names.length > 0 && to === undefined ? [] : (to ?? everyAddress);
    const ports = portsOf(context, rule.key('destinationPorts'));
    const protocols = protocolsOf(context, rule);
    const flow = { sources: sources ?? everyAddress, protocols, ports };
    rules.network.push({ ...head, packets: packets({ ...flow, destinations }), flow: packets(flow), names });
  } else if (kind === 'application') {
    const list = itemsOf(rule.key('protocols'));
    const tcp = readProtocol('Tcp') ?? [];
    const ports = union(
      ...list.map((protocol): NumberSet => {
        const port = protocol.key('port').number;
        return port === undefined ? everyPort : [[port, port]];
      }),
    );
    const flow = packets({ sources: sources ?? everyAddress, protocols: tcp, ports });
    rules.application.push({ ...head, packets: flow, names: namesOf(rule) });
  } else if (kind === 'nat') {
    const translated = rule.key('translatedAddress');
    const to = readRange(translated.text ?? '');
    const name = rule.key('translatedFqdn');
    if (to === undefined && translated.isKnown) {
      building.fault(
        { urn: resource.urn, path: translated.path },
        `must be an address, found ${show(translated)}`,
      );
    }
    if (to === undefined && name.isKnown) {
      building.gap({ urn: resource.urn, path: name.path }, 'a translation to a name is not followed');
    }
    const ports = portsOf(context, rule.key('destinationPorts'));
    const port = rule.key('translatedPort');
    rules.nat.push({
      ...head,
      packets: packets({ sources: sources ?? everyAddress, protocols: protocolsOf(context, rule), ports }),
      destinations: texts(rule.key('destinationAddresses')),
      to: to ?? everyAddress,
      ports: readPorts([port.text ?? port.number?.toString() ?? '*']) ?? everyPort,
    });
  } else building.gap(where, 'a rule of this kind is not followed');
}

/** Every name by which an application rule admits; a tag, category or address of a page under a word before it. */
function namesOf(rule: Value): readonly string[] {
  const prefixed = (property: string, word: string) =>
    texts(rule.key(property)).map((text) => (word === '' ? text.toLowerCase() : `${word}:${text}`));
  return [
    ...prefixed('targetFqdns', ''),
    ...prefixed('fqdnTags', 'tag'),
    ...prefixed('webCategories', 'category'),
    ...texts(rule.key('targetUrls')).map(
      (url) =>
        url
          .replace(/^https?:\/\//i, '')
          .split('/')[0]
          ?.toLowerCase() ?? url,
    ),
  ];
}

function firstUnknown(rule: Value): Value | undefined {
  if (rule.isUnknown) return rule;
  const below = rule.properties.flatMap((value) => [
    value,
    ...value.items,
    ...value.items.flatMap((item) => item.properties),
  ]);
  return below.find((value) => value.isUnknown && !['name', 'description'].includes(value.name));
}

/** The addresses of a list and of groups of addresses together; `undefined` where neither says anything. */
function addresses(context: Context, rule: Value, list: string, groups: string): NumberSet | undefined {
  const { building, resource } = context;
  const direct = itemsOf(rule.key(list));
  const references = itemsOf(rule.key(groups));
  if (direct.length + references.length === 0) return undefined;
  if ([...direct, ...references].some((value) => value.isUnknown)) return everyAddress;
  const own = direct.map((value) => readAddress(context, value));
  const grouped = references.map((reference): NumberSet => {
    const target = building.view.follow(resource, reference, types.ipGroup);
    if (target.kind === 'resource') {
      const group = { building, resource: target.resource };
      const entries = itemsOf(target.resource.properties.key('ipAddresses'));
      return union(...entries.map((value) => readAddress(group, value)));
    }
    building.gap({ urn: resource.urn, path: reference.path }, 'the group of addresses is not in the plans');
    return everyAddress;
  });
  return withNames(union(...own, ...grouped));
}

/** An address of a firewall's rule: as in security rules, and also `first-last`. */
function readAddress({ building, resource }: Context, value: Value): NumberSet {
  const text = value.text?.trim() ?? '';
  const reader = readerOf(building);
  const where = { urn: resource.urn, path: value.path };
  if (value.isUnknown) {
    building.gap(where, 'the address is not known before deployment');
    return everyAddress;
  }
  const [from, to] = text.split('-').map((part) => readRange(part));
  const [first, last] = [from?.[0]?.[0], to?.[0]?.[1]];
  if (first !== undefined && last !== undefined && first <= last) return [[first, last]];
  const set = reader.tryRead(text);
  if (set === undefined)
    building.fault(where, `must be an address, a range or a service tag, found ${show(value)}`);
  return set ?? everyAddress;
}

function portsOf({ building, resource }: Context, list: Value): NumberSet {
  const ports = readPorts(itemsOf(list).map((value) => value.text ?? value.number?.toString() ?? '*'));
  if (ports === undefined)
    building.fault({ urn: resource.urn, path: list.path }, 'holds something that is no port');
  return ports === undefined || ports.length === 0 ? everyPort : ports;
}

function protocolsOf({ building, resource }: Context, rule: Value): NumberSet {
  const [list] = ['ipProtocols', 'protocols']
    .map((name) => rule.key(name))
    .filter((value) => !value.isAbsent);
  if (list === undefined || list.isUnknown) return everyProtocol;
  const sets = list.items.map((value) => readProtocol(value.text ?? '*'));
  if (sets.some((set) => set === undefined)) {
    building.fault({ urn: resource.urn, path: list.path }, 'holds a protocol that Azure does not know');
    return everyProtocol;
  }
  return union(...sets.map((set) => set ?? []));
}

function texts(list: Value): readonly string[] {
  return itemsOf(list).flatMap((value) => value.text ?? []);
}
