import { describe, expect, inject, it } from 'vitest';
import { mutantsOf, policyNames, ruleOf, tableNames } from './policies';
import { keepScore } from './score';
import { tryPolicy } from './try-policy';
import type { World } from './world';

/** Tries the policies whose number leaves a rest when divided: so several files share the work, one a core. */
export function describeMutants(plan: World, part: number, parts: number): void {
  const names = policyNames.filter((name) => tableNames.includes(name));
  describe.each(names.filter((_name, index) => index % parts === part))('%s', (policy) => {
    it('refuses each of its mutants, and no harmless change', async () => {
      const mutants = await mutantsOf(policy);
      const { score, example: _example, ...rest } = tryPolicy(policy, await ruleOf(policy), plan, mutants);
      keepScore(inject('scores'), score);
      expect(score.mutants).toBeGreaterThan(0);
      expect(rest).toEqual({ before: [], survivors: [], refusals: [], uncovered: [], untried: [], idle: [] });
    });
  });
}
