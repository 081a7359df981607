import { show } from '../../../lib/resources/show';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';
import { subnetsOf, subnetTypes } from '../network/subnets';

const ways = ['serviceEndpoints', 'delegations', 'natGateway', 'sharingScope'];

/**
 * No subnet has a way past the hub's firewall: a service endpoint adds routes to all accounts of a service, whoever owns
 * them, that come before the routes of a table; a NAT gateway leads out; a delegation lets the machines of a service in,
 * which nobody hardens; a shared subnet lets in what other subscriptions make. Left out, there is none of them.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview (2026-11-27)
 */
export const subnetDeniesServiceEndpoint: Rule = {
  types: subnetTypes,
  check(resource, { baseline }) {
    const subnets = subnetsOf(resource, baseline.network);
    if (subnets.length === 0) return { notApplicable: 'the network lists no subnets' };
    return subnets.flatMap(({ place }) =>
      ways.flatMap((name): Result[] => {
        const way = place.key(name);
        if (way.isUnknown) return [undetermined(way, 'absent')];
        const isEmpty = way.isAbsent || (way.isList && way.items.length === 0);
        return isEmpty ? [] : [violated(way, 'absent', show(way))];
      }),
    );
  },
};
