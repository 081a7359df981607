import { itemsOf, type Value } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { undetermined, violated } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const interfaceType = 'azure-native:network:NetworkInterface';

/**
 * No network interface has a public address: neither an interface of its own, nor one that Azure makes with the
 * machine. Left out, there is none.
 * https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-network-interface-addresses (2026-11-23)
 */
export const vmDeniesPublicAddress: Rule = {
  types: [interfaceType, ...machineTypes],
  check(resource) {
    if (resource.type === interfaceType) {
      return withoutAddress(resource.properties.key('ipConfigurations'), 'publicIPAddress');
    }
    const made = machineOf(resource).at('networkProfile.networkInterfaceConfigurations');
    return (
      open(made) ??
      itemsOf(made).flatMap((item) =>
        withoutAddress(item.key('ipConfigurations'), 'publicIPAddressConfiguration'),
      )
    );
  },
};

/** A reference that is not known yet is a reference all the same. */
function withoutAddress(configurations: Value, property: string): Result[] {
  return (
    open(configurations) ??
    itemsOf(configurations).flatMap((configuration) => {
      const address = configuration.key(property);
      if (address.isUnknown) return [undetermined(address, 'absent')];
      return address.isAbsent ? [] : [violated(address, 'absent', 'a public address')];
    })
  );
}

function open(list: Value): Result[] | undefined {
  return list.isUnknown ? [undetermined(list, 'without a public address')] : undefined;
}
