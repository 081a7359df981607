import type { Engine } from './engine/engine';
import { runCommand } from './engine/run-command';
import type { Workspace } from './workspace';

export interface EngineRun {
  readonly engine: Engine;
  readonly workspace: Workspace;
  readonly stack: string;
  readonly env: NodeJS.ProcessEnv;
  onLine?(line: string): void;
}

export interface EngineEnd {
  readonly code: number | undefined;
  readonly output: string;
}

/** Variables by which a program or a provider would find a real cloud or a real login. */
const realWorld = /^(PULUMI_|ARM_|AZURE_|MSI_|IDENTITY_)/;

/** Runs one command of the engine, such as `['up', '--yes']`, in the rehearsal's own world. */
export function runEngine(run: EngineRun, args: readonly string[]): Promise<EngineEnd> {
  const outside = Object.fromEntries(Object.entries(run.env).filter(([name]) => !realWorld.test(name)));
  return runCommand(
    run.engine.executable,
    [...args, '--stack', run.stack, '--cwd', run.workspace.project, '--non-interactive'],
    {
      env: { ...outside, ...run.workspace.env },
      ...(run.onLine === undefined ? {} : { onLine: run.onLine }),
    },
  );
}

/** Makes the stack in the rehearsal's backend, unless it is there. */
export function selectStack(run: EngineRun): Promise<EngineEnd> {
  return runEngine(run, ['stack', 'select', '--create']);
}
