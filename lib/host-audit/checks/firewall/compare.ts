import { type Box, commonBox } from '../../../network-model/box';
import { covers } from '../../../network-model/number-set';
import { remainder } from '../../../network-model/remainder';
import {
  type Condition,
  everyAddress,
  everyPacket,
  familyAddresses,
  isFilled,
  protocolNumbers,
} from './condition';

/** Whether a rule with it is about each packet of some addresses. */
export function isUnconditional(condition: Condition, addresses: Box['sources']): boolean {
  const { box, isAnswer, isLoopback, isNarrowed, userId } = condition;
  if (isAnswer || isLoopback || isNarrowed || userId !== undefined) return false;
  return (
    covers(box.sources, addresses) &&
    (['protocols', 'ports', 'sourcePorts'] as const).every((key) => covers(box[key], everyPacket.box[key]))
  );
}

/**
 * What is accepted and not listed, at some addresses of the other side; one part of it when it is in several.
 * A rule that something else narrows may be about any of its packets.
 */
export function excessOf(
  accepted: Condition,
  listed: readonly Condition[],
  addresses: Box['sources'],
): Box | undefined {
  if (accepted.isLoopback || accepted.isAnswer) return undefined;
  const box = commonBox(accepted.box, { ...everyPacket.box, sources: addresses });
  if (box === undefined || !isFilled({ ...accepted, box })) return undefined;
  const others = listed.filter(
    (one) => !one.isLoopback && !one.isAnswer && (one.userId === undefined || one.userId === accepted.userId),
  );
  const [part] = remainder(
    box,
    others.map((one) => one.box),
  );
  // What a rule about every protocol accepts besides is in so many pieces that one of them says nothing.
  return part !== undefined && isWhole(box.protocols, 'protocols') ? box : part;
}

/** Whether all of what is listed is accepted, by rules that nothing narrows. */
export function isAccepted(listed: Condition, accepted: readonly Condition[]): boolean {
  const candidates = accepted.filter(
    (one) => !one.isNarrowed && (one.userId === undefined || one.userId === listed.userId),
  );
  if (listed.isLoopback) return candidates.some((one) => one.isLoopback || isAll(one));
  if (listed.isAnswer) return candidates.some((one) => one.isAnswer || isAll(one));
  const boxes = candidates.filter((one) => !one.isLoopback && !one.isAnswer).map((one) => one.box);
  return remainder(listed.box, boxes).length === 0;
}

const isAll = (condition: Condition) => isUnconditional(condition, everyAddress);

/** The condition about all addresses, for machines whose place in the network is not known. */
export function anywhere(condition: Condition): Condition {
  return isFilled(condition) ? { ...condition, box: { ...condition.box, sources: everyAddress } } : condition;
}

/** Packets in words, such as `tcp 8080 of 10.0.0.0`; of several protocols or ranges of addresses, the first. */
export function wordsOf({ protocols, ports, sources }: Box): string {
  const portWords = ports.map(([low, high]) => (low === high ? low : `${low}-${high}`)).join(', ');
  const port = isWhole(ports, 'ports') ? '' : ` ${portWords}`;
  const protocol = isWhole(protocols, 'protocols') ? 'everything' : nameOf(Number(protocols[0]?.[0]));
  return `${protocol}${port} of ${addressWords(sources)}`;
}

const isWhole = (set: Box['ports'], key: 'protocols' | 'ports') => covers(set, everyPacket.box[key]);

function nameOf(number: number): string {
  const known = Object.entries(protocolNumbers).find(([, value]) => value === number);
  return known?.[0] ?? `protocol ${number}`;
}

function addressWords(addresses: Box['sources']): string {
  const { ipv4 = [], ipv6 = [] } = familyAddresses;
  if (covers(addresses, everyAddress)) return 'any address';
  if (covers(addresses, ipv4)) return 'any IPv4 address';
  if (covers(addresses, ipv6)) return 'any IPv6 address';
  const [point] = addresses[0] ?? [];
  if (typeof point !== 'number') return 'some IPv6 addresses';
  return [24, 16, 8, 0].map((shift) => Math.floor(point / 2 ** shift) % 256).join('.');
}
