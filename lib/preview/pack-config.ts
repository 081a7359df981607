import Ajv from 'ajv';
import { closest } from 'fastest-levenshtein';
import type { PackEnforcement, PolicyDescription } from './pack-messages';
import type { WireObject } from './values';

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
 * of every policy that is not named.
 * https://www.pulumi.com/docs/iac/packages-and-automation/crossguard/configuration/
 */
export function configurePack(policies: readonly PolicyDescription[], given: unknown): PackConfiguration {
  const mistakes: { path: string; text: string }[] = [];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    mistakes.push({ path: '', text: `expected an object of policy names, found ${describe(given)}` });
    return { settings: new Map(), mistakes };
  }
  const names = policies.map(({ name }) => name);
  const entries = given as Record<string, unknown>;
  for (const name of Object.keys(entries)) {
    if (name === 'all' || names.includes(name)) continue;
    const near = names.length > 0 ? ` Did you mean '${closest(name, names)}'?` : '';
    mistakes.push({ path: name, text: `the pack has no policy of this name.${near}` });
  }
  const level = (path: string, value: unknown): PackEnforcement | undefined => {
    if (typeof value === 'string' && enforcementNames.includes(value)) return value as PackEnforcement;
    mistakes.push({ path, text: `expected one of ${enforcementNames.join(', ')}, found ${describe(value)}` });
    return undefined;
  };
  const forAll = entries['all'] === undefined ? undefined : level('all', entries['all']);
  const settings = new Map<string, PolicySetting>();
  for (const policy of policies) {
    const entry = entries[policy.name];
    const fallback = forAll ?? policy.enforcement;
    if (entry === undefined) {
      settings.set(policy.name, { enforcement: fallback, properties: {} });
    } else if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
      const { enforcementLevel, ...properties } = entry as WireObject;
      const named =
        enforcementLevel === undefined
          ? undefined
          : level(`${policy.name}.enforcementLevel`, enforcementLevel);
      settings.set(policy.name, { enforcement: named ?? fallback, properties });
      mistakes.push(...propertyMistakes(policy, properties));
    } else {
      settings.set(policy.name, { enforcement: level(policy.name, entry) ?? fallback, properties: {} });
    }
  }
  for (const policy of policies) {
    const { properties = {}, enforcement } = settings.get(policy.name) ?? {};
    if (enforcement === 'disabled' || entries[policy.name] !== undefined) continue;
    mistakes.push(...propertyMistakes(policy, properties));
  }
  return { settings, mistakes };
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
