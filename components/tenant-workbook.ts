import { createHash } from 'node:crypto';
import { Workbook, type WorkbookArgs } from '@pulumi/azure-native/applicationinsights';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant, WorkbookChart } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { tagsOf, tenantFacts } from './tags';

export interface TenantWorkbookArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly workspaceId: pulumi.Output<string>;
}

/**
 * One page on which operators see how much a tenant uses and has used: the charts of the baseline over the tenant's
 * workspace. White paper section 29.
 * https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-overview (2026-11-24)
 */
export class TenantWorkbook extends pulumi.ComponentResource {
  constructor(name: string, args: TenantWorkbookArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantWorkbook', name, {}, opts);
    const { deployment, tenant, resourceGroupName, workspaceId } = args;
    const { subscriptionId, environment, baseline } = deployment;
    new Workbook(
      `${name}-use`,
      {
        resourceGroupName,
        // Azure takes an id in the place of a name.
        resourceName: stableId([subscriptionId, environment, tenant.id, 'use'].join('/')),
        location: deployment.location,
        kind: 'shared',
        category: 'workbook',
        version: 'Notebook/1.0',
        displayName: `${tenant.id} ${environment}: use`,
        sourceId: workspaceId,
        serializedData: workspaceId.apply((id) => workbookOf(baseline.monitoring.workbook, id)),
        tags: tagsOf(deployment, tenantFacts(tenant, 'operator')),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/** A workbook of one time chart for each entry, over one workspace. */
export function workbookOf(charts: readonly WorkbookChart[], workspaceId: string): string {
  const content = {
    version: 'Notebook/1.0',
    items: charts.map(({ title, query, days }, index) => ({
      type: 3,
      name: `chart-${index + 1}`,
      content: {
        version: 'KqlItem/1.0',
        title,
        query,
        size: 0,
        timeContext: { durationMs: days * 24 * 60 * 60 * 1000 },
        queryType: 0,
        resourceType: 'microsoft.operationalinsights/workspaces',
        visualization: 'timechart',
      },
    })),
    fallbackResourceIds: [workspaceId],
  };
  return JSON.stringify(content) satisfies WorkbookArgs['serializedData'];
}

/** A UUID of version 8 (RFC 9562) made from a text, the same at every run. */
function stableId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) % 4) + 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
