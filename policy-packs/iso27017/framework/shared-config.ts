import type { PackConfiguration } from './configuration';
import type { Rule } from './rule';

type Rules = Readonly<Record<string, Rule>>;
type Properties = Readonly<Record<string, unknown>>;

/** Days may differ from policy to policy, so each is told its own. */
const days: readonly string[] = ['asOf', 'lockedFrom'];

/**
 * What other policies are told and this one is not: ids, ranges and registers mean the same to each policy that has a
 * property of the name, so the configuration needs to say them once. Where others are told different things, nothing is
 * taken over.
 */
export function sharedWith(policy: string, rules: Rules, configuration: PackConfiguration): Properties {
  const shared: Record<string, unknown> = {};
  for (const name of Object.keys(rules[policy]?.config ?? {})) {
    if (days.includes(name) || configuration[policy]?.properties[name] !== undefined) continue;
    const values = Object.entries(configuration).flatMap(([other, { properties }]) =>
      rules[other]?.config?.[name] === undefined || properties[name] === undefined ? [] : [properties[name]],
    );
    if (new Set(values.map((value) => JSON.stringify(value))).size === 1) shared[name] = values[0];
  }
  return shared;
}
