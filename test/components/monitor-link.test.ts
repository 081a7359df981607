import { describe, expect, it } from 'vitest';
import { PlatformHub } from '../../components/platform-hub';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

const deployment = exampleDeployment();

describe('the way to Azure Monitor', async () => {
  const plan = await planOf(
    () =>
      new PlatformHub('hub', {
        deployment,
        operators: [],
        onCall: 'on-call@example.jp',
        auditLogLocked: false,
      }),
  );
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);

  it('takes data through the link only', () => {
    const { inputs } = plan.one('azure-native:monitor:PrivateLinkScope', 'hub-monitor-scope');
    expect(inputs.accessModeSettings).toEqual({
      ingestionAccessMode: 'PrivateOnly',
      queryAccessMode: 'Open',
    });
  });

  it('is an endpoint in a subnet of its own, apart from the platform’s vault and audit store', () => {
    const { inputs } = plan.one('azure-native:network:PrivateEndpoint', 'hub-monitor-endpoint');
    expect(inputs.subnet.id).toMatch(/\/subnets\/monitor-endpoints$/);
    expect(inputs.privateLinkServiceConnections).toMatchObject([
      {
        privateLinkServiceId: expect.stringMatching(/\/privateLinkScopes\/ampls-dev-hub$/),
        groupIds: ['azuremonitor'],
      },
    ]);
  });

  it('has its names in zones that are linked to the hub’s network alone', () => {
    const zones = all('azure-native:privatedns:PrivateZone').map(({ inputs }) => inputs.privateZoneName);
    expect(zones.sort()).toEqual([
      'privatelink.agentsvc.azure-automation.net',
      'privatelink.blob.core.windows.net',
      'privatelink.monitor.azure.com',
      'privatelink.ods.opinsights.azure.com',
      'privatelink.oms.opinsights.azure.com',
    ]);
    const links = all('azure-native:privatedns:VirtualNetworkLink').map(({ inputs }) => [
      inputs.virtualNetwork.id.split('/').at(-1),
      inputs.resolutionPolicy,
    ]);
    expect(links).toEqual(zones.map(() => ['vnet-dev-hub', 'NxDomainRedirect']));
    const group = plan.one('azure-native:network:PrivateDnsZoneGroup', 'hub-monitor-zones');
    expect(group.inputs.privateDnsZoneConfigs).toHaveLength(zones.length);
    expect(group.dependencies).toEqual(
      expect.arrayContaining(zones.map((zone) => `hub-monitor-zone-${zone}-link`)),
    );
  });
});

describe('a tenant’s collection endpoint', async () => {
  const plan = await planOf(() => exampleEnvironment());
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);

  it('answers nobody outside of the link', () => {
    const { inputs } = plan.one('azure-native:monitor:DataCollectionEndpoint', 'aoba-logs-endpoint');
    expect(inputs.networkAcls).toEqual({ publicNetworkAccess: 'Disabled' });
    const workspace = plan.one('azure-native:operationalinsights:Workspace', 'aoba-logs-workspace').inputs;
    expect(workspace.publicNetworkAccessForIngestion).toBe('Disabled');
  });

  it('is joined to the hub’s scope together with the workspace, before a machine asks it', () => {
    const joined = all('azure-native:monitor:PrivateLinkScopedResource').map(({ inputs }) => [
      inputs.resourceGroupName,
      inputs.scopeName,
      inputs.linkedResourceId.split('/').at(-1),
    ]);
    expect(joined.sort()).toEqual([
      ['rg-dev-hub', 'ampls-dev-hub', 'dce-dev-aoba'],
      ['rg-dev-hub', 'ampls-dev-hub', 'log-dev-aoba'],
    ]);
    const rule = plan.one('azure-native:monitor:DataCollectionRule', 'aoba-logs-rule');
    expect(rule.inputs.dataCollectionEndpointId).toMatch(/\/dce-dev-aoba$/);
    expect(rule.dependencies).toEqual(
      expect.arrayContaining(['aoba-logs-endpoint-link', 'aoba-logs-workspace-link']),
    );
  });

  it('is where every machine asks what to collect', () => {
    const asked = all('azure-native:monitor:DataCollectionRuleAssociation').filter(
      ({ inputs }) => inputs.associationName === 'configurationAccessEndpoint',
    );
    expect(asked).toHaveLength(all('azure-native:compute:VirtualMachine').length);
    for (const { inputs } of asked) expect(inputs.dataCollectionEndpointId).toMatch(/\/dce-dev-aoba$/);
  });
});
