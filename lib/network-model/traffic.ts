import type { SecurityRule } from '../baseline/network-rules';
import { type AddressReader, intersect, type NumberSet, normalize, subtract, union } from './address-sets';

/** What a rule matches: every packet whose value is in the set of each dimension. */
interface Box {
  readonly sources: NumberSet;
  readonly destinations: NumberSet;
  readonly protocols: NumberSet;
  readonly sourcePorts: NumberSet;
  readonly ports: NumberSet;
}

/** A set of packets, exactly: those in any of the boxes. */
export type Traffic = readonly Box[];

/** A security rule's texts, as Azure takes them: each list holds one entry at least. */
export interface RuleTexts {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly protocol: string;
  readonly sourcePorts: readonly string[];
  readonly ports: readonly string[];
}

/** The names of a box's sets. */
export const dimensions = ['sources', 'destinations', 'protocols', 'sourcePorts', 'ports'] as const;

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23) */
const protocols = ['tcp', 'udp', 'icmp', 'esp', 'ah'];
const everyProtocol: NumberSet = [[0n, BigInt(protocols.length - 1)]];
const everyPort: NumberSet = [[0n, 65535n]];

/** The packets that a rule matches; `undefined` when one of its texts is no address, protocol or port. */
export function trafficOf(rule: RuleTexts, reader: AddressReader): Traffic | undefined {
  const protocolSet = readProtocol(rule.protocol);
  const sourcePorts = readPorts(rule.sourcePorts);
  const ports = readPorts(rule.ports);
  if (protocolSet === undefined || sourcePorts === undefined || ports === undefined) return undefined;
  return [
    {
      sources: union(...rule.sources.map((prefix) => reader.read(prefix))),
      destinations: union(...rule.destinations.map((prefix) => reader.read(prefix))),
      protocols: protocolSet,
      sourcePorts,
      ports,
    },
  ];
}

/** The packets that a rule of the baseline matches, from any source port. */
export function baselineTraffic(rule: SecurityRule, reader: AddressReader): Traffic {
  return trafficOf({ ...rule, sourcePorts: ['*'] }, reader) ?? [];
}

/** Replaces the addresses of one side. */
export function onSide(
  traffic: Traffic,
  side: 'sources' | 'destinations',
  replace: (addresses: NumberSet) => NumberSet,
): Traffic {
  return traffic.map((box) => ({ ...box, [side]: replace(box[side]) })).filter((box) => box[side].length > 0);
}

/** The packets that are in the first set and in none of the others. */
export function without(traffic: Traffic, ...others: readonly Traffic[]): Traffic {
  let left: Traffic = traffic;
  for (const box of others.flat()) left = left.flatMap((candidate) => cut(candidate, box));
  return left;
}

/** What is left of a box when another is taken out: a slice for each dimension in which it sticks out. */
export function cut(box: Box, other: Box): Traffic {
  const common = Object.fromEntries(dimensions.map((key) => [key, intersect(box[key], other[key])]));
  if (dimensions.some((key) => common[key]?.length === 0)) return [box];
  const left: Box[] = [];
  let rest = box;
  for (const key of dimensions) {
    const outside = subtract(rest[key], other[key]);
    if (outside.length > 0) left.push({ ...rest, [key]: outside });
    rest = { ...rest, [key]: common[key] ?? [] };
  }
  return left;
}

function readProtocol(text: string): NumberSet | undefined {
  const word = text.trim().toLowerCase();
  if (word === '*' || word === 'any') return everyProtocol;
  const index = protocols.indexOf(word);
  return index < 0 ? undefined : [[BigInt(index), BigInt(index)]];
}

function readPorts(texts: readonly string[]): NumberSet | undefined {
  const sets = texts.map(readPortRange);
  return sets.some((set) => set === undefined) ? undefined : normalize(sets.flatMap((set) => set ?? []));
}

function readPortRange(text: string): NumberSet | undefined {
  const word = text.trim().toLowerCase();
  if (word === '*' || word === 'any') return everyPort;
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(word);
  if (match === null) return undefined;
  const first = BigInt(match[1] ?? 0);
  const last = match[2] === undefined ? first : BigInt(match[2]);
  return first <= last && last <= 65535n ? [[first, last]] : undefined;
}
