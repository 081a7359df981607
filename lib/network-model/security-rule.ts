import type { SecurityRule } from '../baseline/network-rules';
import { orList, show, showText } from '../resources/show';
import type { Value } from '../resources/value';
import type { RuleTexts } from './traffic';

/** A rule of a network security group as it stands in a plan. */
export interface GroupRule {
  /** Where it stands: an item of `securityRules`, or the properties of a resource of its own. */
  readonly place: Value;
  readonly name: string;
  readonly priority: number;
  readonly direction: SecurityRule['direction'];
  readonly access: SecurityRule['access'];
  readonly texts: RuleTexts;
}

/**
 * A rule, or the first of its properties that is not known yet or not what Azure admits. Where only the priority is
 * refused, `rule` is the rest, at a priority before all others.
 */
export type ReadRule =
  | { readonly kind: 'rule'; readonly rule: GroupRule }
  | { readonly kind: 'unknown'; readonly place: Value; readonly mayDeny: boolean }
  | { readonly kind: 'wrong'; readonly place: Value; readonly expected: string; readonly rule?: GroupRule };

const words = {
  access: ['Allow', 'Deny'],
  direction: ['Inbound', 'Outbound'],
} as const;

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23) */
const priorities = { first: 100, last: 4096 };
/** The priority of a rule whose own is refused or not known. */
export const beforeAllOthers = 0;

const kinds = {
  prefix: 'an address prefix, a service tag or *',
  port: 'a port, a range of ports or *',
  protocol: 'the name of a protocol or *',
} as const;

/**
 * Reads a security rule in any of its spellings: singular and plural properties together, application security
 * groups as addresses of their own. What an Allow leaves out admits everything; a Deny that leaves something out,
 * which Azure refuses, denies nothing.
 * https://learn.microsoft.com/rest/api/virtualnetwork/security-rules/create-or-update (2026-11-23)
 */
export function readGroupRule(place: Value): ReadRule {
  const access = place.key('access');
  const sides = sidesOf(place);
  const single = ['access', 'direction', 'priority', 'protocol'].map((name) => place.key(name));
  const values = [place, ...single, ...Object.values(sides).flat()];
  const unknown = values.find((value) => value.isUnknown);
  if (unknown !== undefined) {
    return { kind: 'unknown', place: unknown, mayDeny: access.text?.toLowerCase() !== 'allow' };
  }
  const accessWord = word(access, words.access);
  if (accessWord === undefined) return { kind: 'wrong', place: access, expected: orList(words.access) };
  const direction = place.key('direction');
  const directionWord = word(direction, words.direction);
  if (directionWord === undefined)
    return { kind: 'wrong', place: direction, expected: orList(words.direction) };
  const wrong = wrongPlace(place, sides, accessWord === 'Deny');
  if (wrong !== undefined) return { kind: 'wrong', ...wrong };
  const priority = place.key('priority');
  const isAdmitted = isPriority(priority.number);
  const rank = isAdmitted ? Number(priority.number) : beforeAllOthers;
  const rule = ruleAt(place, rank, directionWord, accessWord);
  if (isAdmitted) return { kind: 'rule', rule };
  const expected = `a whole number from ${priorities.first} to ${priorities.last}`;
  return { kind: 'wrong', place: priority, expected, rule };
}

/**
 * Reads a rule of which something is not known or wrong as the most that it may be: in both directions, first of
 * all, an Allow, and everything, wherever the property does not say otherwise.
 */
export function readWidely(place: Value): GroupRule[] {
  const direction = word(place.key('direction'), words.direction);
  const access = word(place.key('access'), words.access) ?? 'Allow';
  const priority = place.key('priority').number ?? beforeAllOthers;
  return words.direction
    .filter((candidate) => direction === undefined || candidate === direction)
    .map((candidate) => ruleAt(place, priority, candidate, access));
}

function ruleAt(
  place: Value,
  priority: number,
  direction: GroupRule['direction'],
  access: GroupRule['access'],
): GroupRule {
  const sides = sidesOf(place);
  return {
    place,
    name: nameOf(place),
    priority,
    direction,
    access,
    texts: {
      sources: texts(sides.sources),
      destinations: texts(sides.destinations),
      protocol: place.key('protocol').text ?? '*',
      sourcePorts: texts(sides.sourcePorts),
      ports: texts(sides.ports),
    },
  };
}

function isPriority(number: number | undefined): boolean {
  return Number.isInteger(number) && Number(number) >= priorities.first && Number(number) <= priorities.last;
}

type Sides = Readonly<Record<'sources' | 'destinations' | 'sourcePorts' | 'ports', readonly Value[]>>;

/** The first place that holds something else than a text, or that is left out where nothing may be. */
function wrongPlace(
  place: Value,
  sides: Sides,
  needsAll: boolean,
): { readonly place: Value; readonly expected: string } | undefined {
  const protocol = place.key('protocol');
  if (protocol.text === undefined && (needsAll || !protocol.isAbsent))
    return { place: protocol, expected: kinds.protocol };
  const noList = plurals.map((name) => place.key(name)).find((value) => value.isKnown && !value.isList);
  if (noList !== undefined) return { place: noList, expected: 'a list' };
  for (const side of ['sources', 'destinations', 'sourcePorts', 'ports'] as const) {
    const isPorts = side === 'sourcePorts' || side === 'ports';
    const expected = isPorts ? kinds.port : kinds.prefix;
    const other = sides[side].find(
      ({ text, number }) => text === undefined && !(isPorts && number !== undefined),
    );
    if (other !== undefined) return { place: other, expected };
    if (needsAll && sides[side].length === 0) return { place: place.key(propertyOf[side]), expected };
  }
  return undefined;
}

const plurals = [
  'sourceAddressPrefixes',
  'sourceApplicationSecurityGroups',
  'destinationAddressPrefixes',
  'destinationApplicationSecurityGroups',
  'sourcePortRanges',
  'destinationPortRanges',
];

/** The property that is named where a side of a rule says nothing. */
const propertyOf = {
  sources: 'sourceAddressPrefix',
  destinations: 'destinationAddressPrefix',
  sourcePorts: 'sourcePortRange',
  ports: 'destinationPortRange',
} as const;

function sidesOf(place: Value) {
  return {
    sources: prefixes(place, 'source'),
    destinations: prefixes(place, 'destination'),
    sourcePorts: list(place, 'sourcePortRange', 'sourcePortRanges'),
    ports: list(place, 'destinationPortRange', 'destinationPortRanges'),
  };
}

function nameOf(place: Value): string {
  const named = ['name', 'securityRuleName'].map((key) => place.key(key)).find((value) => value.isKnown);
  return named === undefined ? 'the rule' : show(named);
}

/** A rule as a finding describes it: `allow-ssh admits Tcp 22 from Internet`. */
export function describeRule(rule: GroupRule): string {
  return `${rule.name} admits ${describeFlow(rule.direction, rule.texts)}`;
}

const mostShown = 6;

/** What a rule carries and with whom: `Tcp 443 from 10.64.0.0/24`. */
export function describeFlow(
  direction: SecurityRule['direction'],
  { protocol, ports, sources, destinations }: Omit<RuleTexts, 'sourcePorts'>,
): string {
  const [preposition, others] =
    direction === 'Inbound' ? (['from', sources] as const) : (['to', destinations] as const);
  const carried =
    protocol === '*' && ports.includes('*')
      ? 'everything'
      : `${anyFor(protocol)} ${shorten(ports, 'on any port')}`;
  return `${carried} ${preposition} ${shorten(others, 'anywhere')}`;
}

function anyFor(protocol: string): string {
  return protocol === '*' ? 'any protocol' : showText(protocol);
}

function shorten(texts: readonly string[], all: string): string {
  const shown = texts.slice(0, mostShown).map((text) => (text === '*' ? all : showText(text)));
  return texts.length > mostShown
    ? `${shown.join(',')} and ${texts.length - mostShown} more`
    : shown.join(',');
}

function prefixes(place: Value, side: 'source' | 'destination'): Value[] {
  const groups = entries(place.key(`${side}ApplicationSecurityGroups`));
  const ids = groups.map((group) => (group.isObject ? group.key('id') : group));
  return [...list(place, `${side}AddressPrefix`, `${side}AddressPrefixes`), ...ids];
}

/** The entries of a singular and a plural property together. */
function list(place: Value, one: string, many: string): Value[] {
  const single = place.key(one);
  return [...(single.isAbsent ? [] : [single]), ...entries(place.key(many))];
}

/** The items of a list; what is not known or no list is itself the only one. */
function entries(several: Value): Value[] {
  return several.isAbsent || several.isList ? several.items : [several];
}

/** What is left out, not known or of another kind may be everything. */
function texts(values: readonly Value[]): string[] {
  const found = values.map((value) => value.text ?? value.number?.toString());
  const known = found.filter((text) => text !== undefined);
  return known.length === 0 || known.length < found.length ? ['*'] : known;
}

function word<T extends string>(value: Value, admitted: readonly T[]): T | undefined {
  const text = value.text?.trim().toLowerCase();
  return admitted.find((candidate) => candidate.toLowerCase() === text);
}
