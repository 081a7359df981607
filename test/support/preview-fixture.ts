import path from 'node:path';
import { parseYaml } from '../../lib/baseline/read-yaml';
import { readPackProject } from '../../lib/preview/pack-project';
import type { Plan, PlanResource } from '../../lib/preview/plan';
import {
  type PackRequest,
  type PreviewFailure,
  type PreviewRequest,
  type PreviewResult,
  preview,
} from '../../lib/preview/preview';
import { readProject } from '../../lib/preview/project';
import { readStackConfig } from '../../lib/preview/stack-config';
import { planMistakes } from './plan-schema';
import { provenance } from './provenance';
import { expectValue } from './results';

const fixtures = path.join(__dirname, '..', 'fixtures');

/** What a test changes about the preview of a fixture. */
export interface FixtureOptions {
  readonly stack?: string;
  /** `key=value`, as `--config` takes it. */
  readonly config?: readonly string[];
  /** Folder names below `test/fixtures/packs`, or absolute ones. */
  readonly packs?: readonly string[];
  /** Configuration of the packs, in their order. */
  readonly packConfigs?: readonly unknown[];
  readonly stackOutputs?: PreviewRequest['stackOutputs'];
  readonly timeLimitMs?: number;
  readonly packStartLimitMs?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export function programFolder(name: string): string {
  return path.join(fixtures, 'programs', name);
}

export function packFolder(name: string): string {
  return path.resolve(fixtures, 'packs', name);
}

/** Previews a program of `test/fixtures/programs` as the command line would. */
export async function runFixture(name: string, options: FixtureOptions = {}) {
  const project = expectValue(readProject(path.resolve(programFolder(name))));
  const stack = options.stack ?? 'dev';
  const config = expectValue(readStackConfig(project, stack, options.config ?? []));
  const packs = (options.packs ?? []).map(
    (pack, index): PackRequest => ({
      project: expectValue(readPackProject(packFolder(pack))),
      config: expectValue(parseYaml('pack.json', JSON.stringify(options.packConfigs?.[index] ?? {}))),
    }),
  );
  const request: PreviewRequest = {
    identity: { organization: 'organization', project: project.name, stack },
    provenance: Promise.resolve(provenance),
    program: {
      ...project.program,
      rootDirectory: project.root,
      config: config.values,
      secretKeys: config.secretKeys,
    },
    packs,
    stackOutputs: options.stackOutputs ?? new Map(),
    env: { ...process.env, ...options.env },
    timeLimitMs: options.timeLimitMs ?? 60_000,
    ...(options.packStartLimitMs === undefined ? {} : { packStartLimitMs: options.packStartLimitMs }),
  };
  return preview(request, () => undefined);
}

/** The same for a program that is expected to come to its end, with a plan of the published shape. */
export async function previewFixture(name: string, options: FixtureOptions = {}): Promise<PreviewResult> {
  const outcome = await runFixture(name, options);
  if (!outcome.ok) throw new Error(`the preview of ${name} failed: ${outcome.failure.text}`);
  const mistakes = planMistakes(outcome.value.plan);
  if (mistakes.length > 0)
    throw new Error(`the plan of ${name} is not of its schema: ${mistakes.join(', ')}`);
  return outcome.value;
}

/** The same for a program that is expected to fail. */
export async function failFixture(name: string, options: FixtureOptions = {}): Promise<PreviewFailure> {
  const outcome = await runFixture(name, options);
  if (outcome.ok) throw new Error(`the preview of ${name} did not fail`);
  return outcome.failure;
}

/** The one resource of this name in a plan. */
export function resourceNamed(plan: Plan, name: string): PlanResource {
  const found = plan.resources.filter((resource) => resource.name === name);
  if (found[0] === undefined || found.length > 1) {
    const names = plan.resources.map((resource) => resource.name).join(', ');
    throw new Error(`${found.length} resources are named ${name}; the plan has ${names}`);
  }
  return found[0];
}

/** URNs without what every resource of the fixture has in common. */
export function shortUrns(plan: Plan): string[] {
  return plan.resources.map(({ urn }) => shortUrn(urn));
}

export function shortUrn(urn: string): string {
  return urn.split('::').slice(2).join('::');
}
