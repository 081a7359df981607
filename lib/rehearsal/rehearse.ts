import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../preview/project';
import { movedClock } from './clock';
import { Cloud } from './cloud/cloud';
import type { FaultSettings } from './cloud/faults';
import type { Engine } from './engine/engine';
import { Evidence } from './evidence';
import { type ExportedStack, repaired } from './interrupted';
import { makePrivateFolder } from './private-folder';
import { providerNames, writePlugins } from './providers/write-plugins';
import { type EngineEnd, type EngineRun, runEngine, selectStack } from './run-engine';
import { removeStaleLocks } from './stale-locks';
import { prepareWorkspace } from './workspace';

/** What can be rehearsed with a stack. */
export const operations = ['preview', 'up', 'refresh', 'destroy'] as const;
export type Operation = (typeof operations)[number];

export interface RehearsalOptions {
  readonly engine: Engine;
  readonly project: Project;
  readonly stack: string;
  readonly config: Readonly<Record<string, string>>;
  readonly packs: readonly string[];
  /** JSON configuration of the pack in the same place; none when left out. */
  readonly packConfigs?: readonly string[];
  /** Whether the engine keeps its own log in the rehearsal's folder; not when left out. */
  readonly engineLog?: boolean;
  /** Folder of everything that the rehearsal writes: state, simulated cloud, copies of the project's files. */
  readonly folder: string;
  /** Folder of the bundled language host and providers. */
  readonly bundles: string;
  readonly faults?: FaultSettings;
  /** How far the rehearsed day is from today, in milliseconds; 0 when left out. */
  readonly aheadMs?: number;
  /** Folder that gets what shows a deletion; none when left out. */
  readonly evidence?: string;
  readonly env: NodeJS.ProcessEnv;
  onLine?(line: string): void;
}

/** A stack in the official engine against the simulated cloud; state and cloud outlive the process. */
export class Rehearsal {
  readonly #run: EngineRun;

  private constructor(
    readonly options: RehearsalOptions,
    run: EngineRun,
  ) {
    this.#run = run;
  }

  /** Prepares the folders and the stack. @returns what the engine said, when it failed. */
  static async prepare(options: RehearsalOptions): Promise<Rehearsal | EngineEnd> {
    const { folder, bundles, aheadMs = 0 } = options;
    makePrivateFolder(folder);
    const holder = removeStaleLocks(path.join(folder, 'state'));
    if (holder !== undefined) {
      const who = `process ${holder.pid} on ${holder.hostname}`;
      const output = `${folder}: the engine of another run (${who}) still works on it. Wait until it has ended; when there is none, remove ${path.join(folder, 'state/.pulumi/locks')}`;
      return { code: undefined, output };
    }
    const plugins = path.join(folder, 'plugins');
    writePlugins(plugins, path.join(bundles, 'provider.js'), {
      database: path.join(folder, 'cloud'),
      ...(options.faults === undefined ? {} : { faults: options.faults }),
    });
    const workspace = prepareWorkspace({
      folder,
      project: options.project,
      stack: options.stack,
      config: options.config,
      languageHost: path.join(bundles, 'language-host.js'),
      providers: Object.fromEntries(providerNames.map((name) => [name, plugins])),
      ...(options.engineLog !== undefined && { engineLog: options.engineLog }),
    });
    const clock = aheadMs === 0 ? {} : movedClock(aheadMs, options.env['NODE_OPTIONS']);
    const run = {
      engine: options.engine,
      workspace,
      stack: options.stack,
      env: { ...options.env, ...clock },
    };
    const end = await selectStack(run);
    if (end.code !== 0) return end;
    return new Rehearsal(options, options.onLine === undefined ? run : { ...run, onLine: options.onLine });
  }

  /**
   * Repairs what an engine that was killed has left open, by what the simulated cloud knows.
   * @returns how the repair ended; `undefined` when there was nothing to do.
   */
  async recover(): Promise<EngineEnd | undefined> {
    const quiet = { ...this.#run, onLine: () => {} };
    const exported = await runEngine(quiet, ['stack', 'export']);
    if (exported.code !== 0) return exported;
    const cloud = new Cloud(path.join(this.options.folder, 'cloud'));
    let stack: ExportedStack | undefined;
    try {
      const found = JSON.parse(exported.output.slice(exported.output.indexOf('{'))) as ExportedStack;
      stack = repaired(found, cloud, this.options.config['azure-native:subscriptionId'] ?? '');
    } catch (error) {
      return { code: undefined, output: (error as Error).message };
    } finally {
      await cloud.close();
    }
    // The file stays until the refresh has completed what was put into the state; only then is everything repaired.
    const file = path.join(this.options.folder, 'repaired.json');
    if (stack === undefined && !existsSync(file)) return undefined;
    if (stack !== undefined) {
      writeFileSync(file, JSON.stringify(stack));
      const imported = await runEngine(quiet, ['stack', 'import', '--file', file]);
      if (imported.code !== 0) return imported;
    }
    const refreshed = await runEngine(quiet, ['refresh', '--yes']);
    if (refreshed.code === 0) rmSync(file);
    return refreshed;
  }

  /** Runs one operation to its end, with the policy packs where the engine takes them. */
  async perform(operation: Operation, more: readonly string[] = []): Promise<EngineEnd> {
    const { evidence: folder, aheadMs = 0, stack, project } = this.options;
    if (folder === undefined || operation === 'preview') return this.#perform(operation, more);
    const evidence = new Evidence(folder, aheadMs, { project: project.name, stack });
    const before = evidence.isBegun ? undefined : await this.#export(evidence, evidence.before);
    if (before !== undefined && before.code !== 0) return before;
    const end = await this.#perform(operation, [...more, ...evidence.logged]);
    evidence.takeEvents();
    const after = await this.#export(evidence, evidence.after);
    return end.code === 0 ? { ...end, code: after.code } : end;
  }

  async #export(evidence: Evidence, place: string): Promise<EngineEnd> {
    const quiet = { ...this.#run, onLine: () => {} };
    const end = await runEngine(quiet, ['stack', 'export', '--file', evidence.exported]);
    if (end.code === 0) evidence.takeExport(place);
    return end;
  }

  async #perform(operation: Operation, more: readonly string[]): Promise<EngineEnd> {
    const { packConfigs = [] } = this.options;
    const packs = [
      ...this.options.packs.flatMap((folder) => ['--policy-pack', folder]),
      ...packConfigs.flatMap((file) => ['--policy-pack-config', file]),
    ];
    switch (operation) {
      case 'preview':
        return this.command(['preview', ...packs, ...more]);
      case 'up':
        return this.command(['up', '--yes', ...packs, ...more]);
      case 'refresh':
        return this.command(['refresh', '--yes', ...more]);
      case 'destroy': {
        // What holds data is protected; whoever tears an environment down lifts that first, knowingly.
        const lifted = await runEngine({ ...this.#run, onLine: () => {} }, [
          ...['state', 'unprotect', '--all', '--yes'],
        ]);
        // What the cloud keeps for good stops nothing else from going.
        return lifted.code === 0
          ? this.command(['destroy', '--yes', '--continue-on-error', ...more])
          : lifted;
      }
    }
  }

  /** How the engine is started, for whoever reads more of it than what it prints. */
  get run(): EngineRun {
    return this.#run;
  }

  /** Any other command of the engine, such as `['stack', 'export']`. */
  command(args: readonly string[]): Promise<EngineEnd> {
    return runEngine(this.#run, args);
  }
}
