import { subnetRanges } from '../../../lib/baseline/addresses';
import type { NetworkBaseline } from '../../../lib/baseline/types.generated';
import { virtualHostAddress } from '../../../lib/network-model/address-sets';
import { types } from '../../../lib/network-model/types';
import type { Resource } from '../../../lib/resources/resource';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { expect } from '../framework/expect';
import type { Rule } from '../framework/rule';
import { isInside } from '../network/place';

/** Azure's word for its own resolver, which an interface of a network with other servers may name. */
const azureWord = 'azureprovideddns';

/** Where a firewall without a policy has its servers. */
const ownServers = 'Network.DNS.Servers';

/**
 * Whoever answers questions for names decides where connections lead and learns what is asked, past every rule of the
 * network. Networks, interfaces and the hub's firewall, by its policy or by itself, therefore ask Azure's own resolver or what stands in the subnets
 * that the baseline lists. Left out, a network and a firewall ask Azure's resolver, and an interface whom its network asks.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances,
 * https://learn.microsoft.com/azure/firewall/dns-settings,
 * https://learn.microsoft.com/javascript/api/@azure-rest/arm-network/networkinterfacednssettings,
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/firewall/firewall_resource.go for
 * the names of a firewall's own settings (2026-11-27)
 */
export const dnsServerIsAdmitted: Rule = {
  types: [types.network, types.interface, types.firewall, types.firewallPolicy, ...machineTypes],
  check(resource, { baseline: { network } }) {
    const lists = listsOf(resource);
    if (lists.length === 0) return { notApplicable: 'the machine has no interfaces but those beside it' };
    const ranges = listedRanges(network);
    const expected = `Azure's own resolver or inside ${ranges.join(' or ')}`;
    const isListed = (text: string) => isAzure(text) || ranges.some((range) => isInside(text.trim(), range));
    // A firewall writes its servers into one text.
    const admits = ({ text = '' }: Value) =>
      resource.type === types.firewall ? text.split(',').every(isListed) : isListed(text);
    return lists.flatMap((list) => itemsOf(list).flatMap((server) => expect(server, expected, admits)));
  },
};

/** The ranges of the hub's subnets that have an admitted resolver, in CIDR form. */
function listedRanges(network: NetworkBaseline): string[] {
  const hub = subnetRanges(network, 'hub');
  return network.resolvers.flatMap((role) => hub.get(role) ?? []);
}

function isAzure(text: string): boolean {
  return [virtualHostAddress, azureWord].includes(text.trim().toLowerCase());
}

/** Every place at which a resource names the servers that it, or an interface of it, asks. */
function listsOf(resource: Resource): Value[] {
  const { type, properties } = resource;
  if (type === types.network) return [properties.at('dhcpOptions.dnsServers')];
  if (type === types.firewallPolicy) return [properties.at('dnsSettings.servers')];
  if (type === types.firewall) return [properties.key('additionalProperties').keyInAnyCase(ownServers)];
  if (type === types.interface) return [properties.at('dnsSettings.dnsServers')];
  const made = machineOf(resource).at('networkProfile.networkInterfaceConfigurations');
  return itemsOf(made).map((one) => one.at('dnsSettings.dnsServers'));
}
