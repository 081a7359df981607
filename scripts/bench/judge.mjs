// One measurement in a process of its own: the policies and the proof over one plan, cold, as a preview runs them.
//   node scripts/bench/judge.mjs LIBRARY ROOT PLAN REGISTERS    prints one line of JSON, times in seconds
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { loadLibrary } from './library.mjs';

const [library, root, planFile, registers] = process.argv.slice(2);
const { fromPlans, prove, inputsOf, rules } = loadLibrary(library);

const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const { baseline, operators, access, tenants } = inputsOf(root, registers);
const context = { baseline, operators, access, config: {}, now: Date.now() };
const named = Object.entries(rules);

const [viewSeconds, view] = timed(() => fromPlans([plan]));
const [resourceSeconds, said] = timed(() => {
  let count = 0;
  for (const resource of view.resources) {
    for (const [, { types, check }] of named) {
      if (check === undefined || (types !== undefined && !types.includes(resource.type))) continue;
      const results = check(resource, context);
      if (Array.isArray(results)) count += results.filter(({ verdict }) => verdict === 'violated').length;
    }
  }
  return count;
});
const stackPolicies = named
  .filter(([, { checkStack }]) => checkStack !== undefined)
  .map(([name, { checkStack }]) => [name, timed(() => checkStack(view, context))[0]]);
const proofInput = { stacks: [`${plan.project}/${plan.stack}`], baseline, operators, tenants };
const [proofSeconds, proof] = timed(() => prove({ ...proofInput, view: fromPlans([plan]) }));

const verdicts = proof.claims.map(({ answer }) => answer.verdict);
console.log(
  JSON.stringify({
    resources: plan.resources.length,
    view: viewSeconds,
    resourcePolicies: {
      count: named.filter(([, { check }]) => check !== undefined).length,
      seconds: resourceSeconds,
    },
    stackPolicies: { count: stackPolicies.length, seconds: sum(stackPolicies.map(([, seconds]) => seconds)) },
    violations: said,
    slowestStackPolicy: [...stackPolicies].sort((a, b) => b[1] - a[1])[0],
    proof: {
      seconds: proofSeconds,
      claims: verdicts.length,
      proven: verdicts.filter((verdict) => verdict === 'proven').length,
    },
  }),
);

function timed(work) {
  const started = performance.now();
  const value = work();
  return [(performance.now() - started) / 1000, value];
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
