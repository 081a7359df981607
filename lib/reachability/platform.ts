import { metadataService, virtualHost } from '../network-model/address-sets';
import type { NetworkModel, SecurityGroup } from '../network-model/model';
import { union } from '../network-model/number-set';
import { common, type Traffic, trafficOf, without } from '../network-model/traffic';

/** Azure's own addresses beside each machine. */
export const platform = union(virtualHost, metadataService);

const tags = /^azureplatform(dns|imds)$/i;

/**
 * The packets to Azure's own addresses that a group leaves: its rules say nothing of them, except those that name
 * them by their own tags.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 * (2026-11-27)
 */
export function toPlatform(model: NetworkModel, { outbound }: SecurityGroup, packets: Traffic): Traffic {
  let undecided = packets;
  const left: Traffic[] = [];
  for (const rule of outbound) {
    const destinations = rule.texts.destinations.filter((text) => tags.test(text.trim()));
    const isCounted = rule.access === 'Allow' || (rule.sound && rule.open === undefined);
    if (destinations.length === 0 || !isCounted) continue;
    const matched = trafficOf({ ...rule.texts, destinations }, model.reader()) ?? [];
    if (rule.access === 'Allow') left.push(common(undecided, matched));
    undecided = without(undecided, matched);
  }
  return [...left.flat(), ...undecided];
}
