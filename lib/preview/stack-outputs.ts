import type { Mistake, Result } from '../baseline/mistake';
import { readText } from '../baseline/read-file';
import { fromPlan, isObject, type PlanValue, type Wire } from '../wire/values';
import { type Plan, planVersion } from './plan';
import { isProvenance, type Provenance } from './provenance';
import type { StackOutputs } from './state';

/** What is taken from plans of other stacks. */
export interface OtherPlans {
  readonly outputs: StackOutputs;
  /** From what each was made, in the order of the files. */
  readonly provenances: readonly {
    readonly file: string;
    readonly stack: string;
    readonly provenance: Provenance;
  }[];
}

/**
 * Reads the outputs of other stacks from plan files that earlier previews wrote, for StackReferences. Secrets are
 * not in a plan file: the program sees them as secrets that are not known.
 */
export function readStackOutputs(files: readonly string[]): Result<OtherPlans> {
  const outputs = new Map<string, { [key: string]: Wire }>();
  const provenances: OtherPlans['provenances'][number][] = [];
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
    provenances.push({ file, stack: name, provenance: plan.value.provenance });
    try {
      const entries = Object.entries(plan.value.outputs).map(([key, value]) => [key, fromPlan(value)]);
      outputs.set(name, Object.fromEntries(entries));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      mistakes.push({
        file,
        text: 'its outputs are nested too deeply to be read; make them flatter in that stack, and preview it again',
      });
    }
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: { outputs, provenances } };
}

/** Far more than a plan of thousands of tenants takes. */
const largestPlanBytes = 512 * 1024 * 1024;

function readPlan(file: string): Result<Pick<Plan, 'project' | 'stack' | 'provenance' | 'outputs'>> {
  const wrong = (text: string) => ({ ok: false as const, mistakes: [{ file, text }] });
  const text = readText(file, largestPlanBytes);
  if (!text.ok) return text;
  let plan: PlanValue;
  try {
    plan = JSON.parse(text.value);
  } catch (error) {
    return wrong(`could not be read as JSON: ${(error as Error).message}`);
  }
  if (!isObject(plan) || plan['version'] !== planVersion) {
    return wrong(`found no plan of version ${planVersion}. Make one with \`yosai preview\``);
  }
  const { project, stack, provenance, outputs } = plan;
  if (typeof project !== 'string' || typeof stack !== 'string' || !isObject(outputs)) {
    return wrong('found a plan without project, stack or outputs. Make it anew with `yosai preview`');
  }
  if (!isProvenance(provenance)) {
    return wrong('found no provenance of its shape. Make the plan anew with `yosai preview`');
  }
  return { ok: true, value: { project, stack, provenance, outputs } };
}
