import type { Diagnosed } from '../../../lib/baseline/types.generated';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import { diagnosticSettings } from '../azure/diagnostics';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';

/**
 * Every resource of a type that the baseline lists sends its logs and metrics to a workspace: each category, by one
 * setting or several. The group `allLogs` stands for every category.
 * https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings (2026-11-24)
 */
export const resourceRequiresDiagnostics: Rule = {
  checkStack(stack, { baseline }) {
    const listed = new Map(baseline.monitoring.diagnostics.map((entry) => [entry.type, entry]));
    const resources = stack.ofType(...listed.keys());
    if (resources.length === 0) return { notApplicable: 'the stack holds nothing that the baseline lists' };
    const { of, open } = diagnosticSettings(stack, resources);
    return resources.flatMap((resource) => {
      const kept = listed.get(resource.type);
      return kept === undefined
        ? []
        : at(resource, judge(kept, of.get(resource) ?? [], stack, open.length > 0));
    });
  },
};

function judge(
  { logs, metrics }: Diagnosed,
  settings: readonly Resource[],
  stack: StackView,
  isOpen: boolean,
): Result[] {
  const wanted = [...logs, ...(metrics ? ['AllMetrics'] : [])];
  const sending = settings.filter(({ properties }) => !properties.key('workspaceId').isAbsent);
  const isSure = (setting: Resource) => isSent(setting, stack);
  const taken = sending
    .filter(isSure)
    .flatMap(({ properties }) => [...entries(properties.key('logs')), ...entries(properties.key('metrics'))]);
  const has = (category: string) =>
    taken.some(
      (entry) =>
        entry.key('enabled').isUnknown === false &&
        (isWord(entry.key('category'), category) || isWord(entry.key('categoryGroup'), 'allLogs')),
    );
  const missing = wanted.filter((category) => !has(category));
  if (missing.length === 0) return [];
  const expected = `with diagnostics of ${missing.join(', ')} in a workspace`;
  const isTakenOpen = taken.some((entry) => entry.key('enabled').isUnknown);
  if (isOpen || isTakenOpen || !sending.every(isSure)) return [undetermined('', expected)];
  return [violated('', expected, settings.length === 0 ? 'no setting' : 'a setting without')];
}

/** Whether a setting surely has a workspace: one that is named, or made from something of this stack. */
function isSent(setting: Resource, stack: StackView): boolean {
  const workspace = setting.properties.key('workspaceId');
  return workspace.isKnown || stack.madeFrom(setting, workspace).length > 0;
}

/** What a setting takes; the list itself while it is not known. */
function entries(list: Value): Value[] {
  return list.isUnknown ? [list] : list.items.filter((entry) => entry.key('enabled').boolean !== false);
}

function isWord(value: Value, word: string): boolean {
  return value.text?.trim().toLowerCase() === word.toLowerCase();
}
