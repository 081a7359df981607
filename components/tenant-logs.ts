import { DataCollectionRule, type DataCollectionRuleArgs } from '@pulumi/azure-native/monitor';
import { Workspace } from '@pulumi/azure-native/operationalinsights';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { tagsOf, tenantFacts } from './tags';

export interface TenantLogsArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
}

/**
 * A tenant's log workspace and the rule by which its machines send their system log there. A workspace a tenant,
 * because resource logs and syslog land in fixed tables: a table a tenant would not separate.
 * White paper sections 20 and 27.
 */
export class TenantLogs extends pulumi.ComponentResource {
  readonly workspaceId: pulumi.Output<string>;
  /** Azure id of the data collection rule, to be associated with each machine. */
  readonly dataCollectionRuleId: pulumi.Output<string>;

  constructor(name: string, args: TenantLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantLogs', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const tags = tagsOf(deployment, tenantFacts(tenant, 'operator'));
    const workspaceName = resourceName(deployment, 'workspace', tenant.id);
    const workspace = new Workspace(
      `${name}-workspace`,
      {
        resourceGroupName,
        workspaceName,
        location: deployment.location,
        sku: { name: 'PerGB2018' },
        retentionInDays: deployment.baseline.dataStores.logs.workspaceRetentionDays,
        // No workspace keys: agents and readers come with an identity. Ingestion itself stays on Azure Monitor's
        // public endpoints, through the hub's allow-list, until the hub has a private-link scope.
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: false },
        tags,
      },
      { parent: this, protect: deployment.protectData },
    );
    this.workspaceId = reference(
      workspace,
      azureId(deployment, resourceGroup, 'Microsoft.OperationalInsights', 'workspaces', workspaceName),
    );
    const ruleName = resourceName(deployment, 'dataCollectionRule', tenant.id);
    const rule = new DataCollectionRule(
      `${name}-rule`,
      {
        resourceGroupName,
        dataCollectionRuleName: ruleName,
        location: deployment.location,
        kind: 'Linux',
        ...syslogTo(this.workspaceId),
        tags,
      },
      { parent: this },
    );
    this.dataCollectionRuleId = reference(
      rule,
      azureId(deployment, resourceGroup, 'Microsoft.Insights', 'dataCollectionRules', ruleName),
    );
    this.registerOutputs({
      workspaceId: this.workspaceId,
      dataCollectionRuleId: this.dataCollectionRuleId,
    });
  }
}

/**
 * The whole system log, all facilities and levels, to one workspace.
 * https://learn.microsoft.com/azure/azure-monitor/vm/data-collection-syslog
 */
export function syslogTo(workspaceId: pulumi.Input<string>) {
  const streams = ['Microsoft-Syslog'];
  return {
    dataSources: { syslog: [{ name: 'syslog', streams, facilityNames: ['*'], logLevels: ['*'] }] },
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }] },
    dataFlows: [{ streams, destinations: ['workspace'] }],
  } satisfies Partial<DataCollectionRuleArgs>;
}
