import { describe, expect, it } from 'vitest';
import { webFirewallSettings } from '../../components/gateway-settings';
import { exampleDeployment, repositoryBaseline } from './support/deployment';

describe('the web application firewall', () => {
  it('reads and lets through what the baseline says', () => {
    const baseline = repositoryBaseline();
    baseline.network.webFirewall.bodyKb = 64;
    baseline.network.webFirewall.fileUploadMb = 5;
    expect(webFirewallSettings(exampleDeployment({ baseline })).policySettings).toMatchObject({
      requestBodyCheck: true,
      requestBodyEnforcement: true,
      fileUploadEnforcement: true,
      maxRequestBodySizeInKb: 64,
      requestBodyInspectLimitInKB: 64,
      fileUploadLimitInMb: 5,
    });
  });

  it('judges by the sets of managed rules to which the baseline gives a version', () => {
    const baseline = repositoryBaseline();
    baseline.network.webFirewall.ruleSets = [
      { type: 'Microsoft_DefaultRuleSet', against: 'attacks', minimumVersion: '2.1', version: '2.2' },
      { type: 'OWASP', against: 'attacks', minimumVersion: '3.2' },
    ];
    expect(webFirewallSettings(exampleDeployment({ baseline })).managedRules).toEqual({
      managedRuleSets: [{ ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.2' }],
    });
  });
});
