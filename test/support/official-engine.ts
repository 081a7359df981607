import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { readProject } from '../../lib/preview/project';
import { readStackConfig, type StackConfig } from '../../lib/preview/stack-config';
import { type EngineEnd, type EngineRun, runEngine, selectStack } from '../../lib/rehearsal/run-engine';
import { prepareWorkspace } from '../../lib/rehearsal/workspace';
import { officialEngine } from './lab';
import { programFolder } from './preview-fixture';
import { expectValue } from './results';
import { temporaryFolder } from './temporary-folder';

const root = path.resolve(__dirname, '../..');

/** A folder with the executable of a provider that gives back what it gets. */
export function echoProvider(name: string): string {
  return executable(`pulumi-resource-${name}`, path.join(__dirname, 'echo-provider/provider.js'));
}

/** The same of the SDK's own provider, which runs the functions of dynamic resources. */
function dynamicProvider(): string {
  return executable('pulumi-resource-pulumi-nodejs', require.resolve('@pulumi/pulumi/cmd/dynamic-provider'));
}

function executable(name: string, script: string): string {
  const folder = temporaryFolder();
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}

/** What a test changes about a run of the official engine. */
export interface OfficialOptions {
  readonly stack?: string;
  /** `key=value`, as `--config` takes it. */
  readonly config?: readonly string[];
  /** Packages whose provider gives back what it gets. */
  readonly packages?: readonly string[];
  /** A run whose stacks are in the same state. */
  readonly beside?: EngineRun;
}

/** Prepares the official engine for a program of `test/fixtures/programs`. */
export async function officialRun(program: string, options: OfficialOptions = {}): Promise<EngineRun> {
  const project = expectValue(readProject(programFolder(program)));
  const stack = options.stack ?? 'dev';
  const config = expectValue(readStackConfig(project, stack, options.config ?? []));
  const packages = options.packages ?? ['test', 'other', 'azure'];
  const folder = temporaryFolder();
  const name = `${project.name}/${stack}`;
  const copy = options.beside === undefined ? emptyStacks.get(name) : undefined;
  if (copy !== undefined) cpSync(copy, folder, { recursive: true });
  const workspace = prepareWorkspace({
    folder,
    project,
    stack,
    config: config.values,
    languageHost: path.join(root, 'dist/rehearsal/language-host.js'),
    providers: {
      'pulumi-nodejs': dynamicProvider(),
      ...Object.fromEntries(packages.map((name) => [name, echoProvider(name)])),
    },
  });
  const shared = options.beside?.workspace.env['PULUMI_BACKEND_URL'];
  const env = { ...workspace.env, ...(shared === undefined ? {} : { PULUMI_BACKEND_URL: shared }) };
  const run = { engine: officialEngine(), workspace: { ...workspace, env }, stack, env: process.env };
  if (copy === undefined) {
    await expectSuccess(selectStack(run));
    if (options.beside === undefined) emptyStacks.set(name, keepEmptyStack(folder));
  }
  if (config.secretKeys.length > 0) await expectSuccess(encrypt(run, config));
  return run;
}

/** Folders with stacks as the engine makes them, by project and stack: it takes half a second to make one. */
const emptyStacks = new Map<string, string>();
afterAll(() => {
  for (const folder of emptyStacks.values()) rmSync(folder, { recursive: true });
});

/** Keeps the state of a new stack, and its file with the salt of its secrets. */
function keepEmptyStack(folder: string): string {
  const kept = mkdtempSync(path.join(tmpdir(), 'yosai-test-stack-'));
  for (const part of ['state', 'project'])
    cpSync(path.join(folder, part), path.join(kept, part), { recursive: true });
  return kept;
}

/** Encrypts what is a secret to the offline engine; what that one cannot decrypt is its sign for "not known" here too. */
function encrypt(run: EngineRun, { values, secretKeys }: StackConfig): Promise<EngineEnd> {
  const secrets = secretKeys.flatMap((key) => ['--secret', `${key}=${values[key]}`]);
  return runEngine(run, ['config', 'set-all', ...secrets]);
}

/** Deploys a program of `test/fixtures/programs`, so that others can refer to its stack. */
export async function deployed(program: string, stack: string): Promise<EngineRun> {
  const run = await officialRun(program, { stack });
  await expectSuccess(runEngine(run, ['up', '--yes', '--skip-preview']));
  return run;
}

async function expectSuccess(ending: Promise<EngineEnd>): Promise<EngineEnd> {
  const end = await ending;
  if (end.code !== 0) throw new Error(`the official engine ended with ${end.code}\n${end.output}`);
  return end;
}
