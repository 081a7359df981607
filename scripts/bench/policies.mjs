// What policies and the proof cost: over the resources of one stack with everything in it, by number of tenants, beside
// the bare program and beside a public checker on the same resources.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { armTemplate } from './arm-template.mjs';
import { Checker } from './checker.mjs';
import { planOf } from './generated-plan.mjs';
import { bundleLibrary, loadLibrary } from './library.mjs';
import { shapes, withManyRules } from './many-rules.mjs';
import { writeRegisters } from './registers.mjs';
import { reportManyRules, reportPolicies } from './report-policies.mjs';
import { median, say, timed } from './timed.mjs';

/** Tenants of the plan from which larger ones are made. */
const fewTenants = 10;

/** Rules that one group is given, and the group, of the plan of few tenants. */
const ruleCounts = [1000, 10_000];
const crowded = 't0001-network-nsg-app';

/**
 * Measures and prints. Sizes above `programUpTo` are judged from a plan that is made of a smaller one, because running
 * the program for them takes minutes and says nothing of the policies.
 * @returns whether every goal that can be shown is reached
 */
export async function benchPolicies({ root, folder, sizes, runs, programUpTo }) {
  const library = await bundleLibrary(root, 'judge', judgeSource(root));
  const templates = loadLibrary(await bundleLibrary(root, 'arm', armSource));
  const checker = Checker.prepare();
  const rows = [];
  for (const tenants of sizes) {
    const registers = path.join(folder, `policies-${tenants}`);
    writeRegisters(root, registers, tenants);
    const isRun = tenants <= programUpTo;
    const floors = [];
    for (let run = 0; isRun && run < runs; run += 1) {
      say(`${tenants} tenants: the bare program, run ${run + 1} of ${runs}`);
      const config = ['--config', `yosai:registers=${registers}`];
      floors.push((await timed([path.join(root, 'scripts/bench/floor.mjs'), ...config])).seconds);
    }
    say(`${tenants} tenants: the plan`);
    const plan = isRun
      ? await plannedBy(root, folder, registers)
      : await generatedPlan(root, folder, tenants);
    const file = path.join(folder, `plan-${tenants}.json`);
    writeFileSync(file, JSON.stringify(plan));
    const takes = [];
    for (let run = 0; run < runs; run += 1) {
      say(`${tenants} tenants: policies and proof, run ${run + 1} of ${runs}`);
      takes.push(judge(root, library, file, registers));
    }
    const template = path.join(folder, `arm-${tenants}`, 'template.json');
    mkdirSync(path.dirname(template), { recursive: true });
    const { skipped, ...document } = armTemplate(templates, plan);
    writeFileSync(template, JSON.stringify(document));
    if (checker.isReady) say(`${tenants} tenants: ${checker.title}`);
    rows.push({
      tenants,
      resources: takes[0].resources,
      ...(floors.length > 0 && { floor: median(floors) }),
      policies: median(takes.map((take) => take.resourcePolicies.seconds)),
      stack: median(takes.map((take) => take.stackPolicies.seconds)),
      proof: median(takes.map((take) => take.proof.seconds)),
      take: takes[0],
      template: { resources: document.resources.length, skipped },
      ...(checker.isReady && { checked: checker.check(path.dirname(template)) }),
    });
  }
  const isReached = reportPolicies(rows, checker);
  reportManyRules(await judgeManyRules(root, folder, library, runs));
  return isReached;
}

/** Each shape of a group with thousands of rules, with the median of its runs at each number of rules. */
async function judgeManyRules(root, folder, library, runs) {
  const registers = path.join(folder, 'policies-few');
  writeRegisters(root, registers, fewTenants);
  const plan = await plannedBy(root, folder, registers);
  return Object.keys(shapes).map((shape) => ({
    shape,
    sizes: ruleCounts.map((rules) => {
      say(`${rules} rules in one group, ${shape}`);
      const file = path.join(folder, 'plan-many-rules.json');
      writeFileSync(file, JSON.stringify(withManyRules(plan, crowded, shape, rules)));
      const takes = Array.from({ length: runs }, () => judge(root, library, file, registers));
      return {
        rules,
        policies: median(takes.map((take) => take.resourcePolicies.seconds)),
        stack: median(takes.map((take) => take.stackPolicies.seconds)),
        proof: median(takes.map((take) => take.proof.seconds)),
      };
    }),
  }));
}

async function plannedBy(root, folder, registers) {
  const out = path.join(folder, 'out');
  const config = ['--config', `yosai:registers=${registers}`];
  await timed([path.join(root, 'bin/yosai.js'), 'preview', '--quiet', '--out', out, ...config]);
  return JSON.parse(readFileSync(path.join(out, 'dev/plan.json'), 'utf8'));
}

async function generatedPlan(root, folder, tenants) {
  const registers = path.join(folder, 'policies-few');
  writeRegisters(root, registers, fewTenants);
  return planOf(await plannedBy(root, folder, registers), tenants);
}

function judge(root, library, plan, registers) {
  const script = path.join(root, 'scripts/bench/judge.mjs');
  const options = { encoding: 'utf8', maxBuffer: 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] };
  return JSON.parse(execFileSync(process.execPath, [script, library, root, plan, registers], options));
}

function judgeSource(root) {
  const rules = readdirSync(path.join(root, 'policy-packs/iso27017/policies')).map((file) =>
    path.basename(file, '.ts'),
  );
  const symbol = (name) => name.replace(/-(\w)/g, (_match, letter) => letter.toUpperCase());
  return `
${rules.map((name) => `import { ${symbol(name)} } from './policy-packs/iso27017/policies/${name}';`).join('\n')}
import { loadAccess, loadBaseline, loadOffices, loadTenants } from './lib/baseline';
export { prove } from './lib/reachability/prove';
export { fromPlans } from './lib/resources/from-plan';

export const rules = { ${rules.map((name) => `'${name}': ${symbol(name)}`).join(', ')} };

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; mistakes: unknown }): T => {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.mistakes));
};

export function inputsOf(root: string, registers: string) {
  const baseline = valueOf(loadBaseline(\`\${root}/baselines\`));
  const { tenants } = valueOf(loadTenants(\`\${registers}/tenants.yaml\`, baseline));
  return {
    baseline,
    tenants: tenants.map(({ id, slot }) => ({ id, slot })),
    operators: valueOf(loadOffices(\`\${registers}/offices.yaml\`)).offices.flatMap(({ ranges }) => ranges),
    access: valueOf(loadAccess(\`\${registers}/access.yaml\`, baseline, undefined)),
  };
}
`;
}

const armSource = `
export { azureTypes } from './lib/rehearsal/providers/azure-native/types';
export { modelOf } from './lib/rehearsal/providers/azure-native/models';
export { restBody } from './lib/rehearsal/providers/azure-native/rest-body';
export { pathParameters } from './lib/rehearsal/providers/azure-native/resource-path';
`;
