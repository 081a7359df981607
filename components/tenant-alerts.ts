import {
  MetricAlert,
  type MetricAlertArgs,
  ScheduledQueryRule,
  type ScheduledQueryRuleArgs,
} from '@pulumi/azure-native/monitor';
import * as pulumi from '@pulumi/pulumi';
import type { MetricAlertRule, QueryAlertRule, Tenant, Watched } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { tagsOf, tenantFacts } from './tags';

export interface TenantAlertsArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Azure id of the action group that tells whoever is on call. */
  readonly alertGroupId: pulumi.Output<string>;
  readonly machineIds: readonly pulumi.Output<string>[];
  /** Left out while the service is closed: there is nothing to watch. */
  readonly gatewayId: pulumi.Output<string> | undefined;
  readonly workspaceId: pulumi.Output<string>;
}

const watchedTypes: Readonly<Record<Watched, string>> = {
  machines: 'Microsoft.Compute/virtualMachines',
  gateway: 'Microsoft.Network/applicationGateways',
};

/**
 * The alerts of a tenant, as the monitoring baseline lists them: on the metrics of its machines and its gateway, and
 * on what its workspace says. White paper sections 24 and 29.
 */
export class TenantAlerts extends pulumi.ComponentResource {
  constructor(name: string, args: TenantAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantAlerts', name, {}, opts);
    const { deployment, tenant, resourceGroupName } = args;
    const { metrics, queries } = deployment.baseline.monitoring.alerts;
    const tags = tagsOf(deployment, tenantFacts(tenant, 'operator'));
    const common = (id: string) => ({
      resourceGroupName,
      ruleName: resourceName(deployment, 'alert', tenant.id, id),
      tags,
    });
    const watched: Readonly<Record<Watched, readonly pulumi.Output<string>[]>> = {
      machines: args.machineIds,
      gateway: args.gatewayId === undefined ? [] : [args.gatewayId],
    };
    for (const rule of metrics.filter(({ of }) => watched[of].length > 0)) {
      new MetricAlert(
        `${name}-${rule.id}`,
        {
          ...common(rule.id),
          location: 'global',
          scopes: [...watched[rule.of]],
          targetResourceType: watchedTypes[rule.of],
          targetResourceRegion: deployment.location,
          actions: [{ actionGroupId: args.alertGroupId }],
          ...metricAlert(rule),
        },
        { parent: this },
      );
    }
    for (const rule of queries) {
      new ScheduledQueryRule(
        `${name}-${rule.id}`,
        {
          ...common(rule.id),
          location: deployment.location,
          kind: 'LogAlert',
          scopes: [args.workspaceId],
          actions: { actionGroups: [args.alertGroupId] },
          ...queryAlert(rule),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}

/**
 * A threshold on one metric of one or more resources of a type.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-metric-multiple-time-series-single-rule (2026-11-24)
 */
export function metricAlert(rule: MetricAlertRule) {
  return {
    enabled: true,
    autoMitigate: true,
    severity: rule.severity,
    windowSize: duration(rule.windowMinutes),
    evaluationFrequency: duration(rule.everyMinutes),
    criteria: {
      odataType: 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria',
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion',
          name: rule.id,
          metricName: rule.metric,
          metricNamespace: watchedTypes[rule.of],
          operator: rule.operator,
          threshold: rule.threshold,
          timeAggregation: rule.aggregation,
        },
      ],
    },
  } satisfies Partial<MetricAlertArgs>;
}

/**
 * An alert for as long as a query finds rows. What it finds once a day is told each time; the rest is told once and
 * taken back when it is over.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule (2026-11-24)
 */
export function queryAlert(rule: QueryAlertRule) {
  return {
    enabled: true,
    autoMitigate: rule.everyMinutes < minutesOfDay,
    severity: rule.severity,
    windowSize: duration(rule.windowMinutes),
    evaluationFrequency: duration(rule.everyMinutes),
    criteria: {
      allOf: [
        {
          query: rule.query,
          timeAggregation: 'Count',
          operator: 'GreaterThan',
          threshold: 0,
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
        },
      ],
    },
  } satisfies Partial<ScheduledQueryRuleArgs>;
}

const minutesOfDay = 24 * 60;

/** Minutes in the form of ISO 8601 that Azure writes itself: `PT15M`, `PT1H`, `P1D`. */
function duration(minutes: number): string {
  if (minutes % minutesOfDay === 0) return `P${minutes / minutesOfDay}D`;
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}
