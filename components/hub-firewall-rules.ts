import type { FirewallPolicyRuleCollectionGroupArgs } from '@pulumi/azure-native/network';
import type { OutboundRule, Service } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { portOf } from './service-port';

/** Services that the firewall understands, so that it checks the name in the request, not what DNS says of it. */
const applicationProtocols: Readonly<Record<string, string>> = { https: 'Https', http: 'Http' };

/**
 * What the hub's firewall lets out of the tenants' networks, by name: web services by application rules, others by
 * network rules, whose names the firewall resolves itself. Everything else it refuses by default.
 * https://learn.microsoft.com/azure/firewall/rule-processing
 * https://learn.microsoft.com/azure/firewall/fqdn-filtering-network-rules
 */
export function firewallRuleCollections(deployment: Deployment) {
  const { addressPlan, outbound, services } = deployment.baseline.network;
  const sourceAddresses = [addressPlan.tenantPool];
  const application = outbound.flatMap((rule) => {
    const protocols = rule.services
      .filter((name) => applicationProtocols[name] !== undefined)
      .map((name) => ({ protocolType: applicationProtocols[name] ?? '', port: portOf(services, name) }));
    if (protocols.length === 0) return [];
    const named = { name: rule.id, sourceAddresses, targetFqdns: rule.names };
    return [{ ruleType: 'ApplicationRule' as const, ...named, protocols }];
  });
  const network = outbound.flatMap((rule) => networkRules(rule, services, sourceAddresses));
  return [
    { name: 'allow-network', priority: 100, rules: network },
    { name: 'allow-application', priority: 200, rules: application },
  ]
    .filter(({ rules }) => rules.length > 0)
    .map((collection) => ({
      ruleCollectionType: 'FirewallPolicyFilterRuleCollection' as const,
      action: { type: 'Allow' },
      ...collection,
    })) satisfies FirewallPolicyRuleCollectionGroupArgs['ruleCollections'];
}

function networkRules(
  rule: OutboundRule,
  services: Readonly<Record<string, Service>>,
  sourceAddresses: string[],
) {
  return rule.services
    .filter((name) => applicationProtocols[name] === undefined)
    .map((name) => {
      const service = services[name];
      if (service === undefined) throw new RangeError(`the baseline has no service ${name}`);
      return {
        ruleType: 'NetworkRule' as const,
        name: `${rule.id}-${name}`,
        sourceAddresses,
        destinationFqdns: rule.names,
        destinationPorts: service.ports.map(String),
        ipProtocols: [service.protocol === '*' ? 'Any' : service.protocol.toUpperCase()],
      };
    });
}
