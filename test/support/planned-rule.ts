import type { SecurityRule } from '../../lib/baseline/network-rules';

/** A rule of the baseline as it stands in a plan's network security group. */
export function plannedRule(rule: SecurityRule): Record<string, unknown> {
  return {
    name: rule.name,
    priority: rule.priority,
    direction: rule.direction,
    access: rule.access,
    protocol: rule.protocol,
    sourcePortRange: '*',
    ...(rule.sources.length === 1
      ? { sourceAddressPrefix: rule.sources[0] }
      : { sourceAddressPrefixes: rule.sources }),
    ...(rule.destinations.length === 1
      ? { destinationAddressPrefix: rule.destinations[0] }
      : { destinationAddressPrefixes: rule.destinations }),
    ...(rule.ports.length === 1
      ? { destinationPortRange: rule.ports[0] }
      : { destinationPortRanges: rule.ports }),
  };
}

/** A rule that opens SSH to everyone, ahead of the denials of the baseline. */
export const debugRule = {
  name: 'debug',
  priority: 105,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  sourcePortRange: '*',
  sourceAddressPrefix: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '22',
};
