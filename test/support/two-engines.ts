import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan, PlanResource } from '../../lib/preview/plan';
import type { PreviewResult } from '../../lib/preview/preview';
import { SecretFilter } from '../../lib/preview/secret-filter';
import {
  isObject,
  markerKey,
  type PlanObject,
  type PlanValue,
  toPlan,
  toPlanObject,
} from '../../lib/wire/values';
import { type OfficialOptions, officialRun } from './official-engine';
import {
  type OfficialPreview,
  type OfficialResource,
  officialPreview,
  type Violation,
} from './official-preview';
import { type FixtureOptions, packFolder, previewFixture } from './preview-fixture';
import { temporaryFolder } from './temporary-folder';

/** What an engine says of a resource, in the words that both have in common. */
export interface Compared {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly op: string;
  readonly parent: string;
  readonly provider: string;
  /** By which it is read or taken over; empty for what is made. */
  readonly id: PlanValue;
  readonly inputs: PlanValue;
  /** Of components and of the stack; those of all others are for a provider to say. */
  readonly outputs: PlanValue;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What an engine says of a program and of what the packs said of it. */
export interface Said {
  readonly resources: readonly Compared[];
  readonly violations: readonly Violation[];
  readonly remediations: readonly { readonly policy: string; readonly urn: string }[];
  /** Words of remediations that could not run. */
  readonly notes: readonly string[];
}

/** Previews a program of `test/fixtures/programs` with both engines. */
export async function inBothEngines(
  name: string,
  options: FixtureOptions & OfficialOptions = {},
): Promise<{ readonly ours: Said; readonly official: Said }> {
  const [ours, official] = await Promise.all([
    previewFixture(name, options),
    officialRun(name, options).then((run) => officialPreview(run, packArguments(options))),
  ]);
  const hasViolations = official.violations.some(({ enforcement }) => enforcement === 'mandatory');
  if (official.failed !== hasViolations)
    throw new Error(['the official engine failed', ...official.errors].join('\n'));
  // Secrets of the configuration the official engine hides in what packs say; of those of the program it hides none.
  const configured = new SecretFilter();
  for (const entry of options.config ?? []) configured.add(entry.slice(entry.indexOf('=') + 1));
  const hide = <Value>(value: Value) => ours.filter.cleanAll(configured.cleanAll(value));
  return { ours: hide(saidOf(ours)), official: hide(officiallySaid(official)) };
}

/** The packs and their configuration, as the official engine is told of them. */
export function packArguments({ packs = [], packConfigs = [] }: FixtureOptions): readonly string[] {
  return packs.flatMap((pack, index) => {
    const file = path.join(temporaryFolder(), 'pack.json');
    writeFileSync(file, JSON.stringify(packConfigs[index] ?? {}));
    return ['--policy-pack', packFolder(pack), '--policy-pack-config', file];
  });
}

function saidOf({ plan, analysis }: PreviewResult): Said {
  return {
    resources: byUrn(fromPlan(plan)),
    violations: byUrn(
      analysis.diagnostics.map(({ diagnostic: { policy, urn, enforcement, message } }) => {
        return { policy, urn, enforcement, message: message.trim() };
      }),
    ),
    remediations: byUrn(analysis.remediations.map(({ policy, urn }) => ({ policy, urn }))),
    notes: analysis.notes.map((note) => note.trim()).sort(),
  };
}

/** What the official engine said. A remediation that could not run is a violation to it. */
export function officiallySaid({ resources, violations, remediations }: OfficialPreview): Said {
  const isNote = ({ message }: Violation) => message.startsWith("can't run remediation");
  return {
    resources: byUrn(resources.map(fromOfficial)),
    violations: byUrn(violations.filter((violation) => !isNote(violation))),
    remediations: byUrn(remediations),
    notes: violations
      .filter(isNote)
      .map(({ message }) => message)
      .sort(),
  };
}

function fromOfficial({ op, state, outputs }: OfficialResource): Compared {
  const hidden = state.additionalSecretOutputs ?? [];
  const id = op === 'read' ? state.id : state.importID;
  return {
    urn: state.urn,
    type: state.type,
    custom: state.custom ?? false,
    op,
    parent: state.parent ?? '',
    provider: (state.provider ?? '').replace(/::[^:]*$/, ''),
    id: toPlan(id ?? ''),
    inputs: inputsOf(op, withoutSecrets(toPlanObject(state.inputs ?? {})), hidden),
    outputs: state.custom === true ? {} : withoutTexts(withoutSecrets(toPlanObject(outputs))),
    dependencies: [...(state.dependencies ?? [])].sort(),
    propertyDependencies: withoutEmpty(state.propertyDependencies ?? {}),
    options: optionsOf(state),
  };
}

/** What a plan of ours says of the resources. */
export function fromPlan(plan: Plan): Compared[] {
  return plan.resources.map(fromResource);
}

function fromResource(resource: PlanResource): Compared {
  const { options = {}, operation } = resource;
  return {
    urn: resource.urn,
    type: resource.type,
    custom: resource.custom,
    op: operation,
    parent: resource.parent ?? '',
    provider: resource.provider ?? '',
    id: (options['importId'] ?? '') as PlanValue,
    inputs: inputsOf(operation, withoutSecrets(resource.inputs), []),
    outputs: resource.custom ? {} : withoutTexts(withoutSecrets(resource.outputs ?? {})),
    dependencies: [...(resource.dependencies ?? [])].sort(),
    propertyDependencies: withoutEmpty(resource.propertyDependencies ?? {}),
    options: optionsOf({ ...options, protect: resource.protect }),
  };
}

/** Options that both engines keep with a resource; what else there is of them, a pack of the tests tells. */
const optionNames = [
  'protect',
  'retainOnDelete',
  'deletedWith',
  'replaceWith',
  'ignoreChanges',
  'replaceOnChanges',
  'additionalSecretOutputs',
] as const;

function optionsOf(
  given: Partial<Record<(typeof optionNames)[number], unknown>>,
): Readonly<Record<string, unknown>> {
  const isSet = (value: unknown) => value !== undefined && value !== false && value !== '';
  return Object.fromEntries(
    optionNames.filter((name) => isSet(given[name])).map((name) => [name, given[name]]),
  );
}

/**
 * Inputs as both engines have them. Only a provider knows those of what is taken over; `__internal` is the official
 * engine's own note on a provider; and our plan hides what is declared secret for the outputs already in the inputs.
 */
function inputsOf(operation: string, inputs: PlanObject, hidden: readonly string[]): PlanValue {
  if (operation === 'import' || operation === 'read') return {};
  const { __internal: _, ...rest } = inputs;
  const secrets = hidden.filter((name) => rest[name] !== undefined).map((name) => [name, hiddenText]);
  return { ...rest, ...Object.fromEntries(secrets) };
}

/** What the official engine writes for a secret, of which it says no more. */
const hiddenText = '[secret]';

/** Values of a plan with all that is secret as the official engine shows it. */
function withoutSecrets<Value extends PlanValue>(value: Value): Value;
function withoutSecrets(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  if (value[markerKey] === 'secret' || value[markerKey] === 'secretUnknown') return hiddenText;
  // A reference's id is for the provider to say.
  const { id: _, ...rest } = value as PlanObject;
  const shown = value[markerKey] === 'resource' ? rest : value;
  return Object.fromEntries(Object.entries(shown).map(([key, item]) => [key, withoutSecrets(item)]));
}

/** Values of a plan with assets as the official engine's events show them. */
function withoutTexts(value: PlanValue): PlanValue {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (!isObject(value)) return value;
  const isText = value[markerKey] === 'asset' && value['text'] !== undefined;
  const shown = isText ? { ...value, text: '<contents elided>' } : value;
  return Object.fromEntries(Object.entries(shown).map(([key, item]) => [key, withoutTexts(item)]));
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

/** In an order that does not depend on who was first. */
export function byUrn<Item extends { readonly urn: string }>(items: readonly Item[]): Item[] {
  const key = (item: Item) => `${item.urn} ${JSON.stringify(item)}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
