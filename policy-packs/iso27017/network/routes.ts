import { networkRange, subnetRanges } from '../../../lib/baseline/addresses';
import { AddressReader, everyIpv4Address } from '../../../lib/network-model/address-sets';
import { type NumberSet, subtract, union } from '../../../lib/network-model/number-set';
import type { Value } from '../../../lib/resources/value';
import { expect, undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';
import type { PlannedNetwork } from './place';

const applianceHop = 'virtualappliance';
const noHop = 'none';
const localHop = 'vnetlocal';

/**
 * Judges the routes of a table on a subnet that has to use the hub: whatever is outside the subnet's own network
 * and the hub goes to the hub's firewall, and no route leads elsewhere. What is dropped leads nowhere.
 * `path` is where a missing route is reported.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview (2026-11-23)
 */
export function judgeRoutes(
  routes: readonly Value[],
  from: PlannedNetwork,
  path: string,
  { baseline }: Context,
): Result[] {
  const { network } = baseline;
  const reader = new AddressReader();
  const firewall = subnetRanges(network, 'hub').get('firewall') ?? 'nothing';
  const own = networkRange(network, from.kind, from.slot);
  const toFirewall = `the hub firewall (${firewall})`;
  const open = routes.flatMap((route) => {
    const parts = ['addressPrefix', 'nextHopType', 'nextHopIpAddress'].map((name) => route.key(name));
    const unknown = [route, ...parts].find((part) => part.isUnknown);
    return unknown === undefined ? [] : [undetermined(unknown, toFirewall)];
  });
  const covered: NumberSet[] = [];
  const wrong = routes.flatMap((route): Result[] => {
    const hop = route.key('nextHopType');
    const address = route.key('nextHopIpAddress');
    const prefix = route.key('addressPrefix').text;
    if ([route, hop, address, route.key('addressPrefix')].some((part) => part.isUnknown)) return [];
    const word = hop.text?.toLowerCase();
    const within = (range: string, text: string) =>
      subtract(reader.read(text), reader.read(range)).length === 0;
    if (word === noHop || word === applianceHop) {
      const results =
        word === noHop
          ? []
          : expect(address, toFirewall, ({ text }) => text !== undefined && within(firewall, text));
      if (results.length === 0 && prefix !== undefined) covered.push(reader.read(prefix));
      return results;
    }
    if (word === localHop && prefix !== undefined && within(own, prefix)) return [];
    return [violated(hop, `VirtualAppliance, to ${toFirewall}`, hop.text ?? 'nothing')];
  });
  const near = union(reader.read(own), reader.read(network.addressPlan.hub));
  const missing = subtract(subtract(everyIpv4Address, near), union(...covered));
  if (missing.length === 0 || wrong.length > 0 || open.length > 0) return [...wrong, ...open];
  return [
    violated(
      path,
      `routes for all addresses outside, to ${toFirewall}`,
      routes.length === 0 ? 'nothing' : 'routes for some',
    ),
  ];
}
