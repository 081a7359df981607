import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump, load } from 'js-yaml';
import type { Project } from '../preview/project';
import { makeOwnFolder } from './own-folder';

/** The folders of one rehearsal; everything that the engine writes is in them. */
export interface Workspace {
  readonly folder: string;
  /** Copies of Pulumi.yaml and the stack's file; the program itself stays where it is. */
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface WorkspaceOptions {
  readonly folder: string;
  readonly project: Project;
  readonly stack: string;
  /** Values of the stack's configuration, by key with the namespace. */
  readonly config: Readonly<Record<string, string>>;
  /** The bundled language host; none where the engine brings its own. */
  readonly languageHost: string | undefined;
  /** Folder of the executable of each provider, by the provider's name. */
  readonly providers: Readonly<Record<string, string>>;
  /** Whether the engine keeps its own log, of everything that it does, in `home/logs`; not when left out. */
  readonly engineLog?: boolean;
}

/** Nothing that is encrypted here is a secret: the state describes a cloud that does not exist. */
const passphrase = 'rehearsal';

/**
 * Prepares the folders in which the official engine rehearses a project: a state backend of files, a home of its own,
 * and copies of the two files that the engine writes to. The user's project, login and state are not touched.
 * https://www.pulumi.com/docs/iac/cli/environment-variables/ (2026-11-24)
 */
export function prepareWorkspace(options: WorkspaceOptions): Workspace {
  const { folder } = options;
  makeOwnFolder(folder);
  const inside = (name: string) => {
    const directory = path.join(folder, name);
    mkdirSync(directory, { recursive: true });
    return directory;
  };
  const copies = inside('project');
  const home = inside('home');
  switchEngineLog(path.join(home, 'logs'), options.engineLog === true);
  writeProjectFile(path.join(copies, 'Pulumi.yaml'), options, languagesIn(inside('languages'), options));
  writeStackFile(path.join(copies, `Pulumi.${options.stack}.yaml`), options.config);
  return {
    folder,
    project: copies,
    env: {
      PULUMI_HOME: home,
      // The sidecars of the files are not written whole: an engine killed at that moment could not read its state again.
      // https://github.com/google/go-cloud/blob/v0.46.0/blob/fileblob/attrs.go (2026-11-27)
      PULUMI_BACKEND_URL: `file://${inside('state')}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      // Without it the CLI does not know --event-log.
      PULUMI_DEBUG_COMMANDS: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    },
  };
}

/**
 * The engine writes a log of every property of every resource, compressed and encrypted: in a preview of thousands of
 * resources a third of its time. It cannot be told not to, and goes without where there can be no folder for it.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/logging/encrypted.go (2026-11-25)
 */
function switchEngineLog(place: string, isOn: boolean): void {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found !== undefined && found.isDirectory() !== isOn) rmSync(place, { recursive: true });
  if (!isOn) writeFileSync(place, 'No log of the engine: see --engine-log.\n');
}

interface Plugin {
  readonly name: string;
  readonly path: string;
}

function writeProjectFile(
  file: string,
  { project, providers }: WorkspaceOptions,
  languages: readonly Plugin[],
): void {
  const contents = load(readFileSync(project.file, 'utf8')) as Record<string, unknown>;
  const { directory, entry } = project.program;
  const { stackConfigDir: _, ...rest } = contents;
  const plugins = {
    providers: Object.entries(providers).map(([name, folder]): Plugin => ({ name, path: folder })),
    ...(languages.length === 0 ? {} : { languages }),
  };
  writeFileSync(file, dump({ ...rest, main: path.resolve(directory, entry), plugins }));
}

/** The language host that is bundled here, as an executable by which the engine starts it. */
function languagesIn(folder: string, { languageHost }: WorkspaceOptions): readonly Plugin[] {
  if (languageHost === undefined) return [];
  const file = path.join(folder, 'pulumi-language-nodejs');
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${languageHost}" "$@"\n`);
  chmodSync(file, 0o755);
  return [{ name: 'nodejs', path: folder }];
}

/** The engine keeps a salt in the stack's file, which has to outlive the next change of the configuration. */
function writeStackFile(file: string, config: Readonly<Record<string, string>>): void {
  const before = existsSync(file) ? (load(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  writeFileSync(file, dump({ ...before, config }));
}
