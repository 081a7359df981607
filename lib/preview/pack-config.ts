import { explainErrors } from '../baseline/explain';
import type { Mistake } from '../baseline/mistake';
import { nearest } from '../baseline/nearest';
import { schemaErrors } from '../baseline/schemas';
import { show } from '../baseline/show';
import type { YamlDocument } from '../baseline/yaml-document';
import { isObject, type WireObject } from '../wire/values';
import type { PackEnforcement, PolicyDescription } from './pack-messages';

/** Enforcement and parameters of one policy. */
export interface PolicySetting {
  readonly enforcement: PackEnforcement;
  readonly properties: WireObject;
}

export type PackSettings = ReadonlyMap<string, PolicySetting>;

const enforcementNames: readonly string[] = ['advisory', 'mandatory', 'disabled', 'remediate'];

/** Settings and mistakes; settings are only used when there is no mistake. */
export interface PackConfiguration {
  readonly settings: PackSettings;
  readonly mistakes: readonly Mistake[];
}

/**
 * Joins the configuration that a user gives with what the pack's policies say of themselves. A policy maps to an
 * enforcement level, or to an object with `enforcementLevel` and the policy's own parameters; `all` sets the level
 * of every policy that is not named. Below it stand the configuration in the pack's own code (`initial`) and the
 * defaults in the policies' schemas; parameters are joined one by one. A parameter that the policy does not name is a
 * mistake here, as is a policy that the pack does not have; the official engine disregards both.
 * https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/configuration/
 */
export function configurePack(
  policies: readonly PolicyDescription[],
  document: YamlDocument,
  initial: PackSettings = new Map(),
): PackConfiguration {
  const settings = initialSettings(policies, initial);
  const given: unknown = document.value;
  const entries = isEntries(given) ? given : {};
  const forAll = levelOf(entries['all']);
  const mistakes: Mistake[] = [];
  for (const policy of policies) {
    const base = settings.get(policy.name) ?? { enforcement: policy.enforcement, properties: {} };
    const entry = Object.hasOwn(entries, policy.name) ? entries[policy.name] : undefined;
    const { enforcementLevel, ...own } = (isEntries(entry) ? entry : {}) as WireObject;
    const enforcement = levelOf(enforcementLevel ?? entry) ?? forAll ?? base.enforcement;
    settings.set(policy.name, { enforcement, properties: { ...base.properties, ...own } });
    if (enforcement !== 'disabled') mistakes.push(...missingIn(policy, entry, base.properties, document));
  }
  const schema = schemaOf(policies, entries, settings);
  return {
    settings,
    mistakes: [
      ...unknownPolicies(policies, entries, document),
      ...explainErrors(schemaErrors(schema, given), document),
      ...mistakes,
    ],
  };
}

function unknownPolicies(
  policies: readonly PolicyDescription[],
  entries: Readonly<Record<string, unknown>>,
  document: YamlDocument,
): Mistake[] {
  const names = policies.map(({ name }) => name);
  return Object.keys(entries)
    .filter((name) => name !== 'all' && !names.includes(name))
    .map((name) => document.mistake([name], `the pack has no policy ${show(name)}`, nearest(name, names)));
}

/** What a policy cannot do without, and is given neither by its own defaults nor here. */
function missingIn(
  { name, requiredConfig, configSchema = {} }: PolicyDescription,
  entry: unknown,
  base: WireObject,
  document: YamlDocument,
): Mistake[] {
  const own = isEntries(entry) ? entry : {};
  return requiredConfig
    .filter((key) => base[key] === undefined && !Object.hasOwn(own, key))
    .map((key) => document.mistake([name], `\`${key}\` is missing${aboutProperty(configSchema[key])}`));
}

/** What a property is, in the words of its schema. */
function aboutProperty(schema: unknown): string {
  const description = isEntries(schema) ? schema['description'] : undefined;
  return typeof description === 'string' && description !== '' ? ` (${description.replace(/\.$/, '')})` : '';
}

/** The schema of a whole configuration, in the form that each of its entries has chosen. */
function schemaOf(
  policies: readonly PolicyDescription[],
  entries: Readonly<Record<string, unknown>>,
  settings: PackSettings,
): object {
  const level = { enum: enforcementNames };
  const properties = policies
    .filter(({ name }) => entries[name] !== undefined)
    .map(({ name, configSchema }) => {
      if (!isEntries(entries[name])) return [name, level];
      const isOff = settings.get(name)?.enforcement === 'disabled';
      const named = { enforcementLevel: level, ...(isOff ? {} : configSchema) };
      return [name, { type: 'object', properties: named, additionalProperties: isOff }];
    });
  return { type: 'object', properties: { all: level, ...Object.fromEntries(properties) } };
}

function levelOf(value: unknown): PackEnforcement | undefined {
  return enforcementNames.find((name) => name === value) as PackEnforcement | undefined;
}

function isEntries(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the pack says of itself: the defaults of the schemas, and over them the configuration in its code. */
function initialSettings(
  policies: readonly PolicyDescription[],
  initial: PackSettings,
): Map<string, PolicySetting> {
  const forAll = initial.get('all')?.enforcement;
  return new Map(
    policies.map((policy) => {
      const own = initial.get(policy.name);
      const enforcement = own?.enforcement ?? forAll ?? policy.enforcement;
      return [policy.name, { enforcement, properties: { ...defaultsOf(policy), ...own?.properties } }];
    }),
  );
}

function defaultsOf(policy: PolicyDescription): WireObject {
  const defaults: WireObject = {};
  for (const [name, schema] of Object.entries(policy.configSchema ?? {})) {
    const value = isObject(schema) ? schema['default'] : undefined;
    if (value !== undefined) defaults[name] = value;
  }
  return defaults;
}

/**
 * What a pack itself finds wrong with its configuration, a line each: those that name a place such as
 * `exceptions.register[0].policy: …` get the line of the file.
 */
export function refusedConfiguration(refusal: string, document: YamlDocument): Mistake[] {
  const lines = refusal.split('\n').filter((line) => line.trim() !== '');
  const placed = lines.flatMap((line) => {
    const [, path, text] = /^([\w-]+(?:\.[\w-]+|\[\d+\])*): (.+)$/.exec(line) ?? [];
    if (path === undefined || text === undefined) return [];
    const steps = (path.match(/[^.[\]]+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return [{ ...document.mistake(steps, text), path }];
  });
  return placed.length > 0 ? placed : lines.map((text) => document.mistake([], text));
}
