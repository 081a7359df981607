import { expect, it } from 'vitest';
import { exampleOf } from './support/example';
import { devPlan, mutantsOf, policyNames, ruleOf, tableNames } from './support/policies';

it('has an example for each policy, which is refused where its compliant twin is accepted', async () => {
  const plan = devPlan();
  const names = policyNames.filter((name) => tableNames.includes(name));
  const examples = await Promise.all(
    names.map(async (name) => {
      const mutants = await mutantsOf(name);
      const { noExample } = mutants;
      const example =
        noExample === undefined ? exampleOf(name, await ruleOf(name), plan, mutants) : { because: noExample };
      return [name, example] as const;
    }),
  );
  // `npm run test:mutation -- -u` writes it anew, and `npm run generate` docs/policies.md from it.
  await expect(`${JSON.stringify(Object.fromEntries(examples), undefined, 2)}\n`).toMatchFileSnapshot(
    'examples.generated.json',
  );
});
