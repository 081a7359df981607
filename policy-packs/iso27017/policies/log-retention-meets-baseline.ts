import type { Resource } from '../../../lib/resources/resource';
import { expectAtLeast, expectBoolean, undetermined } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const table = 'azure-native:operationalinsights:Table';

/**
 * Log workspaces and their tables keep what they hold for the baseline's days, and do not purge it earlier. Left
 * out, a workspace keeps 30 days; a table, what its workspace does. A table's total counts: what lies in
 * long-term retention can still be searched.
 * https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure (2026-11-23)
 */
export const logRetentionMeetsBaseline: Rule = {
  types: ['azure-native:operationalinsights:Workspace', table],
  check(resource, { baseline }) {
    const days = baseline.dataStores.logs.workspaceRetentionDays;
    if (resource.type === table) return judgeTable(resource, days);
    const { properties } = resource;
    const purge = properties.at('features.immediatePurgeDataOn30Days');
    return [
      ...expectAtLeast(properties.key('retentionInDays'), days, 'days', { resource, value: 30 }),
      ...(purge.isAbsent ? [] : expectBoolean(purge, false)),
    ];
  },
};

/** Azure writes -1 for the workspace's days, or for no longer than the interactive ones. */
function judgeTable({ properties }: Resource, days: number): Result[] {
  const [total, interactive] = ['totalRetentionInDays', 'retentionInDays'].map((name) =>
    properties.key(name),
  );
  const open = [total, interactive].find((value) => value?.isUnknown);
  if (open !== undefined) return [undetermined(open, `at least ${days} days`)];
  const said = [total, interactive].find((value) => value?.isKnown && value.number !== -1);
  return said === undefined ? [] : expectAtLeast(said, days, 'days');
}
