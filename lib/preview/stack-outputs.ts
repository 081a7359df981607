import { readFileSync } from 'node:fs';
import type { Mistake, Result } from '../baseline/mistake';
import { type Plan, planVersion } from './plan';
import type { StackOutputs } from './state';
import { fromPlan, isObject, type PlanValue, type Wire } from './values';

/**
 * Reads the outputs of other stacks from plan files that earlier previews wrote, for StackReferences. Secrets are
 * not in a plan file: the program sees them as secrets that are not known.
 */
export function readStackOutputs(files: readonly string[]): Result<StackOutputs> {
  const outputs = new Map<string, { [key: string]: Wire }>();
  const mistakes: Mistake[] = [];
  for (const file of files) {
    const plan = readPlan(file);
    if (!plan.ok) {
      mistakes.push(...plan.mistakes);
      continue;
    }
    const name = `${plan.value.project}/${plan.value.stack}`;
    if (outputs.has(name))
      mistakes.push({ file, text: `a second plan of the stack ${name}; expected one a stack` });
    outputs.set(
      name,
      Object.fromEntries(Object.entries(plan.value.outputs).map(([key, value]) => [key, fromPlan(value)])),
    );
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: outputs };
}

function readPlan(file: string): Result<Pick<Plan, 'project' | 'stack' | 'outputs'>> {
  const wrong = (text: string) => ({ ok: false as const, mistakes: [{ file, text }] });
  let plan: PlanValue;
  try {
    plan = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return wrong(
      code === 'ENOENT'
        ? 'found no such file, expected a plan.json'
        : `could not be read: ${code ?? message}`,
    );
  }
  if (!isObject(plan) || plan['version'] !== planVersion) {
    return wrong(`found no plan of version ${planVersion}. Make one with \`yosai preview\``);
  }
  const { project, stack, outputs } = plan;
  if (typeof project !== 'string' || typeof stack !== 'string' || !isObject(outputs)) {
    return wrong('found a plan without project, stack or outputs. Make it anew with `yosai preview`');
  }
  return { ok: true, value: { project, stack, outputs } };
}
