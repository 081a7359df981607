import { expectBoolean } from '../framework/expect';
import type { Rule } from '../framework/rule';

/**
 * A private DNS zone answers with what the program writes into it and nothing else. Registration would let whoever
 * makes a machine in a linked network choose a name in the zone, and answer by it to every other network that the zone
 * is linked to. It is to be said, because Azure writes down no default.
 * https://learn.microsoft.com/azure/dns/private-dns-autoregistration,
 * https://learn.microsoft.com/azure/templates/microsoft.network/privatednszones/virtualnetworklinks (2026-11-27)
 */
export const zoneLinkDeniesRegistration: Rule = {
  types: ['azure-native:privatedns:VirtualNetworkLink'],
  check: ({ properties }) => expectBoolean(properties.key('registrationEnabled'), false),
};
