import { DataCollectionRule, type DataCollectionRuleArgs } from '@pulumi/azure-native/monitor';
import * as pulumi from '@pulumi/pulumi';
import type { Counters, Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { createCollectionEndpoint } from './monitor-link';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { tagsOf, tenantFacts } from './tags';
import { createWorkspace } from './workspace';

export interface TenantLogsArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Resource group and name of the hub's private-link scope. */
  readonly hubResourceGroupName: pulumi.Output<string>;
  readonly monitorScopeName: pulumi.Output<string>;
}

/**
 * A tenant's log workspace and the rule by which its machines send their system log and measurements there. A
 * workspace a tenant, because resource logs and syslog land in fixed tables: a table a tenant would not separate.
 * White paper sections 20, 27 and 29.
 */
export class TenantLogs extends pulumi.ComponentResource {
  readonly workspaceId: pulumi.Output<string>;
  /** Azure id of the data collection rule, to be associated with each machine. */
  readonly dataCollectionRuleId: pulumi.Output<string>;
  /** Azure id of the endpoint at which the machines' agents ask what to collect. */
  readonly collectionEndpointId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];

  constructor(name: string, args: TenantLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantLogs', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName } = args;
    const tags = tagsOf(deployment, tenantFacts(tenant, 'operator'));
    this.workspaceId = createWorkspace(
      name,
      { deployment, place: tenant.id, resourceGroup, resourceGroupName, publicIngestion: false, tags },
      this,
    );
    this.collectionEndpointId = createCollectionEndpoint(
      name,
      {
        deployment,
        place: tenant.id,
        resourceGroup,
        resourceGroupName,
        workspaceId: this.workspaceId,
        scopeResourceGroupName: args.hubResourceGroupName,
        scopeName: args.monitorScopeName,
        tags,
      },
      this,
    );
    const ruleName = resourceName(deployment, 'dataCollectionRule', tenant.id);
    const rule = new DataCollectionRule(
      `${name}-rule`,
      {
        resourceGroupName,
        dataCollectionRuleName: ruleName,
        location: deployment.location,
        kind: 'Linux',
        dataCollectionEndpointId: this.collectionEndpointId,
        ...collection(deployment.baseline.monitoring.counters, this.workspaceId),
        tags,
      },
      { parent: this },
    );
    this.dataCollectionRuleId = reference(
      rule,
      azureId(deployment, resourceGroup, 'Microsoft.Insights', 'dataCollectionRules', ruleName),
    );
    this.diagnosed = [
      { part: 'workspace', type: 'azure-native:operationalinsights:Workspace', id: this.workspaceId },
      { part: 'rule', type: 'azure-native:monitor:DataCollectionRule', id: this.dataCollectionRuleId },
    ];
    this.registerOutputs({
      workspaceId: this.workspaceId,
      dataCollectionRuleId: this.dataCollectionRuleId,
    });
  }
}

/**
 * The whole system log, all facilities and levels, and the baseline's counters, to one workspace.
 * https://learn.microsoft.com/azure/azure-monitor/vm/data-collection-syslog
 * https://learn.microsoft.com/azure/azure-monitor/vm/data-collection-performance (2026-11-24)
 */
export function collection(counters: Counters, workspaceId: pulumi.Input<string>) {
  const syslog = ['Microsoft-Syslog'];
  const performance = ['Microsoft-Perf'];
  return {
    dataSources: {
      syslog: [{ name: 'syslog', streams: syslog, facilityNames: ['*'], logLevels: ['*'] }],
      performanceCounters: [
        {
          name: 'counters',
          streams: performance,
          samplingFrequencyInSeconds: counters.everySeconds,
          counterSpecifiers: [...counters.names],
        },
      ],
    },
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspaceId }] },
    dataFlows: [{ streams: [...syslog, ...performance], destinations: ['workspace'] }],
  } satisfies Partial<DataCollectionRuleArgs>;
}
