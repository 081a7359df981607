import { DiagnosticSetting } from '@pulumi/azure-native/monitor';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';

/** A resource that says what it does. */
export interface DiagnosedResource {
  /** What tells it from others of its owner, such as `nsg-app`. */
  readonly part: string;
  /** Its type without API version, as the monitoring baseline writes it. */
  readonly type: string;
  /** Its Azure id, once it exists. */
  readonly id: pulumi.Output<string>;
}

/**
 * Sends the logs and metrics that the baseline lists for a resource's type to one workspace, each category into the
 * table made for it where the type has one. A type that the baseline does not list gets none.
 * https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings (2026-11-24)
 */
export function createDiagnostics(
  name: string,
  deployment: Deployment,
  workspaceId: pulumi.Output<string>,
  resources: readonly DiagnosedResource[],
  parent: pulumi.Resource,
): DiagnosticSetting[] {
  const listed = new Map(deployment.baseline.monitoring.diagnostics.map((entry) => [entry.type, entry]));
  return resources.flatMap(({ part, type, id }) => {
    const kept = listed.get(type);
    if (kept === undefined) return [];
    return new DiagnosticSetting(
      `${name}-${part}`,
      {
        name: 'workspace',
        resourceUri: id,
        workspaceId,
        logAnalyticsDestinationType: 'Dedicated',
        logs: kept.logs.map((category) => ({ category, enabled: true })),
        metrics: kept.metrics ? [{ category: 'AllMetrics', enabled: true }] : [],
      },
      { parent },
    );
  });
}
