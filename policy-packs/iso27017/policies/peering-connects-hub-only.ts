import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';
import { hubNetworks, peeringsOf, peeringType } from '../network/peerings';
import { networkType } from '../network/subnets';

const words = {
  hub: "the hub's virtual network",
  tenant: "a tenant's virtual network",
  own: 'a network of this stack, or of the hub as the configuration names it',
};

/**
 * Every peering connects the hub with a tenant: never two tenants, nor two hubs. Those of the corporate network
 * are for the policy about it. A network outside the stack may be anybody's, unless the
 * policy's configuration names it as the hub's.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview (2026-11-23)
 */
export const peeringConnectsHubOnly: Rule = {
  types: [peeringType, networkType],
  config: { hubNetworks },
  checkStack: (stack, context) =>
    peeringsOf(stack, context).flatMap(({ resource, place, near, far }) => {
      if (near.kind === 'corporate' || far.kind === 'corporate') return [];
      const expected = near.kind === 'hub' ? words.tenant : words.hub;
      if (near.isStrange) return at(resource, [violated('virtualNetworkName', words.own, near.name)]);
      if (far.isStrange) return at(resource, [violated(place, expected, far.name)]);
      if (near.kind === undefined || far.kind === undefined)
        return at(resource, [undetermined(place, expected)]);
      return near.kind === far.kind
        ? at(resource, [violated(place, expected, `${far.kind} network ${far.name}`)])
        : [];
    }),
};
