import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';
import { subnetsOf, subnetTypes } from '../network/subnets';

/**
 * No subnet has Azure's implicit way to the Internet. It has one unless the property says otherwise: the default
 * changes with the API version, and is the implicit way in the one that is used (2024-05-01).
 * https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access (2026-11-23)
 */
export const subnetDeniesDefaultOutbound: Rule = {
  types: subnetTypes,
  check(resource, { baseline }) {
    const subnets = subnetsOf(resource, baseline.network);
    if (subnets.length === 0) return { notApplicable: 'the network lists no subnets' };
    return subnets.flatMap(({ place }) =>
      expectBoolean(place.key('defaultOutboundAccess'), false, { resource, value: true }),
    );
  },
};
