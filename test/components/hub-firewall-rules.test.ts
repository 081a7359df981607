import { describe, expect, it } from 'vitest';
import { firewallRuleCollections } from '../../components/hub-firewall-rules';
import { exampleDeployment } from './support/deployment';

describe('firewallRuleCollections', () => {
  const [network, application] = firewallRuleCollections(exampleDeployment());

  it('lets time through by a network rule, from tenants only', () => {
    expect(network).toMatchObject({ name: 'allow-network', action: { type: 'Allow' } });
    expect(network?.rules).toEqual([
      {
        ruleType: 'NetworkRule',
        name: 'ntp-ntp',
        sourceAddresses: ['10.64.0.0/10'],
        destinationFqdns: ['ntp.nict.jp'],
        destinationPorts: ['123'],
        ipProtocols: ['UDP'],
      },
    ]);
  });

  it('lets web services through by name', () => {
    expect(application?.rules.map((rule) => rule.name)).toEqual([
      'debian-updates',
      'malware-signatures',
      'azure-monitor',
      'entra-login',
    ]);
    expect(application?.rules[0]).toEqual({
      ruleType: 'ApplicationRule',
      name: 'debian-updates',
      sourceAddresses: ['10.64.0.0/10'],
      targetFqdns: ['deb.debian.org', 'security.debian.org'],
      protocols: [
        { protocolType: 'Https', port: 443 },
        { protocolType: 'Http', port: 80 },
      ],
    });
  });

  it('makes no collection of which nothing is left', () => {
    const deployment = exampleDeployment();
    deployment.baseline.network.outbound = [];
    expect(firewallRuleCollections(deployment)).toEqual([]);
  });
});
