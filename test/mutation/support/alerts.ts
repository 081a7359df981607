import type { MetricAlertRule } from '../../../lib/baseline';
import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { absent } from './places';
import { change, other, type Row, removal } from './rows';
import { otherIds } from './values';
import type { World } from './world';

export const metricAlertType = 'azure-native:monitor:MetricAlert';
const { metrics } = baseline.monitoring.alerts;

/** The rule of the baseline that a metric alert follows. */
export function ruleOf(alert: PlannedResource): MetricAlertRule | undefined {
  return metrics.find(({ id }) => alert.name.endsWith(id));
}

const laxer = ({ operator, threshold }: MetricAlertRule) =>
  operator.startsWith('Greater')
    ? [threshold + 1, threshold + 1000, String(threshold + 5)]
    : [threshold - 1, threshold - 1000, String(threshold - 5)];
const stricter = ({ operator, threshold }: MetricAlertRule) =>
  operator.startsWith('Greater') ? [threshold - 1, String(threshold)] : [threshold + 1, String(threshold)];

/** Mutants and harmless changes of metric alerts for machines or gateways, which the policy reports at those. */
export function metricAlertRows(
  kind: string,
  at: (alert: PlannedResource, world: World) => readonly string[],
): { readonly broken: readonly Row[]; readonly harmless: readonly Row[] } {
  const of = metricAlertType;
  const where = (alert: PlannedResource) => ruleOf(alert)?.of === kind;
  const condition = 'criteria.allOf[]';
  const rules = (alert: PlannedResource) => {
    const rule = ruleOf(alert);
    return rule === undefined ? [] : [rule];
  };
  return {
    broken: [
      change({ of, where, at, path: 'enabled', to: [false, 'false', absent, null, ''] }),
      change({ of, where, at, path: 'actions', to: [[], absent, null, {}] }),
      change({
        of,
        where,
        at,
        path: `${condition}.threshold`,
        to: (_before, { resource }) => [...rules(resource).flatMap(laxer), '', absent, null],
      }),
      change({ of, where, at, path: `${condition}.metricName`, to: ['Network In Total', '', absent] }),
      change({
        of,
        where,
        at,
        path: `${condition}.operator`,
        to: ['Equals', 'GreaterOrLessThan', '', absent],
      }),
      change({ of, where, at, path: `${condition}.timeAggregation`, to: ['Minimum', 'Count', '', absent] }),
      change({
        of,
        where,
        at,
        path: 'criteria.allOf',
        to: (before) => [[], Array.isArray(before) ? [...before, { metricName: 'Other' }] : [], absent],
      }),
      change({
        of,
        where,
        at,
        path: 'scopes[]',
        to: (before, place) => [...otherIds(before, place).slice(0, 3), `${before}-other`, ''],
      }),
      change({ of, where, at, path: 'scopes', to: [[], absent] }),
      removal({ of, where, at }),
    ],
    harmless: [
      other({
        of,
        where,
        path: `${condition}.threshold`,
        to: (_before, { resource }) => rules(resource).flatMap(stricter),
      }),
      other({ of, where, path: `${condition}.metricName`, to: (before) => [String(before).toLowerCase()] }),
      other({ of, where, path: 'severity', to: [0] }),
      other({ of, where, path: 'evaluationFrequency', to: ['PT1M'] }),
      other({
        of,
        where,
        path: 'actions',
        to: (before) => (Array.isArray(before) ? [[...before, { actionGroupId: 'second' }]] : []),
      }),
      other({ of, where, path: 'scopes[]', to: (before) => [String(before).toLowerCase()] }),
    ],
  };
}
