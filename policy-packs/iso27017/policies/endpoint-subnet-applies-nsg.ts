import type { Resource } from '../../../lib/resources/resource';
import type { Value } from '../../../lib/resources/value';
import { expectWord } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';
import { subnetsOf, subnetType, subnetTypes } from '../network/subnets';

const endpointType = 'azure-native:network:PrivateEndpoint';

/** The values by which rules of network security groups apply to private endpoints. */
const applied = ['Enabled', 'NetworkSecurityGroupEnabled'];

/**
 * Network security groups apply to private endpoints: in the subnets that the baseline gives them, in those that
 * it does not list, and wherever an endpoint of the stack stands. Left out, they do not apply.
 * https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy (2026-11-23)
 */
export const endpointSubnetAppliesNsg: Rule = {
  types: [...subnetTypes, endpointType],
  check(resource, { baseline }) {
    if (resource.type === endpointType) return { notApplicable: 'an endpoint is judged with the stack' };
    const subnets = subnetsOf(resource, baseline.network).filter(
      ({ candidates }) =>
        candidates.length === 0 || candidates.some(({ privateEndpoints }) => privateEndpoints),
    );
    if (subnets.length === 0) return { notApplicable: 'the subnet is not for private endpoints' };
    return subnets.flatMap(({ place }) => judge(resource, place));
  },
  checkStack(stack, { baseline }) {
    const holders = stack.ofType(endpointType).flatMap((endpoint) => {
      const target = stack.follow(endpoint, endpoint.properties.at('subnet.id'), subnetType);
      return target.kind === 'resource' ? [target.resource] : [];
    });
    return [...new Set(holders)].flatMap((subnet) => {
      // The others were judged by themselves.
      const forOthers = subnetsOf(subnet, baseline.network).filter(
        ({ candidates }) =>
          candidates.length > 0 && !candidates.some(({ privateEndpoints }) => privateEndpoints),
      );
      return at(
        subnet,
        forOthers.flatMap(({ place }) => judge(subnet, place)),
      );
    });
  },
};

function judge(resource: Resource, place: Value): Result[] {
  return expectWord(place.key('privateEndpointNetworkPolicies'), applied, { resource, value: 'Disabled' });
}
