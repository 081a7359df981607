import path from 'node:path';
import type { Mistake, Result } from '../../baseline/mistake';
import { type PackProject, readPackProject } from '../../preview/pack-project';
import type { PackRequest, PreviewRequest } from '../../preview/preview';
import { type Project, projectPacks, readProject } from '../../preview/project';
import { noPackConfig, readPackConfig } from '../../preview/read-pack-config';
import { readStackConfig } from '../../preview/stack-config';
import { type OtherPlans, readStackOutputs } from '../../preview/stack-outputs';
import { provenanceOf, timeOfMaking } from '../provenance';
import type { PreviewOptions } from './options';

export interface PreviewInput {
  readonly project: Project;
  readonly request: PreviewRequest;
  /** The plans that answer StackReferences. */
  readonly otherPlans: OtherPlans['provenances'];
}

/** Name of the organization where a stack's name gives none; the official CLI uses the same for local state. */
const localOrganization = 'organization';

/**
 * Reads everything that a preview needs and reports all mistakes at once.
 * @param version of yosai.
 */
export function readPreviewInput(options: PreviewOptions, version: string): Result<PreviewInput> {
  const project = readProject(options.cwd);
  const [stack = '', projectName, organization = localOrganization] = options.stack.split('/').reverse();
  const packs = readPacks(options, project.ok ? project.value : undefined);
  const stackOutputs = readStackOutputs(options.plan);
  const now = timeOfMaking(process.env, Date.now());
  const config = project.ok ? readStackConfig(project.value, stack, options.config) : undefined;
  const mistakes: Mistake[] = [
    ...(project.ok ? [] : project.mistakes),
    ...(config === undefined || config.ok ? [] : config.mistakes),
    ...(packs.ok ? [] : packs.mistakes),
    ...(stackOutputs.ok ? [] : stackOutputs.mistakes),
    ...(typeof now === 'number' ? [] : [{ file: 'SOURCE_DATE_EPOCH', text: now }]),
  ];
  if (project.ok && projectName !== undefined && projectName !== project.value.name) {
    mistakes.push({
      file: '--stack',
      text: `found the project '${projectName}', and ${project.value.file} is of '${project.value.name}'`,
    });
  }
  if (!project.ok || config?.ok !== true || !packs.ok || !stackOutputs.ok || typeof now === 'string') {
    return { ok: false, mistakes };
  }
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { values, secretKeys } = config.value;
  return {
    ok: true,
    value: {
      project: project.value,
      otherPlans: stackOutputs.value.provenances,
      request: {
        identity: { organization, project: project.value.name, stack },
        provenance: provenanceOf({
          version,
          projectRoot: project.value.root,
          config: values,
          secretKeys,
          now,
        }),
        program: {
          ...project.value.program,
          rootDirectory: project.value.root,
          config: values,
          secretKeys,
        },
        packs: packs.value,
        stackOutputs: stackOutputs.value.outputs,
        env: process.env,
        timeLimitMs: options.timeout * 1000,
      },
    },
  };
}

/** The packs that were named, or those of the project; each with the configuration file in the same place. */
function readPacks(options: PreviewOptions, project: Project | undefined): Result<PackRequest[]> {
  const named = options.policyPack.map((folder) => path.resolve(folder));
  const folders = named.length > 0 || project === undefined ? named : projectPacks(project);
  const mistakes: Mistake[] = [];
  const packs: PackRequest[] = [];
  if (options.policyPackConfig.length > folders.length) {
    mistakes.push({
      file: '--policy-pack-config',
      text: `found ${options.policyPackConfig.length} for ${folders.length} policy packs; expected at most one a pack, in their order`,
    });
  }
  folders.forEach((folder, index) => {
    const pack: Result<PackProject> = readPackProject(folder);
    const configFile = options.policyPackConfig[index];
    const config =
      configFile === undefined ? { ok: true as const, value: noPackConfig() } : readPackConfig(configFile);
    if (!pack.ok) mistakes.push(...pack.mistakes);
    if (!config.ok) mistakes.push(...config.mistakes);
    if (pack.ok && config.ok) {
      packs.push({ project: pack.value, config: config.value });
    }
  });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: packs };
}
