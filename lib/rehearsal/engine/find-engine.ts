import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import * as semver from 'semver';
import { type Engine, leastVersion } from './engine';
import { runCommand } from './run-command';

/** The `pulumi` on PATH, or why it does not do. */
export async function findEngine(env: NodeJS.ProcessEnv): Promise<Engine | string> {
  const executable = findOnPath('pulumi', env);
  if (executable === undefined) return 'there is no `pulumi` on PATH';
  const { code, output } = await runCommand(executable, ['version'], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
  });
  // Warnings may come before or after the line with the version.
  const version = output
    .split('\n')
    .flatMap((line) => semver.parse(line.trim()) ?? [])
    .at(0);
  if (code !== 0 || version === undefined) return `${executable} does not say its version`;
  if (semver.lt(version, leastVersion)) {
    return `${executable} is version ${version.version}, and ${leastVersion} or newer is needed`;
  }
  return { executable, version: version.version };
}

/** The first executable file of this name in the folders of PATH. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    for (const file of names.map((candidate) => path.join(folder, candidate))) {
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
