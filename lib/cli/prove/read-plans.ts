import type { Mistake, Result } from '../../baseline/mistake';
import { readText } from '../../baseline/read-file';
import { show } from '../../baseline/show';
import { type Plan, planVersion } from '../../preview/plan';
import { isProvenance } from '../../preview/provenance';

/** A plan file, as it was named, with what is read of it. */
export interface PlanFile {
  readonly file: string;
  readonly plan: Pick<Plan, 'project' | 'stack' | 'provenance' | 'resources'>;
}

/** Far more than a plan of thousands of tenants takes. */
const largestPlanBytes = 512 * 1024 * 1024;

/** Levels of nesting, of which the deepest type of Azure has some twenty. */
const deepest = 500;

/** Reads plan files that previews wrote, each of another stack. Every mistake is told, or all plans are given. */
export function readPlans(files: readonly string[]): Result<readonly PlanFile[]> {
  const plans: PlanFile[] = [];
  const mistakes: Mistake[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const plan = readPlan(file);
    if (!plan.ok) {
      mistakes.push(...plan.mistakes);
      continue;
    }
    const name = `${plan.value.project}/${plan.value.stack}`;
    const earlier = seen.get(name);
    seen.set(name, file);
    if (earlier === undefined) plans.push({ file, plan: plan.value });
    else
      mistakes.push({ file, text: `is a second plan of the stack ${name}, after ${earlier}; expected one` });
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: plans };
}

function readPlan(file: string): Result<PlanFile['plan']> {
  const wrong = (text: string, path?: string) => ({
    ok: false as const,
    mistakes: [{ file, text, ...(path !== undefined && { path }) }],
  });
  const text = readText(file, largestPlanBytes);
  if (!text.ok) {
    const mistakes = text.mistakes.map((mistake) => ({
      ...mistake,
      text: `${mistake.text}. Write it with \`yosai preview\``,
    }));
    return { ok: false, mistakes };
  }
  let plan: unknown;
  try {
    plan = JSON.parse(text.value);
  } catch (error) {
    return wrong(`could not be read as JSON: ${(error as Error).message}`);
  }
  if (isDeeperThan(deepest, plan)) {
    return wrong(
      `is nested deeper than ${deepest} levels; expected a plan, which is nested less. Make one with \`yosai preview\``,
    );
  }
  if (!isRecord(plan) || plan['version'] !== planVersion) {
    const found = isRecord(plan) ? plan['version'] : plan;
    return wrong(
      `found ${show(found)}, expected a plan of version ${planVersion}. Make one with \`yosai preview\``,
      'version',
    );
  }
  const { project, stack, provenance, resources } = plan;
  if (typeof project !== 'string' || typeof stack !== 'string' || !Array.isArray(resources)) {
    return wrong('found a plan without project, stack or resources. Make it anew with `yosai preview`');
  }
  if (!isProvenance(provenance)) {
    return wrong('found nothing of its shape. Make the plan anew with `yosai preview`', 'provenance');
  }
  const unfit = Object.entries({ project, stack }).find(([, name]) => !isName(name));
  if (unfit !== undefined) {
    const [path, name] = unfit;
    return wrong(`found ${show(name)}, expected letters, digits, and - _ . inside them`, path);
  }
  const index = resources.findIndex((resource) => !isResource(resource));
  if (index >= 0) {
    return wrong(
      'found no resource with urn, type, name and inputs. Make the plan anew with `yosai preview`',
      `resources[${index}]`,
    );
  }
  const urns = new Map<string, number>();
  for (const [place, { urn }] of (resources as Plan['resources']).entries()) {
    const first = urns.get(urn);
    if (first !== undefined) {
      return wrong(
        `is a second resource with the URN of resources[${first}], expected one. Make the plan anew with \`yosai preview\``,
        `resources[${place}]`,
      );
    }
    urns.set(urn, place);
  }
  return { ok: true, value: { project, stack, provenance, resources } };
}

/**
 * Whether a text is the name of a project or stack, by which files are written.
 * https://www.pulumi.com/docs/iac/concepts/stacks/ (2026-11-27)
 */
function isName(text: string): boolean {
  return /^[\w.-]{1,100}$/.test(text) && !/^\.+$/.test(text);
}

function isResource(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { urn, type, name, inputs, propertyDependencies, position } = value;
  return (
    [urn, type, name].every((text) => typeof text === 'string') &&
    isRecord(inputs) &&
    (propertyDependencies === undefined ||
      (isRecord(propertyDependencies) && Object.values(propertyDependencies).every(Array.isArray))) &&
    (position === undefined || isRecord(position))
  );
}

/** Looked at level by level: a call for each would be too many of them. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
