import Ajv from 'ajv';
import { nearest } from '../baseline/nearest';
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
  /** Path in the configuration and what is wrong there. */
  readonly mistakes: readonly { readonly path: string; readonly text: string }[];
}

/**
 * Joins the configuration that a user gives with what the pack's policies say of themselves. A policy maps to an
 * enforcement level, or to an object with `enforcementLevel` and the policy's own parameters; `all` sets the level
 * of every policy that is not named. Below it stand the configuration in the pack's own code (`initial`) and the
 * defaults in the policies' schemas; parameters are joined one by one.
 * https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/configuration/
 */
export function configurePack(
  policies: readonly PolicyDescription[],
  given: unknown,
  initial: PackSettings = new Map(),
): PackConfiguration {
  const settings = initialSettings(policies, initial);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const text = `expected an object of policy names, found ${describe(given)}`;
    return { settings, mistakes: [{ path: '', text }] };
  }
  const mistakes: { path: string; text: string }[] = [];
  const names = policies.map(({ name }) => name);
  const entries = given as Record<string, unknown>;
  for (const name of Object.keys(entries)) {
    if (name === 'all' || names.includes(name)) continue;
    const near = nearest(name, names);
    const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
    mistakes.push({ path: name, text: `the pack has no policy of this name${hint}` });
  }
  const level = (path: string, value: unknown): PackEnforcement | undefined => {
    if (typeof value === 'string' && enforcementNames.includes(value)) return value as PackEnforcement;
    mistakes.push({ path, text: `expected one of ${enforcementNames.join(', ')}, found ${describe(value)}` });
    return undefined;
  };
  const forAll = entries['all'] === undefined ? undefined : level('all', entries['all']);
  for (const policy of policies) {
    const entry = entries[policy.name];
    const base = settings.get(policy.name) ?? { enforcement: policy.enforcement, properties: {} };
    let enforcement = forAll ?? base.enforcement;
    let properties = base.properties;
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
      const { enforcementLevel, ...own } = entry as WireObject;
      if (enforcementLevel !== undefined) {
        enforcement = level(`${policy.name}.enforcementLevel`, enforcementLevel) ?? enforcement;
      }
      properties = { ...properties, ...own };
    } else if (entry !== undefined) {
      enforcement = level(policy.name, entry) ?? enforcement;
    }
    settings.set(policy.name, { enforcement, properties });
    if (enforcement !== 'disabled') mistakes.push(...propertyMistakes(policy, properties));
  }
  return { settings, mistakes };
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

/** Checks parameters against the JSON Schema that the policy gives for them. */
function propertyMistakes(
  policy: PolicyDescription,
  properties: WireObject,
): { path: string; text: string }[] {
  if (policy.configSchema === undefined) {
    return Object.keys(properties).map((key) => ({
      path: `${policy.name}.${key}`,
      text: 'the policy takes no parameters besides enforcementLevel',
    }));
  }
  const validate = new Ajv({ allErrors: true, strict: false }).compile({
    type: 'object',
    properties: policy.configSchema,
    required: policy.requiredConfig,
  });
  if (validate(properties)) return [];
  return (validate.errors ?? []).map((error) => ({
    path: `${policy.name}${error.instancePath.replaceAll('/', '.')}`,
    text: error.message ?? 'is not valid',
  }));
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
