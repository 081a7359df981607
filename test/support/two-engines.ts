import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan, PlanResource } from '../../lib/preview/plan';
import type { PreviewResult } from '../../lib/preview/preview';
import { type EngineRun, runEngine } from '../../lib/rehearsal/run-engine';
import { type PlanValue, unknownMarker, unknownValue } from '../../lib/wire/values';
import { temporaryFolder } from './temporary-folder';

/** What an engine says of a resource, in the words that both have in common. */
export interface Compared {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly op: string;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: unknown;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly additionalSecretOutputs: readonly string[];
}

/** What a policy said, likewise. */
export interface ComparedViolation {
  readonly policy: string;
  readonly urn: string;
  readonly enforcement: string;
  readonly message: string;
}

interface OfficialState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly additionalSecretOutputs?: readonly string[];
}

export interface OfficialPreview {
  readonly failed: boolean;
  readonly output: string;
  readonly resources: readonly Compared[];
  readonly violations: readonly ComparedViolation[];
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
  const start = output.search(/^\{/m);
  const document = start === -1 ? {} : firstDocument(output.slice(start));
  const steps = (document.steps ?? []).filter(({ newState }) => newState !== undefined);
  // What is taken over may be updated in the same run; the first step says how it came into the stack.
  const urns = steps.map(({ newState }) => newState?.urn);
  return {
    failed: code !== 0,
    output,
    resources: steps
      .filter(({ newState }, index) => urns.indexOf(newState?.urn) === index)
      .map(({ op, newState }) => fromOfficial(op, newState as OfficialState)),
    violations: existsSync(eventLog) ? violationsIn(readFileSync(eventLog, 'utf8')) : [],
  };
}

interface OfficialDocument {
  readonly steps?: readonly { readonly op: string; readonly newState?: OfficialState }[];
}

/** The JSON document at the beginning of a text; log lines of the engine may come after it. */
function firstDocument(text: string): OfficialDocument {
  const end = text.search(/^\}/m);
  return JSON.parse(text.slice(0, end + 1)) as OfficialDocument;
}

function fromOfficial(op: string, state: OfficialState): Compared {
  return {
    urn: state.urn,
    type: state.type,
    custom: state.custom,
    op,
    parent: state.parent ?? '',
    provider: (state.provider ?? '').replace(/::[^:]*$/, ''),
    inputs: inputsOf(op, comparableOfficial(state.inputs ?? {}), state.additionalSecretOutputs ?? []),
    dependencies: [...(state.dependencies ?? [])].sort(),
    propertyDependencies: withoutEmpty(state.propertyDependencies ?? {}),
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    additionalSecretOutputs: [...(state.additionalSecretOutputs ?? [])].sort(),
  };
}

/** The same of a plan of ours; the engine itself does not show the default providers that it adds. */
export function fromPlan(plan: Plan): Compared[] {
  return plan.resources.filter((resource) => !isDefaultProvider(resource)).map(fromResource);
}

function isDefaultProvider({ urn, type }: PlanResource): boolean {
  return type.startsWith('pulumi:providers:') && /::default(_[^:]*)?$/.test(urn);
}

function fromResource(resource: PlanResource): Compared {
  const options = resource.options ?? {};
  return {
    urn: resource.urn,
    type: resource.type,
    custom: resource.custom,
    op: resource.operation,
    parent: resource.parent ?? '',
    provider: resource.provider ?? '',
    inputs: inputsOf(resource.operation, comparableOurs(resource.inputs), []),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: withoutEmpty(resource.propertyDependencies ?? {}),
    protect: resource.protect ?? false,
    retainOnDelete: options['retainOnDelete'] === true,
    additionalSecretOutputs: [...((options['additionalSecretOutputs'] ?? []) as string[])].sort(),
  };
}

/**
 * Inputs as both engines have them. Only a provider knows those of what is taken over; `__internal` is the official
 * engine's own note on a provider; and our plan hides what is declared secret for the outputs already in the inputs.
 */
function inputsOf(operation: string, inputs: unknown, hidden: readonly string[]): unknown {
  if (operation === 'import' || operation === 'read') return {};
  const { __internal: _, ...rest } = inputs as Record<string, unknown>;
  const secrets = hidden.filter((name) => rest[name] !== undefined).map((name) => [name, '[secret]']);
  return { ...rest, ...Object.fromEntries(secrets) };
}

const signatureKey = '4dabf18193072939515e22adb298388d';
const resourceSignature = '5cf8f73096256a8f31e491e813e4eb8e';

/** Inputs as the official engine prints them, with its signs in the words of our plan. */
function comparableOfficial(value: unknown): unknown {
  if (value === unknownValue) return unknownMarker;
  if (Array.isArray(value)) return value.map(comparableOfficial);
  if (typeof value !== 'object' || value === null) return value;
  const entries = value as Readonly<Record<string, unknown>>;
  if (entries[signatureKey] === resourceSignature) return { reference: entries['urn'] };
  // The engine adds a hash to assets, which it reads; what they are made of is the same.
  if (entries[signatureKey] !== undefined) {
    const { [signatureKey]: _, hash: __, ...source } = entries;
    return { asset: comparableOfficial(source) };
  }
  return Object.fromEntries(Object.entries(entries).map(([key, item]) => [key, comparableOfficial(item)]));
}

/** Inputs of our plan; the official engine says no more of a secret than that it is one. */
function comparableOurs(value: PlanValue): unknown {
  if (Array.isArray(value)) return value.map(comparableOurs);
  if (typeof value !== 'object' || value === null) return value;
  const { 'yosai:value': marker, ...rest } = value;
  switch (marker) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparableOurs(item)]));
    case 'secret':
    case 'secretUnknown':
      return '[secret]';
    case 'asset':
    case 'archive':
      return { asset: comparableOurs(rest) };
    case 'resource':
      return { reference: rest['urn'] };
    case 'object':
      return comparableOurs(rest['entries'] ?? {});
    default:
      return value;
  }
}

function withoutEmpty(
  dependencies: Readonly<Record<string, readonly string[] | null>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(dependencies)
      .filter(([, urns]) => urns !== null && urns.length > 0)
      .map(([name, urns]) => [name, [...(urns ?? [])].sort()]),
  );
}

interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly message: string;
  readonly policyName: string;
  readonly enforcementLevel: string;
}

function violationsIn(log: string): ComparedViolation[] {
  return log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => (JSON.parse(line) as { policyEvent?: PolicyEvent }).policyEvent ?? [])
    .map((event) => ({
      policy: event.policyName,
      urn: event.resourceUrn ?? '',
      enforcement: event.enforcementLevel,
      message: event.message.trim(),
    }));
}

/** What the packs of one of our previews said. */
export function violationsOf({ analysis }: PreviewResult): ComparedViolation[] {
  return analysis.diagnostics.map(({ diagnostic: { policy, urn, enforcement, message } }) => ({
    policy,
    urn,
    enforcement,
    message: message.trim(),
  }));
}

/** In an order that does not depend on who was first. */
export function byUrn<Item extends { readonly urn: string }>(items: readonly Item[]): Item[] {
  const key = (item: Item) => `${item.urn} ${JSON.stringify(item)}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
