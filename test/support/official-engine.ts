import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readProject } from '../../lib/preview/project';
import { readStackConfig } from '../../lib/preview/stack-config';
import { type EngineEnd, type EngineRun, selectStack } from '../../lib/rehearsal/run-engine';
import { prepareWorkspace } from '../../lib/rehearsal/workspace';
import { officialEngine } from './lab';
import { programFolder } from './preview-fixture';
import { expectValue } from './results';
import { temporaryFolder } from './temporary-folder';

const root = path.resolve(__dirname, '../..');

/** A folder with the executable of a provider that gives back what it gets. */
export function echoProvider(name: string): string {
  const folder = temporaryFolder();
  const file = path.join(folder, `pulumi-resource-${name}`);
  const script = path.join(__dirname, 'echo-provider/provider.js');
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}

/** Prepares the official engine for a program of `test/fixtures/programs`, with echo providers for these packages. */
export async function officialRun(
  program: string,
  options: {
    readonly config?: readonly string[];
    readonly packages?: readonly string[];
    stack?: string;
  } = {},
): Promise<EngineRun> {
  const project = expectValue(readProject(programFolder(program)));
  const stack = options.stack ?? 'dev';
  const config = expectValue(readStackConfig(project, stack, options.config ?? []));
  const workspace = prepareWorkspace({
    folder: temporaryFolder(),
    project,
    stack,
    config: config.values,
    languageHost: path.join(root, 'dist/rehearsal/language-host.js'),
    providers: Object.fromEntries(
      (options.packages ?? ['test', 'other']).map((name) => [name, echoProvider(name)]),
    ),
  });
  const run = { engine: officialEngine(), workspace, stack, env: process.env };
  await expectSuccess(selectStack(run));
  return run;
}

async function expectSuccess(ending: Promise<EngineEnd>): Promise<EngineEnd> {
  const end = await ending;
  if (end.code !== 0) throw new Error(`the official engine ended with ${end.code}\n${end.output}`);
  return end;
}
