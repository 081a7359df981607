import type { AdmittedTraffic } from '../../../baseline/host-firewall';
import { everyIpv4Address, readRange } from '../../../network-model/address-sets';
import { type Box, commonBox } from '../../../network-model/box';
import { type NumberSet, union } from '../../../network-model/number-set';
import { everyPort } from '../../../network-model/traffic';

/**
 * Which packets a rule is about. In its box, sources are the addresses of the other side, protocols their numbers, and
 * the ports of ICMP its types; destinations say nothing.
 */
export interface Condition {
  readonly box: Box;
  /** Only within the machine itself. */
  readonly isLoopback: boolean;
  /** Only packets of connections that were admitted before. */
  readonly isAnswer: boolean;
  /** Only from processes of this user. */
  readonly userId?: number;
  /** Whether something else must hold as well, so that it is about a part of these packets only. */
  readonly isNarrowed: boolean;
}

const everyIpv6Address = readRange('::/0') ?? [];

/** The addresses of each family, by the words of nftables. */
export const familyAddresses: Readonly<Record<string, NumberSet>> = {
  ipv4: everyIpv4Address,
  ipv6: everyIpv6Address,
};

export const everyAddress: NumberSet = union(everyIpv4Address, everyIpv6Address);

/** https://www.iana.org/assignments/protocol-numbers (2026-11-27), in the words of nft(8) */
export const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  dccp: 33,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  comp: 108,
  sctp: 132,
  udplite: 136,
};

/** https://www.iana.org/assignments/icmp-parameters (2026-11-27), in the words of nft(8) */
export const icmpTypes: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  redirect: 5,
  'echo-request': 8,
  'router-advertisement': 9,
  'router-solicitation': 10,
  'time-exceeded': 11,
  'parameter-problem': 12,
  'timestamp-request': 13,
  'timestamp-reply': 14,
};

/** Every packet. */
export const everyPacket: Condition = {
  box: {
    sources: everyAddress,
    destinations: [[0, 0]],
    protocols: [[0, 255]],
    sourcePorts: everyPort,
    ports: everyPort,
  },
  isLoopback: false,
  isAnswer: false,
  isNarrowed: false,
};

/** The condition with less in its box; nothing is left when the box has nothing in common with it. */
export function within(condition: Condition, part: Partial<Box>): Condition {
  const { box } = condition;
  const common = commonBox(box, { ...everyPacket.box, ...part });
  return { ...condition, box: common ?? { ...box, sources: [] } };
}

/** What the baseline admits as a condition. */
export function conditionOf(traffic: AdmittedTraffic): Condition {
  const { loopback, states, icmpTypes: types, protocol, addresses, sourcePort, ports, userId } = traffic;
  const box: Partial<Box> = {
    ...(addresses && { sources: union(...addresses.map((address) => readRange(address) ?? [])) }),
    ...(protocol && { protocols: single(protocolNumbers[protocol]) }),
    ...(sourcePort !== undefined && { sourcePorts: single(sourcePort) }),
    ...(ports && { ports: union(...ports.map(portRange)) }),
    ...(types && {
      protocols: single(protocolNumbers['icmp']),
      ports: union(...types.map((type) => single(icmpTypes[type]))),
    }),
  };
  return {
    ...within(everyPacket, box),
    isLoopback: loopback === true,
    isAnswer: states !== undefined,
    ...(userId !== undefined && { userId }),
  };
}

/** A set of one number; of none when there is none. */
export const single = (value: number | undefined): NumberSet => (value === undefined ? [] : [[value, value]]);

function portRange(text: string): NumberSet {
  const [low, high = low] = text.split('-').map(Number);
  return low === undefined || high === undefined ? [] : [[low, high]];
}

/** Whether there is a packet that it is about. */
export function isFilled({ box }: Condition): boolean {
  return Object.values(box).every((set) => set.length > 0);
}
