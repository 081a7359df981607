import { readRange } from '../../../network-model/address-sets';
import { type NumberSet, normalize } from '../../../network-model/number-set';
import type { Firewall, FirewallRule } from '../../facts/topics/firewall';
import { type Condition, familyAddresses, icmpTypes, protocolNumbers, single, within } from './condition';

/** The side of a packet on which the other machine stands: its source when packets come in. */
export type OtherSide = 'saddr' | 'daddr';

/** What a rule refers to by name, and where it stands. */
export interface Surroundings {
  readonly firewall: Firewall;
  readonly rule: FirewallRule;
  readonly other: OtherSide;
}

/**
 * The condition with a `match` of a rule. What is not understood makes it narrower by something that is not known.
 * https://manpages.debian.org/bookworm/libnftables1/libnftables-json.5.en.html (2026-11-27)
 */
export function withMatch(condition: Condition, match: unknown, surroundings: Surroundings): Condition {
  const { left, op, right } = objectOf(match);
  const narrowed = { ...condition, isNarrowed: true };
  const [kind, field] = fieldOf(left);
  const values = valuesOf(right, surroundings);
  if (op !== '==' && op !== 'in') return impliedBy(narrowed, kind);
  switch (`${kind} ${field}`) {
    case 'meta iif':
    case 'meta iifname':
    case 'meta oif':
    case 'meta oifname':
      return isOnly(values, 'lo') ? { ...condition, isLoopback: true } : narrowed;
    case 'meta skuid': {
      const user = isOnly(values, 'root') ? 0 : values?.[0];
      return values?.length === 1 && typeof user === 'number' ? { ...condition, userId: user } : narrowed;
    }
    case 'ct state':
      return withStates(condition, values);
    case 'meta nfproto':
      return inSet(condition, 'sources', values, (value) => familyAddresses[String(value)]);
    case 'meta protocol':
      return inSet(condition, 'sources', values, (value) => etherTypes[String(value)]);
    case 'meta l4proto':
    case 'ip protocol':
    case 'ip6 nexthdr':
      return inSet(impliedBy(condition, kind), 'protocols', values, protocolOf);
    case `ip ${surroundings.other}`:
    case `ip6 ${surroundings.other}`:
      return inSet(impliedBy(condition, kind), 'sources', values, addressesOf);
    case 'tcp dport':
    case 'udp dport':
    case 'th dport':
      return inSet(impliedBy(condition, kind), 'ports', values, portsOf);
    case 'tcp sport':
    case 'udp sport':
    case 'th sport':
      return inSet(impliedBy(condition, kind), 'sourcePorts', values, portsOf);
    case 'icmp type':
      return inSet(impliedBy(condition, kind), 'ports', values, (value) =>
        typeof value === 'number' ? single(value) : known(icmpTypes[String(value)]),
      );
    default:
      return impliedBy(narrowed, kind);
  }
}

/** What asking for a field of a protocol says by itself. */
function impliedBy(condition: Condition, kind: string): Condition {
  switch (kind) {
    case 'ip':
      return within(condition, { sources: familyAddresses['ipv4'] ?? [] });
    case 'ip6':
      return within(condition, { sources: familyAddresses['ipv6'] ?? [] });
    case 'tcp':
    case 'udp':
    case 'icmp':
    case 'icmpv6':
      return within(condition, { protocols: single(protocolNumbers[kind]) });
    default:
      return condition;
  }
}

/** A rule that also admits what begins a connection is about everything, as the rest is let through as answers. */
function withStates(condition: Condition, values: readonly unknown[] | undefined): Condition {
  if (values?.includes('new') === true) return condition;
  const areAnswers = values?.every((value) => value === 'established' || value === 'related') === true;
  return areAnswers ? { ...condition, isAnswer: true } : { ...condition, isNarrowed: true };
}

function inSet(
  condition: Condition,
  key: 'sources' | 'protocols' | 'ports' | 'sourcePorts',
  values: readonly unknown[] | undefined,
  read: ReadValue,
): Condition {
  const set = values && numbersOf(values, read);
  return set === undefined ? { ...condition, isNarrowed: true } : within(condition, { [key]: set });
}

type ReadValue = (value: unknown) => NumberSet | undefined;

/** What values of named sets are read as: many rules may refer to one long set. */
const numbers = new WeakMap<readonly unknown[], Map<ReadValue, NumberSet | undefined>>();

function numbersOf(values: readonly unknown[], read: ReadValue): NumberSet | undefined {
  const known = numbers.get(values);
  if (known?.has(read)) return known.get(read);
  const sets = values.map(read);
  const all = sets.includes(undefined) ? undefined : normalize(sets.flatMap((set) => set ?? []));
  known?.set(read, all);
  return all;
}

function protocolOf(value: unknown): NumberSet | undefined {
  return typeof value === 'number' ? single(value) : known(protocolNumbers[String(value)]);
}

const known = (value: number | undefined) => (value === undefined ? undefined : single(value));

const etherTypes: Readonly<Record<string, NumberSet | undefined>> = {
  ip: familyAddresses['ipv4'],
  ip6: familyAddresses['ipv6'],
};

function addressesOf(value: unknown): NumberSet | undefined {
  if (typeof value === 'string') return readRange(value);
  const { prefix, range } = objectOf(value);
  if (prefix !== undefined) {
    const { addr, len } = objectOf(prefix);
    return readRange(`${addr}/${len}`);
  }
  if (!Array.isArray(range)) return undefined;
  const [low, high] = range.map((end) => (typeof end === 'string' ? readRange(end)?.[0]?.[0] : undefined));
  return low === undefined || high === undefined ? undefined : [[low, high]];
}

function portsOf(value: unknown): NumberSet | undefined {
  if (typeof value === 'number') return single(value);
  const { range } = objectOf(value);
  if (!Array.isArray(range)) return undefined;
  const [low, high] = range;
  const isRange = typeof low === 'number' && typeof high === 'number';
  return isRange && low <= high ? [[low, high]] : undefined;
}

/** The left side as its protocol or kind, and its field. */
function fieldOf(left: unknown): [string, string] {
  const { meta, ct, payload } = objectOf(left);
  if (meta !== undefined) return ['meta', String(objectOf(meta)['key'])];
  if (ct !== undefined) return ['ct', String(objectOf(ct)['key'])];
  const { protocol, field } = objectOf(payload);
  return [String(protocol), String(field)];
}

/** The right side as a list; `undefined` for a set that is not known. */
function valuesOf(right: unknown, { firewall, rule }: Surroundings): readonly unknown[] | undefined {
  if (typeof right === 'string' && right.startsWith('@')) {
    const { family, table } = rule;
    const set = firewall.sets.find(
      (one) => one.family === family && one.table === table && `@${one.name}` === right,
    );
    return set && elementsOf(set);
  }
  const { set } = objectOf(right);
  if (Array.isArray(set)) return set.map(plain);
  return Array.isArray(right) ? right : [right];
}

const elements = new WeakMap<Firewall['sets'][number], readonly unknown[]>();

function elementsOf(set: Firewall['sets'][number]): readonly unknown[] {
  const values = elements.get(set) ?? set.elem.map(plain);
  elements.set(set, values);
  if (!numbers.has(values)) numbers.set(values, new Map());
  return values;
}

/** An element with a time or a counter stands in an object of its own. */
function plain(element: unknown): unknown {
  const { elem } = objectOf(element);
  return elem === undefined ? element : objectOf(elem)['val'];
}

const isOnly = (values: readonly unknown[] | undefined, word: string) =>
  values?.length === 1 && values[0] === word;

/** The value as an object; an empty one when it is none. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
