import { itemsOf } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

const interfaceType = 'azure-native:network:NetworkInterface';

/**
 * No machine forwards packets between networks, which would make a way that no route table and no peering shows: neither
 * on an interface of its own, nor on one that Azure makes with the machine. Left out, it does not.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface#enable-or-disable-ip-forwarding
 * (2026-11-27)
 */
export const interfaceDeniesForwarding: Rule = {
  types: [interfaceType, ...machineTypes],
  check(resource) {
    if (resource.type === interfaceType) {
      return expectBoolean(resource.properties.key('enableIPForwarding'), false, { resource, value: false });
    }
    const made = machineOf(resource).at('networkProfile.networkInterfaceConfigurations');
    const places = itemsOf(made);
    if (places.length === 0) return { notApplicable: 'the machine has no interfaces but those beside it' };
    return places.flatMap((place) =>
      expectBoolean(place.key('enableIPForwarding'), false, { resource, value: false }),
    );
  },
};
