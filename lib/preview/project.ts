import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import type { Mistake, Result } from '../baseline/mistake';
import { readDocument } from '../baseline/read-document';
import { findLauncher, nodeArgumentsOf } from './launcher';

/** A Pulumi project on disk: what `Pulumi.yaml` says, ready to be run. */
export interface Project {
  readonly name: string;
  /** The folder of `Pulumi.yaml`. */
  readonly root: string;
  readonly file: string;
  readonly program: {
    readonly launcher: string;
    readonly directory: string;
    readonly entry: string;
    readonly nodeArguments: readonly string[];
    readonly typescript: boolean;
    readonly tsconfig: string | undefined;
  };
  /** The folder of the stack files. */
  readonly configDirectory: string;
  /** Values that `config` of the project file gives every stack, by key with the namespace. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

const fileNames = ['Pulumi.yaml', 'Pulumi.yml'];

interface ProjectFile {
  readonly name: string;
  readonly runtime: string | { readonly name: string; readonly options?: RuntimeOptions };
  readonly main?: string;
  readonly stackConfigDir?: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

interface RuntimeOptions {
  readonly typescript?: boolean;
  readonly nodeargs?: string;
  readonly tsconfig?: string;
}

/** Only what a preview reads is checked; the file belongs to Pulumi, which knows more keys. */
const projectSchema = {
  $id: 'Pulumi.yaml',
  type: 'object',
  required: ['name', 'runtime'],
  properties: {
    name: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,100}$' },
    main: { type: 'string' },
    stackConfigDir: { type: 'string' },
    config: { type: 'object' },
    runtime: {
      type: ['string', 'object'],
      required: ['name'],
      properties: {
        name: { type: 'string' },
        options: {
          type: 'object',
          properties: {
            typescript: { type: 'boolean' },
            nodeargs: { type: 'string' },
            tsconfig: { type: 'string' },
          },
        },
      },
    },
  },
};

/**
 * Finds `Pulumi.yaml` in the folder or above it, as the official CLI does, and reads it.
 * https://www.pulumi.com/docs/iac/concepts/projects/project-file/
 */
export function readProject(folder: string): Result<Project> {
  const wrong = (file: string, text: string): Result<Project> => ({ ok: false, mistakes: [{ file, text }] });
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return wrong(folder, 'found no such folder, expected that of a Pulumi project');
  }
  const file = findUpwards(path.resolve(folder));
  if (file === undefined) return wrong(folder, 'found no Pulumi.yaml here or in any folder above');
  const document = readDocument<ProjectFile>(file, projectSchema);
  if (!document.ok) return document;
  const { name, runtime, main, stackConfigDir, config } = document.value.value;
  const root = path.dirname(file);
  const runtimeName = typeof runtime === 'string' ? runtime : runtime.name;
  const options = typeof runtime === 'string' ? undefined : runtime.options;
  if (runtimeName !== 'nodejs') {
    return wrong(file, `found the runtime '${runtimeName}'; yosai preview supports programs of nodejs`);
  }
  const target = path.resolve(root, main ?? '.');
  if (target !== root && !target.startsWith(root + path.sep)) {
    return wrong(file, `main is '${main}', which is outside of the project; expected a path below ${root}`);
  }
  if (!existsSync(target)) return wrong(file, `main is '${main}', and there is no such file or folder`);
  const isFolder = statSync(target).isDirectory();
  const directory = isFolder ? target : path.dirname(target);
  const launcher = findLauncher(directory);
  if (launcher === undefined) {
    return wrong(file, 'found no @pulumi/pulumi that the program can load. Run `npm install` in the project');
  }
  return {
    ok: true,
    value: {
      name,
      root,
      file,
      program: {
        launcher,
        directory,
        entry: isFolder ? '.' : path.basename(target),
        nodeArguments: nodeArgumentsOf(options?.nodeargs),
        typescript: options?.typescript ?? true,
        tsconfig: options?.tsconfig,
      },
      configDirectory: path.resolve(root, stackConfigDir ?? '.'),
      defaults: defaultsOf(name, config ?? {}),
    },
  };
}

/** The policy packs that the project keeps: every folder of `policy-packs/` with a `PulumiPolicy.yaml`. */
export function projectPacks(project: Project): string[] {
  const folder = path.join(project.root, 'policy-packs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((pack) => existsSync(path.join(pack, 'PulumiPolicy.yaml')))
    .sort();
}

/** How many letters a misspelt name may differ by and still be understood. */
const farthestTypo = 2;

/** The file of a stack, or which stacks there are instead. */
export function findStackFile(project: Project, stack: string): Result<string> {
  for (const extension of ['yaml', 'yml']) {
    const file = path.join(project.configDirectory, `Pulumi.${stack}.${extension}`);
    if (existsSync(file)) return { ok: true, value: file };
  }
  const stacks = stacksOf(project);
  const nearest = stacks.length > 0 ? closest(stack, stacks) : undefined;
  const near = nearest !== undefined && distance(stack, nearest) <= farthestTypo ? nearest : undefined;
  const mistake: Mistake = {
    file: path.join(project.configDirectory, `Pulumi.${stack}.yaml`),
    text:
      stacks.length === 0
        ? `found no stack '${stack}': the project has no stack file at all. Write one; \`config: {}\` is enough`
        : `found no stack '${stack}'; the project has ${stacks.join(', ')}`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
  return { ok: false, mistakes: [mistake] };
}

/** Names of the stacks that have a file. */
export function stacksOf(project: Project): string[] {
  if (!existsSync(project.configDirectory)) return [];
  return readdirSync(project.configDirectory)
    .map((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

function findUpwards(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    for (const name of fileNames) {
      const file = path.join(current, name);
      if (existsSync(file)) return file;
    }
    if (path.dirname(current) === current) return undefined;
  }
}

/** A default is a plain value, or a declaration with `default` or `value`. */
function defaultsOf(project: string, config: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const defaults = new Map<string, unknown>();
  for (const [key, entry] of Object.entries(config)) {
    const declared = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    const declaration = declared ? (entry as Record<string, unknown>) : { value: entry };
    const value = declaration['value'] ?? declaration['default'];
    if (value !== undefined) defaults.set(key.includes(':') ? key : `${project}:${key}`, value);
  }
  return defaults;
}
