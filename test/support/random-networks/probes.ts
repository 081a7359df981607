import { type Bits, bitsOf } from '../packet-oracle/address';
import type { Packet } from '../packet-oracle/packet';
import type { Sender } from '../packet-oracle/walk';
import type { World } from '../packet-oracle/world';
import { firewallAddress, hostAddress, hostAddressIpv6 } from './addresses';
import type { Sketch } from './sketch';

/** A packet and who sends it. */
export interface Probe {
  readonly from: Sender;
  readonly packet: Packet;
}

/** Of so many pairs one is asked, another one at each turn. */
const everyOther = 3;
/** A host number that nothing has, in the middle of a subnet. */
const freeHost = 200;
const internetSenders = ['203.0.113.9', '198.51.100.7', '2001:db8::1'];
const elsewhere = [
  '203.0.113.9',
  '203.0.114.0',
  '1.0.0.1',
  '192.168.0.1',
  '10.200.0.1',
  '2001:db8::1',
  '2600::1',
];
/** Ends of the ranges of ports that rules name, and their neighbours. */
const ports = [22, 443, 19, 20, 21, 23, 25, 26, 80, 1023, 1024, 8443, 65535];
const sourcePorts = [50_000, 1023, 1024, 49_999];

/**
 * Packets from every sender to every place of a network: hosts, free addresses at the ends and in the middle of
 * subnets, addresses of no subnet, and the Internet. `turn` chooses ports and protocols, differently for each pair.
 */
export function probesOf(sketch: Sketch, world: World, turn: number): Probe[] {
  const destinations = [...new Set([...hostsOf(world), ...freeOf(sketch), ...elsewhere].map(bitsOf))];
  const publics = world.of('PublicIPAddress').map(({ inputs }) => bitsOf(String(inputs['ipAddress'])));
  const inside = sendersOf(sketch, world).flatMap(({ from, source }) =>
    destinations
      .filter((bits) => bits.length === source.length && bits !== source)
      .map((to) => ({ from, source, to })),
  );
  const outside = internetSenders
    .map(bitsOf)
    .flatMap((source) =>
      publics
        .filter((to) => to.length === source.length)
        .map((to) => ({ from: 'internet' as const, source, to })),
    );
  return [...inside, ...outside].flatMap(({ from, source, to }, index) => {
    const choice = turn + index * 7;
    if (choice % everyOther !== 0) return [];
    return {
      from,
      packet: {
        source,
        destination: to,
        protocol: choice % 3 === 0 ? 'udp' : 'tcp',
        sourcePort: sourcePorts[choice % 5] ?? 50_000,
        // The first two are what most rules are about.
        port: ports[choice % 4 < 2 ? choice % 2 : choice % ports.length] ?? 22,
      },
    };
  });
}

const hostsOf = (world: World): string[] => world.hosts.map(({ address }) => address);

function freeOf({ networks, firewall }: Sketch): string[] {
  const free = networks.flatMap((network, index) => [
    hostAddress(index, 250, 1),
    ...network.subnets.flatMap((_subnet, at) => [
      hostAddress(index, at, freeHost),
      hostAddress(index, at, 255),
      ...(network.dual ? [hostAddressIpv6(index, at, freeHost)] : []),
    ]),
  ]);
  return firewall === undefined ? free : [...free, firewallAddress];
}

function sendersOf({ networks }: Sketch, world: World): { readonly from: Sender; readonly source: Bits }[] {
  const hosts = world.hosts
    .filter(({ kind }) => kind === 'interface')
    .map((host) => ({ from: { host }, source: bitsOf(host.address) }));
  const subnets = networks.flatMap((network, index) =>
    network.subnets.flatMap((_subnet, at) => {
      const subnet = world.subnets.find(({ id }) => id.endsWith(`/vnet-${index}/subnets/subnet-${at}`));
      if (subnet === undefined) return [];
      const sources = [
        hostAddress(index, at, freeHost - 1),
        ...(network.dual ? [hostAddressIpv6(index, at, freeHost - 1)] : []),
      ];
      return sources.map((source) => ({ from: { subnet }, source: bitsOf(source) }));
    }),
  );
  return [...hosts, ...subnets];
}
