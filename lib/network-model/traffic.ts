import type { SecurityRule } from '../baseline/network-rules';
import { groupBy } from '../findings/group-by';
import { type AddressReader, everyAddress, withNames } from './address-sets';
import { type Box, boxesMeet, commonBox, dimensions } from './box';
import { covers, type NumberSet, normalize, union } from './number-set';
import { remainder } from './remainder';

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

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23) */
const protocols = ['tcp', 'udp', 'icmp', 'esp', 'ah'];
export const everyProtocol: NumberSet = [[0, protocols.length - 1]];
export const everyPort: NumberSet = [[0, 65535]];

/** The packets that a rule matches; `undefined` when one of its texts is no address, protocol or port. */
export function trafficOf(rule: RuleTexts, reader: AddressReader): Traffic | undefined {
  const protocolSet = readProtocol(rule.protocol);
  const sourcePorts = readPorts(rule.sourcePorts);
  const ports = readPorts(rule.ports);
  if (protocolSet === undefined || sourcePorts === undefined || ports === undefined) return undefined;
  return [
    {
      sources: reader.readAll(rule.sources),
      destinations: reader.readAll(rule.destinations),
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

/** The same packets to other addresses, and to other ports where those are fewer than all. */
export function moved(traffic: Traffic, destinations: NumberSet, ports: NumberSet = everyPort): Traffic {
  return traffic.map((box) => ({
    ...box,
    destinations,
    ports: covers(ports, everyPort) ? box.ports : ports,
  }));
}

/** The packets that are in the first set and in none of the others. */
export function without(traffic: Traffic, ...others: readonly Traffic[]): Traffic {
  const merged = merge(others.flat().filter((other) => trafficMeets(traffic, [other])));
  return traffic.flatMap((box) => remainder(box, merged));
}

/**
 * The same packets in fewer boxes: those that differ in one side's addresses only become one. Together they may hold
 * all addresses of a family, and with them those of its names.
 */
export function merge(traffic: Traffic): Traffic {
  if (traffic.length < 2) return traffic;
  return mergeSide(mergeSide(traffic, 'sources'), 'destinations');
}

function mergeSide(traffic: Traffic, side: 'sources' | 'destinations'): Traffic {
  const rest = dimensions.filter((key) => key !== side);
  const alike = groupBy(traffic, (box) => rest.map((key) => textOf(box[key])).join('|'));
  return [...alike.values()].flatMap((boxes) => {
    const [first] = boxes;
    if (first === undefined || boxes.length === 1) return boxes;
    return [{ ...first, [side]: withNames(union(...boxes.map((box) => box[side]))) }];
  });
}

/** The same text for boxes of the same packets. */
export function textOfBox(box: Box): string {
  return dimensions.map((key) => textOf(box[key])).join('|');
}

const texts = new WeakMap<NumberSet, string>();

function textOf(set: NumberSet): string {
  const known = texts.get(set);
  if (known !== undefined) return known;
  const text = set.join(';');
  texts.set(set, text);
  return text;
}

/** The packets that are in both sets. */
export function common(traffic: Traffic, other: Traffic): Traffic {
  return traffic.flatMap((box) => other.flatMap((candidate) => commonBox(box, candidate) ?? []));
}

/** Whether two sets have a packet in common. */
export function trafficMeets(traffic: Traffic, other: Traffic): boolean {
  return traffic.some((box) => other.some((candidate) => boxesMeet(box, candidate)));
}

/** A set of packets by what is said of them; everything where nothing is said. */
export function packets(said: Partial<Box>): Traffic {
  const box: Box = {
    sources: everyAddress,
    destinations: everyAddress,
    protocols: everyProtocol,
    sourcePorts: everyPort,
    ports: everyPort,
    ...said,
  };
  return dimensions.some((key) => box[key].length === 0) ? [] : [box];
}

/** The packets of a set of which something is true besides. */
export function narrow(traffic: Traffic, said: Partial<Box>): Traffic {
  return common(traffic, packets(said));
}

/** The numbers of a protocol's name in any case; `undefined` for one that Azure's rules do not know. */
export function readProtocol(text: string): NumberSet | undefined {
  const word = text.trim().toLowerCase();
  if (word === '*' || word === 'any') return everyProtocol;
  const index = protocols.indexOf(word);
  return index < 0 ? undefined : [[index, index]];
}

/** Ports and ranges of ports; `undefined` when one of the texts is neither. */
export function readPorts(texts: readonly string[]): NumberSet | undefined {
  const sets = texts.map(readPortRange);
  return sets.some((set) => set === undefined) ? undefined : normalize(sets.flatMap((set) => set ?? []));
}

function readPortRange(text: string): NumberSet | undefined {
  const word = text.trim().toLowerCase();
  if (word === '*' || word === 'any') return everyPort;
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(word);
  if (match === null) return undefined;
  const first = Number(match[1] ?? 0);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65535 ? [[first, last]] : undefined;
}
