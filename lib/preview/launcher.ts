import { createRequire } from 'node:module';
import path from 'node:path';
import type { StackIdentity } from './registration';

/** What the SDK's program launcher, `@pulumi/pulumi/cmd/run`, is told. */
export interface Launch {
  readonly identity: StackIdentity;
  readonly monitorAddress: string;
  readonly engineAddress: string;
  /** The folder that the program runs in, and what is loaded there (`.` for the package's main file). */
  readonly directory: string;
  readonly entry: string;
  readonly rootDirectory: string;
  readonly dryRun: boolean;
  /** Resource operations at a time. */
  readonly parallel: number;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly typescript: boolean;
  readonly tsconfig: string | undefined;
}

/**
 * The arguments of the launcher, as the official Node.js language host gives them.
 * https://github.com/pulumi/pulumi/tree/master/sdk/nodejs/cmd/pulumi-language-nodejs (2026-11-24)
 */
export function launcherArguments(launch: Launch): readonly string[] {
  const { identity } = launch;
  return [
    ...['--monitor', launch.monitorAddress],
    ...['--engine', launch.engineAddress],
    ...['--organization', identity.organization],
    ...['--project', identity.project],
    ...['--root-directory', launch.rootDirectory],
    ...['--stack', identity.stack],
    ...['--pwd', launch.directory],
    ...(launch.dryRun ? ['--dry-run'] : []),
    ...['--parallel', String(launch.parallel)],
    launch.entry,
  ];
}

/** The environment of the launcher, likewise. */
export function launcherEnvironment(launch: Launch): Readonly<Record<string, string>> {
  return {
    PULUMI_CONFIG: JSON.stringify(launch.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(launch.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(launch.typescript),
    ...(launch.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: launch.tsconfig }),
  };
}

/** Path of the launcher, as the dependencies of a program in this folder resolve it. */
export function findLauncher(directory: string): string | undefined {
  try {
    return createRequire(path.join(directory, 'index.js')).resolve('@pulumi/pulumi/cmd/run');
  } catch {
    return undefined;
  }
}

/** The arguments for Node.js itself that `nodeargs` of Pulumi.yaml writes as one text. */
export function nodeArgumentsOf(nodeargs: unknown): string[] {
  return String(nodeargs ?? '')
    .split(/\s+/)
    .filter((argument) => argument !== '');
}
