import type { Value } from '../../../lib/resources/value';
import { asOf, judgeLeaving, leavingIn, nobodyLeaves } from '../azure/leaving';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

/** What can hold a public address that answers, and where it says so. */
const entrances: Readonly<Record<string, string>> = {
  'azure-native:network:ApplicationGateway': 'frontendIPConfigurations',
  'azure-native:network:LoadBalancer': 'frontendIPConfigurations',
  'azure-native:network:NetworkInterface': 'ipConfigurations',
};

/**
 * From the day on which the service of a leaving tenant is closed, nothing of it holds a public address: a gateway
 * answers as long as it has one, and rules of a security group would leave connections that exist alone. An address
 * that nothing holds may stay, so that nobody else gets it while the customer's name still points there.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-24)
 */
export const terminatedTenantIsUnreachable: Rule = {
  config: { asOf },
  checkStack(stack, context) {
    const leaving = leavingIn(stack, context);
    if (leaving.length === 0) return nobodyLeaves;
    return leaving.flatMap((resource) => {
      const entrance = entrances[resource.type];
      if (entrance === undefined) return [];
      const configurations = resource.properties.key(entrance);
      return at(
        resource,
        judgeLeaving(resource, stack, context, ({ lastDay, closedFrom }, today) =>
          today < closedFrom
            ? []
            : withoutAddress(configurations, `absent from ${closedFrom} on, the last day being ${lastDay}`),
        ),
      );
    });
  },
};

/** A reference that is not known yet is a reference all the same. */
function withoutAddress(configurations: Value, expected: string): Result[] {
  if (configurations.isUnknown) return [undetermined(configurations, expected)];
  return configurations.items.flatMap((configuration): Result[] => {
    const address = configuration.key('publicIPAddress');
    if (address.isUnknown) return [undetermined(address, expected)];
    return address.isAbsent ? [] : [violated(address, expected, 'a public address')];
  });
}
