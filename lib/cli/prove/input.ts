import path from 'node:path';
import {
  loadBaseline,
  loadOffices,
  loadTenants,
  type Mistake,
  type Result,
  type Tenant,
} from '../../baseline';
import type { Baseline } from '../../baseline/baseline';
import { readText } from '../../baseline/read-file';
import { type Day, dayAt, isDay } from '../../lifecycle/calendar';
import { buildingIn, phaseOf } from '../../lifecycle/phase';
import { readServiceTags, type ServiceTags } from '../../network-model/service-tags';
import { digestsIn } from '../provenance';
import { type Present, stalenessOf } from '../staleness';
import type { ProveOptions } from './options';
import { type PlanFile, readPlans } from './read-plans';

/** Everything that a proof needs. */
export interface ProveInput {
  readonly plans: readonly PlanFile[];
  readonly baseline: Baseline;
  /** Public ranges from which operators come, in CIDR form. */
  readonly operators: readonly string[];
  /** Tenants that are to have an environment on the day. */
  readonly tenants: readonly Tenant[];
  readonly serviceTags: ServiceTags | undefined;
  /** Why the plans do not show one state of things, or not the present one. */
  readonly stale: readonly string[];
}

/** Microsoft's file has some 4 MB. */
const largestTagsBytes = 64 * 1024 * 1024;

/**
 * Reads everything that a proof needs and tells all mistakes at once.
 * @param now milliseconds since 1970-01-01 UTC.
 */
export function readProveInput(
  files: readonly string[],
  options: ProveOptions,
  now: number,
): Result<ProveInput> {
  const root = path.resolve(options.cwd);
  const registers = path.resolve(root, options.registers);
  const plans = readPlans(files.length > 0 ? files : [path.join(root, 'out', options.stack, 'plan.json')]);
  const baseline = loadBaseline(path.join(root, 'baselines'));
  const offices = loadOffices(path.join(registers, 'offices.yaml'));
  const tenants = baseline.ok ? loadTenants(path.join(registers, 'tenants.yaml'), baseline.value) : baseline;
  const day = dayOf(options.asOf, now);
  const serviceTags = tagsOf(options.serviceTags);
  const mistakes: Mistake[] = [
    ...(plans.ok ? [] : plans.mistakes),
    ...(baseline.ok ? [] : baseline.mistakes),
    ...(offices.ok ? [] : offices.mistakes),
    ...(tenants.ok || !baseline.ok ? [] : tenants.mistakes),
    ...(day.ok ? [] : day.mistakes),
    ...(serviceTags.ok ? [] : serviceTags.mistakes),
  ];
  if (!plans.ok || !baseline.ok || !offices.ok || !tenants.ok || !day.ok || !serviceTags.ok) {
    return { ok: false, mistakes };
  }
  return {
    ok: true,
    value: {
      plans: plans.value,
      baseline: baseline.value,
      operators: offices.value.offices.flatMap(({ ranges }) => ranges),
      tenants: tenants.value.tenants.filter(
        (tenant) => buildingIn(phaseOf(tenant, day.value, baseline.value.lifecycle)) !== undefined,
      ),
      serviceTags: serviceTags.value,
      stale: stalenessOf(
        plans.value.map(({ plan: { project, stack, provenance } }) => ({
          name: `${project}/${stack}`,
          provenance,
        })),
        presentOf(path.join(root, 'baselines'), registers, options.maxAge, now),
      ),
    },
  };
}

function presentOf(
  baselinesFolder: string,
  registersFolder: string,
  maxAgeHours: number | undefined,
  now: number,
): Present {
  const baselines = digestsIn(baselinesFolder);
  const registers = digestsIn(registersFolder);
  return {
    now,
    ...(baselines !== undefined && { baselines }),
    ...(registers !== undefined && { registers }),
    ...(maxAgeHours !== undefined && { maxAgeHours }),
  };
}

function dayOf(text: string | undefined, now: number): Result<Day> {
  if (text === undefined) return { ok: true, value: dayAt(now) };
  if (isDay(text)) return { ok: true, value: text };
  return {
    ok: false,
    mistakes: [{ file: '--as-of', text: `found ${text}, expected a day such as 2027-01-15` }],
  };
}

function tagsOf(file: string | undefined): Result<ServiceTags | undefined> {
  if (file === undefined) return { ok: true, value: undefined };
  const text = readText(file, largestTagsBytes);
  if (!text.ok) return text;
  const wrong = (found: string) => ({ ok: false as const, mistakes: [{ file, text: found }] });
  try {
    const tags = readServiceTags(JSON.parse(text.value));
    return typeof tags === 'string' ? wrong(tags) : { ok: true, value: tags };
  } catch (error) {
    return wrong(`could not be read as JSON: ${(error as Error).message}`);
  }
}
