import { DiagnosticSetting } from '@pulumi/azure-native/monitor';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';

export interface AuditTrailArgs {
  readonly deployment: Deployment;
  /** Azure id of the write-once store, once it can take logs. */
  readonly storeId: pulumi.Output<string>;
  /** Azure id of the platform's workspace. */
  readonly workspaceId: pulumi.Output<string>;
  /** The platform's resources, of which some say what operators did. */
  readonly resources: readonly DiagnosedResource[];
}

/**
 * What operators did, in the write-once store: the subscription's activity log, which is also sent to the platform's
 * workspace, and the logs of those resources that the baseline lists. Azure Monitor writes there as a trusted service.
 * https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations (2026-11-24)
 * White paper sections 39 and 42.
 */
export function createAuditTrail(
  name: string,
  args: AuditTrailArgs,
  parent: pulumi.Resource,
): DiagnosticSetting[] {
  const { deployment, storeId, workspaceId, resources } = args;
  const { subscription, types } = deployment.baseline.monitoring.auditTrail;
  const enabled = (categories: readonly string[]) =>
    categories.map((category) => ({ category, enabled: true }));
  const activity = new DiagnosticSetting(
    `${name}-subscription`,
    {
      name: `audit-${deployment.environment}`,
      resourceUri: `/subscriptions/${deployment.subscriptionId}`,
      storageAccountId: storeId,
      workspaceId,
      logs: enabled(subscription),
    },
    { parent },
  );
  const settings = resources.flatMap(({ part, type, id }) => {
    const audited = types.find((entry) => entry.type === type);
    if (audited === undefined) return [];
    return new DiagnosticSetting(
      `${name}-${part}`,
      { name: 'audit', resourceUri: id, storageAccountId: storeId, logs: enabled(audited.logs) },
      { parent },
    );
  });
  return [activity, ...settings];
}
