import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EngineRun, runEngine } from '../../lib/rehearsal/run-engine';
import type { WireObject } from '../../lib/wire/values';
import { temporaryFolder } from './temporary-folder';

/** A resource as the official engine writes it, after its first step. */
export interface OfficialResource {
  readonly op: string;
  readonly state: OfficialState;
  /** As it ended; of the engine's own default providers and of what has none, nothing. */
  readonly outputs: WireObject;
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (ResourceV3) */
export interface OfficialState {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly importID?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: WireObject;
  readonly outputs?: WireObject;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
}

/** What a policy said. */
export interface Violation {
  readonly policy: string;
  readonly urn: string;
  readonly enforcement: string;
  readonly message: string;
}

export interface OfficialPreview {
  readonly failed: boolean;
  readonly output: string;
  /** What it told as errors. */
  readonly errors: readonly string[];
  readonly resources: readonly OfficialResource[];
  readonly violations: readonly Violation[];
  /** Policies that changed a resource before it was registered, and its URN. */
  readonly remediations: readonly { readonly policy: string; readonly urn: string }[];
}

/** Previews a stack with the official engine, and reads what it says for machines. */
export async function officialPreview(
  run: EngineRun,
  more: readonly string[] = [],
): Promise<OfficialPreview> {
  const eventLog = path.join(temporaryFolder(), 'events.json');
  // The engine hides the flag from people who do not ask for its debugging commands.
  const env = { ...run.workspace.env, PULUMI_DEBUG_COMMANDS: 'true' };
  const { code, output } = await runEngine({ ...run, workspace: { ...run.workspace, env } }, [
    ...['preview', '--json', '--event-log', eventLog],
    ...more,
  ]);
  const document = documentIn(output);
  const events = existsSync(eventLog) ? eventsIn(readFileSync(eventLog, 'utf8')) : [];
  return {
    failed: code !== 0,
    output,
    errors: (document.diagnostics ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message),
    resources: resourcesIn(document, events),
    violations: events.flatMap(({ policyEvent: event }) =>
      event === undefined
        ? []
        : {
            policy: event.policyName,
            urn: event.resourceUrn ?? '',
            enforcement: event.enforcementLevel ?? '',
            message: event.message?.trim() ?? '',
          },
    ),
    remediations: events.flatMap(({ policyRemediationEvent: event }) =>
      event === undefined ? [] : { policy: event.policyName, urn: event.resourceUrn ?? '' },
    ),
  };
}

/** The events that are read here; https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go */
interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly resOutputsEvent?: { readonly metadata: StepMetadata };
  readonly policyEvent?: PolicyEvent;
  readonly policyRemediationEvent?: PolicyEvent;
}

interface StepMetadata {
  readonly op: string;
  readonly new?: OfficialState | null;
}

interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly policyName: string;
  readonly message?: string;
  readonly enforcementLevel?: string;
}

function eventsIn(log: string): readonly EngineEvent[] {
  return log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as EngineEvent);
}

interface OfficialDocument {
  readonly steps?: readonly { readonly op: string; readonly newState?: OfficialState }[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

/** The document tells most of a resource, but nothing of default providers and outputs, which the events tell. */
function resourcesIn(document: OfficialDocument, events: readonly EngineEvent[]): OfficialResource[] {
  const steps = (document.steps ?? []).flatMap(({ op, newState }) =>
    newState === undefined ? [] : { op, state: newState },
  );
  const started = events.flatMap(({ resourcePreEvent: event }) =>
    event?.metadata.new == null ? [] : { op: event.metadata.op, state: event.metadata.new },
  );
  const ended = new Map(
    events.flatMap(({ resOutputsEvent: event }) =>
      event?.metadata.new == null ? [] : [[event.metadata.new.urn, event.metadata.new.outputs] as const],
    ),
  );
  // What is taken over may be updated in the same run; the first step says how it came into the stack.
  const first = new Map<string, OfficialResource>();
  for (const { op, state } of [...steps, ...started]) {
    if (!first.has(state.urn)) first.set(state.urn, { op, state, outputs: ended.get(state.urn) ?? {} });
  }
  return [...first.values()];
}

/** The JSON document in an output; lines of the engine's log may stand before and after it. */
function documentIn(output: string): OfficialDocument {
  const start = output.search(/^\{/m);
  if (start === -1) return {};
  const text = output.slice(start);
  return JSON.parse(text.slice(0, text.search(/^\}/m) + 1)) as OfficialDocument;
}
