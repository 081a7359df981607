import type { AddressSketch, Sketch } from './sketch';

/** The address plan of random networks; subnet 255 of the first network is the firewall's. */
export const networkPrefix = (network: number): string => `10.${network}.0.0/16`;
export const networkPrefixIpv6 = (network: number): string => `fd00:${network}::/48`;
export const subnetPrefix = (network: number, subnet: number): string => `10.${network}.${subnet}.0/24`;
export const subnetPrefixIpv6 = (network: number, subnet: number): string =>
  `fd00:${network}:0:${subnet}::/64`;
export const hostAddress = (network: number, subnet: number, host: number): string =>
  `10.${network}.${subnet}.${host}`;
export const hostAddressIpv6 = (network: number, subnet: number, host: number): string =>
  `fd00:${network}:0:${subnet}::${host.toString(16)}`;
export const firewallPrefix = '10.0.255.0/26';
/** The first address of its subnet that Azure does not keep for itself. */
export const firewallAddress = '10.0.255.4';
export const endpointHost = 100;
export const firstHost = 4;

/** Spellings of addresses in rules; those of ranges alone are for routes and firewalls as well. */
const ranges: readonly ((network: number, subnet: number) => string)[] = [
  () => '0.0.0.0/0',
  () => '0.0.0.0/1',
  () => '128.0.0.0/1',
  () => '10.0.0.0/8',
  (network) => networkPrefix(network),
  (network, subnet) => subnetPrefix(network, subnet),
  (network, subnet) => subnetPrefix(network, subnet),
  (network, subnet) => `10.${network}.${subnet}.77/24`,
  (network, subnet) => `${hostAddress(network, subnet, firstHost)}/31`,
  (network, subnet) => `${hostAddress(network, subnet, endpointHost)}/32`,
  (network) => `10.${network}.0.0/23`,
  () => '203.0.113.0/24',
  () => '::/0',
  (network) => networkPrefixIpv6(network),
  (network) => `FD00:000${network}:0:0:0:0:0:0/48`,
  (network, subnet) => subnetPrefixIpv6(network, subnet),
  () => '2001:db8::/32',
];
const words: readonly ((network: number, subnet: number) => string)[] = [
  () => '*',
  () => 'any',
  () => 'Any',
  () => 'Internet',
  () => 'INTERNET',
  () => 'VirtualNetwork',
  () => 'virtualnetwork',
  () => 'AzureLoadBalancer',
  () => '203.0.113.9',
  (network, subnet) => hostAddress(network, subnet, firstHost),
  (network, subnet) => hostAddressIpv6(network, subnet, firstHost),
];
const all = [...ranges, ...words];

/** The place of the plan that an address sketch is about. */
function placeIn({ networks }: Sketch, { network, subnet }: AddressSketch): [number, number] {
  const index = network % networks.length;
  return [index, subnet % (networks[index]?.subnets.length ?? 1)];
}

/** The address of a rule as a text, or an application security group as its network's number. */
export function ruleAddress(sketch: Sketch, address: AddressSketch): string | { readonly group: number } {
  const [network, subnet] = placeIn(sketch, address);
  const choice = address.form % (all.length + 3);
  return choice < all.length ? String(all[choice]?.(network, subnet)) : { group: network };
}

/** The address of a route or of a firewall's rule as a range; IPv4 only where asked. */
export function rangeAddress(sketch: Sketch, address: AddressSketch, ipv4Only = false): string {
  const [network, subnet] = placeIn(sketch, address);
  const admitted = ipv4Only ? ranges.slice(0, 12) : ranges;
  return String(admitted[address.form % admitted.length]?.(network, subnet));
}

/** A host's address that a translation may lead to. */
export function hostIn(sketch: Sketch, address: AddressSketch): string {
  const [network, subnet] = placeIn(sketch, address);
  return hostAddress(network, subnet, address.form % 3 === 0 ? endpointHost : firstHost);
}
