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
});
