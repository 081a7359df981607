import { afterAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../../../policy-packs/iso27017/framework/rule';
import { placesFound } from './judge';
import { dataStoreRules } from './other-checkers/data-stores';
import { leftOut } from './other-checkers/left-out';
import { machineRules } from './other-checkers/machines';
import { networkRules } from './other-checkers/networks';
import { policies } from './other-checkers/policies';

const borrowed = [...networkRules, ...dataStoreRules, ...machineRules];
const examples = borrowed.flatMap(({ rule, policy, insecure, secure }) => [
  ...Object.entries(insecure).map(([name, stack]) => ({ rule, policy, name, stack, isSecure: false })),
  ...Object.entries(secure).map(([name, stack]) => ({ rule, policy, name, stack, isSecure: true })),
]);

/** The insecure examples of other checkers are refused and the secure ones accepted, by the policy of the same promise. */
describe('examples of other checkers', () => {
  let right = 0;
  // biome-ignore lint/suspicious/noConsole: the score belongs into the log of CI
  afterAll(() => console.log(`other checkers: ${right} of ${examples.length}`));

  it.each(examples)('$rule: $name', ({ policy, stack, isSecure }) => {
    const rule: Rule | undefined = policies[policy];
    if (rule === undefined) throw new Error(`there is no policy ${policy}`);
    const { violated, undetermined } = placesFound({ [policy]: rule }, stack);
    expect({ isSecure: violated.length === 0, undetermined }).toEqual({ isSecure, undetermined: [] });
    right += 1;
  });

  it('names each rule once, with its page', () => {
    const rules = [...borrowed, ...leftOut];
    const names = rules.map(({ rule }) => rule);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(rules.filter(({ page }) => !page.startsWith('https://'))).toEqual([]);
    expect(leftOut.filter(({ why }) => why === '')).toEqual([]);
  });
});
