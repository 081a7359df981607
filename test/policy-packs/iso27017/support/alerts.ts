import type { MetricAlertRule, QueryAlertRule } from '../../../../lib/baseline';
import { baseline, type Shown } from './pack-run';

const { metrics, queries } = baseline.monitoring.alerts;

/** Rules of the baseline for machines or gateways. */
export const metricRules = (of: string): MetricAlertRule[] => metrics.filter((rule) => rule.of === of);
export const queryRules: readonly QueryAlertRule[] = queries.filter(({ of }) => of === 'machines');

/** One condition as the baseline states it, changed if wished. */
export const condition = (rule: MetricAlertRule, change: object = {}) => ({
  criterionType: 'StaticThresholdCriterion',
  name: rule.id,
  metricName: rule.metric,
  operator: rule.operator,
  threshold: rule.threshold,
  timeAggregation: rule.aggregation,
  ...change,
});

/** A metric alert by a rule of the baseline on the given ids, changed if wished. */
export const metricAlert = (rule: MetricAlertRule, scopes: unknown, change: object = {}): Shown => ({
  type: 'azure-native:monitor:MetricAlert',
  name: rule.id,
  properties: {
    enabled: true,
    scopes,
    actions: [{ actionGroupId: 'group' }],
    criteria: { allOf: [condition(rule)] },
    ...change,
  },
});
