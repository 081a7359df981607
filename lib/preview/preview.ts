import { realpathSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb';
import { version as sdkVersion } from '@pulumi/pulumi/version';
import { inOrder, type Mistake, renderMistake } from '../baseline/mistake';
import type { YamlDocument } from '../baseline/yaml-document';
import { channelOptions, listen } from '../wire/rpc';
import { Analysis, type AnalysisResult } from './analysis';
import { type Child, delay } from './child';
import { engineService, type LogEntry } from './engine-service';
import { Monitor } from './monitor';
import { monitorService } from './monitor-service';
import { Pack, PackFailure } from './pack';
import { configurePack, refusedConfiguration } from './pack-config';
import type { PackProject } from './pack-project';
import { makePlan, type Plan } from './plan';
import { PrintedLines } from './printed-lines';
import { describeEnd, lacksPlace, type ProgramStart, readableError, startProgram } from './program';
import type { Provenance } from './provenance';
import type { StackIdentity } from './registration';
import { SecretFilter } from './secret-filter';
import { type StackOutputs, StackState } from './state';

/** A policy pack to run, with its configuration as the user gives it. */
export interface PackRequest {
  readonly project: PackProject;
  readonly config: YamlDocument;
}

export interface PreviewRequest {
  readonly identity: StackIdentity;
  /** From what the plan is made, which is found out while the program runs. */
  readonly provenance: Promise<Provenance>;
  readonly program: Pick<
    ProgramStart,
    | 'launcher'
    | 'nodeArguments'
    | 'directory'
    | 'entry'
    | 'rootDirectory'
    | 'config'
    | 'secretKeys'
    | 'typescript'
    | 'tsconfig'
  >;
  readonly packs: readonly PackRequest[];
  readonly stackOutputs: StackOutputs;
  readonly env: NodeJS.ProcessEnv;
  /** Time in milliseconds that the program may take. */
  readonly timeLimitMs: number;
  /** Time in milliseconds that a pack may take to start. Default 30 000. */
  readonly packStartLimitMs?: number;
  /** Called with the number of resources so far. */
  readonly onProgress?: (resources: number) => void;
}

/**
 * What is made of the plan alone. It is called while the packs judge the stack as a whole, so that it takes no time of its
 * own; what goes wrong with a pack is not known yet.
 */
type OfPlan<Facts> = (plan: Plan, packs: readonly Pack[]) => Facts;

/** Everything that the preview found out. No text in it contains a secret. */
export interface PreviewResult<Facts = unknown> {
  readonly plan: Plan;
  /** What was made of the plan alone. */
  readonly facts: Facts;
  readonly packs: readonly Pack[];
  readonly analysis: AnalysisResult;
  /** What the program said: its log and the lines that it printed. */
  readonly messages: readonly LogEntry[];
  readonly filter: SecretFilter;
}

/** Why there is no result: the input was wrong, or something outside failed. */
export interface PreviewFailure {
  readonly kind: 'program' | 'packConfig' | 'timeLimit' | 'pack';
  readonly text: string;
  readonly messages: readonly LogEntry[];
}

export type PreviewOutcome<Facts = unknown> =
  | { readonly ok: true; readonly value: PreviewResult<Facts> }
  | Failed;

interface Failed {
  readonly ok: false;
  readonly failure: PreviewFailure;
}

const defaultPackStartLimitMs = 30_000;

/** Runs the program and the packs once, without a provider, a login or a state. */
export async function preview<Facts>(
  request: PreviewRequest,
  ofPlan: OfPlan<Facts>,
): Promise<PreviewOutcome<Facts>> {
  const first = await runOnce(request, ofPlan, false);
  if (first.ok || first.failure.kind !== 'program' || !first.failure.text.startsWith(needsTrace))
    return first;
  // Only a failing program is run again, with stack traces, to say where it failed.
  const second = await runOnce({ ...request, packs: [] }, ofPlan, true);
  return second.ok ? withoutMark(first) : second;
}

/** Marks a program error that a second run with traces could place. */
const needsTrace = '\u0000';

function withoutMark(outcome: Failed): Failed {
  return { ok: false, failure: { ...outcome.failure, text: outcome.failure.text.slice(needsTrace.length) } };
}

async function runOnce<Facts>(
  request: PreviewRequest,
  ofPlan: OfPlan<Facts>,
  traces: boolean,
): Promise<PreviewOutcome<Facts>> {
  const { identity } = request;
  const state = new StackState();
  const filter = new SecretFilter();
  for (const key of request.program.secretKeys) filter.add(request.program.config[key] ?? '');
  const messages: LogEntry[] = [];
  const printed = new PrintedLines(messages);
  const server = new grpc.Server(channelOptions);
  let packs: Promise<readonly Pack[]> = Promise.resolve([]);
  let program: Child | undefined;
  // What broke while a resource was mended; the program sees it too, as the failure of that resource.
  let broken: unknown;
  const monitor = new Monitor({
    identity,
    projectRoot: realpathSync(request.program.rootDirectory),
    state,
    secrets: filter,
    stackOutputs: request.stackOutputs,
    config: { values: request.program.config, secretKeys: request.program.secretKeys },
    remediate: (resource) =>
      analysis.remediate(resource).catch((error: unknown) => {
        broken ??= error;
        throw error;
      }),
    registered(resource) {
      analysis.judge(resource);
      request.onProgress?.(state.resources.size);
    },
  });
  server.addService(monitorService, monitor.implementation);
  server.addService(
    EngineService,
    engineService(state, sdkVersion, (entry) => messages.push(entry)),
  );
  const address = await listen(server);
  packs = startPacks(request, address);
  const analysis = new Analysis(packs, state);
  const cleaned = () => messages.map((entry) => ({ ...entry, text: filter.clean(entry.text) }));
  const fail = (kind: PreviewFailure['kind'], text: string): Failed => ({
    ok: false,
    failure: { kind, text: filter.clean(text), messages: cleaned() },
  });
  try {
    program = startProgram({
      ...request.program,
      identity,
      monitorAddress: address,
      engineAddress: address,
      traces,
      env: request.env,
      onLine: (text, stream) => printed.add(text, stream),
    });
    // A pack that cannot be used ends the preview at once; the program would run for nothing.
    const packTrouble = packs.then(
      () => new Promise<never>(() => {}),
      (error: unknown) => {
        throw error;
      },
    );
    const end = await Promise.race([
      program.ended,
      packTrouble,
      delay(request.timeLimitMs).then(() => 'timeLimit' as const),
    ]);
    if (end === 'timeLimit') {
      const seconds = request.timeLimitMs / 1000;
      return fail('timeLimit', `the program did not end within ${seconds} s (--timeout)`);
    }
    if (broken !== undefined) throw broken;
    // An error that the program only logs is shown and changes nothing, as in the official engine.
    if (end.code !== 0) {
      const errors = messages.filter(({ severity }) => severity === 'error').map(({ text }) => text);
      const mark = !traces && errors.some(lacksPlace) ? needsTrace : '';
      const said = errors.map((text) => readableError(text, request.program.rootDirectory));
      const printed = messages.filter(({ severity }) => severity === 'warning').map(({ text }) => text);
      const words = said.length > 0 ? said : [describeEnd(end), ...printed];
      return fail('program', mark + [...new Set(words)].join('\n'));
    }
    await analysis.resourcesJudged();
    const judged = analysis.judgeStack();
    // Looked at when the plan is made; until then a failure has nobody who waits for it.
    judged.catch(() => {});
    const plan = await makePlan(identity, await request.provenance, state, filter);
    const facts = ofPlan(plan, await packs);
    const result = await judged;
    return {
      ok: true,
      value: {
        plan,
        facts,
        packs: await packs,
        analysis: result,
        messages: cleaned(),
        filter,
      },
    };
  } catch (error) {
    if (error instanceof PackFailure) {
      return fail('pack', [error.message, ...error.lines.map((line) => `  ${line}`)].join('\n'));
    }
    if (error instanceof ConfigurationMistake) return fail('packConfig', error.message);
    throw error;
  } finally {
    await program?.stop();
    await packs.then(
      (started) => Promise.all(started.map((pack) => pack.stop())),
      () => undefined,
    );
    monitor.close();
    server.forceShutdown();
  }
}

/** A configuration cannot be used; every mistake is a line of the message. */
class ConfigurationMistake extends Error {
  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(renderMistake).join('\n'));
  }
}

async function startPacks(request: PreviewRequest, engineAddress: string): Promise<readonly Pack[]> {
  const starts = await Promise.allSettled(
    request.packs.map(async ({ project, config }) => {
      const pack = await Pack.start({
        project,
        engineAddress,
        identity: request.identity,
        config: request.program.config,
        env: request.env,
        startLimitMs: request.packStartLimitMs ?? defaultPackStartLimitMs,
      });
      const { settings, mistakes } = configurePack(pack.policies, config, pack.initial);
      try {
        if (mistakes.length > 0) throw new ConfigurationMistake(inOrder(mistakes));
        const refusal = await pack.configure(settings);
        if (refusal !== undefined) throw new ConfigurationMistake(refusedConfiguration(refusal, config));
      } catch (error) {
        await pack.stop();
        throw error;
      }
      return pack;
    }),
  );
  const failures = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason as Error] : []));
  const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  if (failures.length === 0) return started;
  await Promise.all(started.map((pack) => pack.stop()));
  // What people have written wrong is told of all packs at once.
  const mistaken = failures.filter((failure) => failure instanceof ConfigurationMistake);
  if (mistaken[0] === undefined) throw failures[0];
  mistaken[0].message = mistaken.map(({ message }) => message).join('\n');
  throw mistaken[0];
}
