import type { WebFirewall } from '../../../lib/baseline/types.generated';
import { isAtLeast } from '../../../lib/baseline/versions';
import { orList } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { expect, expectWord, undetermined, violated } from '../framework/expect';
import type { Result } from '../framework/rule';

type RuleSets = WebFirewall['ruleSets'];

/**
 * Whether a list of managed rule sets recognises attacks at all, and in versions that the baseline does not count as
 * ended. Sets that the baseline does not list only stand beside: they take nothing away.
 */
export function judgeRuleSets(sets: Value, ruleSets: RuleSets): Result[] {
  const against = ruleSets.filter((set) => set.against === 'attacks').map(({ type }) => type);
  const expected = `with the rules against attacks (${orList(against)})`;
  const types = itemsOf(sets).map((set) => set.key('ruleSetType'));
  const open = types.filter(({ isUnknown }) => isUnknown);
  const isThere = types.some(({ text }) => against.some((type) => isSame(type, text)));
  return [
    ...(isThere || open.length > 0 ? [] : [violated(sets, expected, 'none of them')]),
    ...open.map((type) => undetermined(sets.isUnknown ? sets : type, expected)),
    ...itemsOf(sets).flatMap((set) => judgeVersion(set, ruleSets)),
  ];
}

/** Whether one set, by its `ruleSetType` and `ruleSetVersion`, is a version that the baseline admits. */
export function judgeVersion(set: Value, ruleSets: RuleSets): Result[] {
  const listed = ruleSets.find(({ type }) => isSame(type, set.key('ruleSetType').text));
  if (listed === undefined) return [];
  const { minimumVersion } = listed;
  return expect(
    set.key('ruleSetVersion'),
    `at least ${minimumVersion}`,
    ({ text = '' }) => isAtLeast(text.trim(), minimumVersion) === true,
  );
}

function isSame(type: string, text: string | undefined): boolean {
  return text?.trim().toLowerCase() === type.toLowerCase();
}

/**
 * Ways of a policy to let through what its managed rules recognise: rules of its own before them, requests and parts of
 * requests that they pass over, and managed rules that are switched off or only report. A group that is overridden
 * without naming rules is off as a whole.
 */
export function judgeExceptions(properties: Value): Result[] {
  const managed = properties.key('managedRules');
  return [
    ...each(properties.key('customRules'), (rule) =>
      rule.key('state').text?.trim().toLowerCase() === 'disabled'
        ? []
        : expectWord(rule.key('action'), ['Block', 'JSChallenge', 'Log']),
    ),
    ...['exclusions', 'exceptions'].flatMap((name) => expectNone(managed.key(name))),
    ...each(managed.key('managedRuleSets'), (set) =>
      each(set.key('ruleGroupOverrides'), (group) => [
        ...expect(group.key('rules'), 'rules by name', ({ items }) => items.length > 0),
        ...group.key('rules').items.flatMap(judgeOverride),
      ]),
    ),
  ];
}

function judgeOverride(rule: Value): Result[] {
  const action = rule.key('action');
  return [
    ...expectWord(rule.key('state'), ['Enabled']),
    ...(action.isAbsent ? [] : expectWord(action, ['AnomalyScoring', 'Block', 'JSChallenge'])),
  ];
}

/** Judges the items of a list; a list that is not known yet may hold anything. */
function each(list: Value, judge: (item: Value) => Result[]): Result[] {
  return list.isUnknown
    ? [undetermined(list, 'without a rule that lets something through')]
    : itemsOf(list).flatMap(judge);
}

/** Expects nothing, or an empty list. */
export function expectNone(list: Value): Result[] {
  return list.isAbsent ? [] : expect(list, 'absent', ({ isList, items }) => isList && items.length === 0);
}
