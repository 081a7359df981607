import type { MetricAlertRule, QueryAlertRule } from '../../../lib/baseline/types.generated';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';
import { belongsTo } from './belonging';
import { isInGroup } from './resource-group';

/** Azure Native called the module `insights` before its third version. */
export const metricAlertTypes = ['azure-native:monitor:MetricAlert', 'azure-native:insights:MetricAlert'];
const workspaceType = 'azure-native:operationalinsights:Workspace';
export const queryAlertTypes = [
  'azure-native:monitor:ScheduledQueryRule',
  'azure-native:insights:ScheduledQueryRule',
];

/** Whether something holds, or that only deployment tells. */
type Fit = 'yes' | 'no' | 'unknown';

/** The metric alerts of a stack by the resource of a type that they watch, and those of which that is not known. */
export interface Watchers {
  readonly of: ReadonlyMap<Resource, readonly Resource[]>;
  readonly open: readonly Resource[];
}

const wide = /^\/subscriptions\/[^/]+(?:\/resourcegroups\/([^/]+))?\/?$/;

/** Finds them by the ids among their scopes, or by what a scope was made from; a group stands for all that is in it. */
export function watchersOf(type: string, armType: string, stack: StackView): Watchers {
  const of = new Map<Resource, Resource[]>();
  const open: Resource[] = [];
  for (const alert of stack.ofType(...metricAlertTypes)) {
    const scopes = alert.properties.key('scopes');
    const isForType =
      alert.properties.key('targetResourceType').text?.toLowerCase() === armType.toLowerCase();
    const items = scopes.isUnknown ? [scopes] : scopes.items;
    for (const item of items) {
      const made = item.isUnknown ? stack.madeFrom(alert, item) : [];
      if (item.isUnknown && made.length === 0) open.push(alert);
      const [whole, group] = wide.exec(item.text?.trim().toLowerCase() ?? '') ?? [];
      const target = stack.follow(alert, item, type);
      const watched = [
        ...made.filter((one) => one.type === type),
        ...(target.kind === 'resource' ? [target.resource] : []),
        ...(whole !== undefined && isForType ? stack.ofType(type).filter((one) => isIn(one, group)) : []),
        ...(isForType ? inGroupsAmong(made, type, stack) : []),
      ];
      for (const one of watched) of.set(one, [...(of.get(one) ?? []), alert]);
    }
  }
  return { of, open };
}

/** What stands in the resource groups that a scope was made from, unless something in them was part of the making. */
function inGroupsAmong(made: readonly Resource[], type: string, stack: StackView): readonly Resource[] {
  if (!made.every((one) => one.type === resourceGroupType)) return [];
  return stack.ofType(type).filter((one) => made.some((group) => isInGroup(one, group, stack) === true));
}

function isIn(one: Resource, group: string | undefined): boolean {
  return group === undefined || one.properties.key('resourceGroupName').text?.toLowerCase() === group;
}

/**
 * Whether a metric alert tells somebody no later than the baseline's rule would: it is on, has an action, and its one
 * condition is on the same metric with a threshold that is not laxer. Of several conditions, all must be met before it
 * tells anybody, so such an alert does not count.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types (2026-11-24)
 */
export function fitsMetric({ properties }: Resource, rule: MetricAlertRule): Fit {
  const conditions = properties.at('criteria.allOf');
  const [only, second] = conditions.items;
  if (conditions.isUnknown) return 'unknown';
  if (only === undefined || second !== undefined) return 'no';
  const threshold = only.key('threshold');
  return worst(
    isOn(properties),
    hasItems(properties.key('actions')),
    isWord(only.key('metricName'), rule.metric),
    isWord(only.key('operator'), rule.operator),
    isWord(only.key('timeAggregation'), rule.aggregation),
    threshold.isUnknown ? 'unknown' : isNotLaxer(threshold.number, rule) ? 'yes' : 'no',
  );
}

function isNotLaxer(found: number | undefined, { operator, threshold }: MetricAlertRule): boolean {
  if (found === undefined) return false;
  return operator.startsWith('Greater') ? found <= threshold : found >= threshold;
}

/** The query alerts of a stack by whose logs they ask, a tenant's or nobody's, and those of which that is not known. */
export interface Askers {
  readonly of: ReadonlyMap<string | undefined, readonly Resource[]>;
  readonly open: readonly Resource[];
}

/** Finds them by the tenant of the workspace that a scope names, or of what the scope was made from. */
export function askersOf(stack: StackView, context: Context): Askers {
  const of = new Map<string | undefined, Resource[]>();
  const open: Resource[] = [];
  for (const alert of stack.ofType(...queryAlertTypes)) {
    const scopes = alert.properties.key('scopes');
    const owners = (scopes.isUnknown ? [scopes] : scopes.items).flatMap((scope) => {
      const id = parseAzureId(scope.text ?? '');
      if (id !== undefined) {
        const workspace = stack.find(workspaceType, id.resourceGroup, id.segments.at(-1)?.name ?? '');
        return workspace === undefined ? [] : [belongsTo(workspace, 'tenant', stack, context)];
      }
      const made = scope.isUnknown ? stack.madeFrom(alert, scope) : [];
      if (scope.isUnknown && made.length === 0) open.push(alert);
      return made.map((one) => belongsTo(one, 'tenant', stack, context));
    });
    for (const owner of new Set(owners)) of.set(owner, [...(of.get(owner) ?? []), alert]);
  }
  return { of, open };
}

/** Whether a query alert is on, has an action, and asks the baseline's query. */
export function fitsQuery({ properties }: Resource, rule: QueryAlertRule): Fit {
  const conditions = properties.at('criteria.allOf');
  const query = conditions.items[0]?.key('query') ?? conditions;
  return worst(
    isOn(properties),
    hasItems(properties.at('actions.actionGroups')),
    query.isUnknown ? 'unknown' : folded(query.text ?? '') === folded(rule.query) ? 'yes' : 'no',
  );
}

/** What a policy says of an alert that the baseline lists: nothing when there is one that fits. */
export function expectAlert({ id }: { readonly id: string }, fits: readonly Fit[], isOpen = false): Result[] {
  const fit = best(fits);
  if (fit === 'yes') return [];
  const expected = `watched by an alert like ${id} of the baseline`;
  return [fit === 'unknown' || isOpen ? undetermined('', expected) : violated('', expected, 'none')];
}

/** The best of what is found: one that fits is enough. */
function best(fits: readonly Fit[]): Fit {
  return fits.includes('yes') ? 'yes' : fits.includes('unknown') ? 'unknown' : 'no';
}

function worst(...fits: readonly Fit[]): Fit {
  return fits.includes('no') ? 'no' : fits.includes('unknown') ? 'unknown' : 'yes';
}

function isOn(properties: Value): Fit {
  const enabled = properties.key('enabled');
  return enabled.isUnknown ? 'unknown' : enabled.boolean === true ? 'yes' : 'no';
}

function hasItems(list: Value): Fit {
  return list.isUnknown ? 'unknown' : list.items.length > 0 ? 'yes' : 'no';
}

function isWord(value: Value, word: string): Fit {
  if (value.isUnknown) return 'unknown';
  return value.text?.trim().toLowerCase() === word.toLowerCase() ? 'yes' : 'no';
}

/** A query without differences of spacing. */
function folded(query: string): string {
  return query.replace(/\s+/g, ' ').trim();
}
