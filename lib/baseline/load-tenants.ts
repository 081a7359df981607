import type { Baseline } from './baseline';
import { secretValues } from './checks/secret-values';
import type { TenantEntry } from './checks/tenant-dates';
import { checkTenants } from './checks/tenants';
import { inOrder, type Mistake, type Result } from './mistake';
import { parseYaml, readYaml } from './read-yaml';
import { soundItems } from './sound-items';
import type { Tenant, TenantRegister } from './types.generated';
import { validate } from './validate';
import type { YamlDocument } from './yaml-document';

/**
 * Loads the register of tenants and checks it against the baseline: ids are given once, slots and hosts to one
 * environment at a time, dates belong to the state, slots are of the address plan, machine roles exist, and nothing
 * in it looks like a secret. The result holds
 * the register, or every mistake in the order of lines. Never throws for what the file holds.
 */
export function loadTenants(
  file: string,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Result<TenantRegister> {
  return checked(readYaml(file), baseline);
}

/** The same for a text that has been read; `file` is the name that mistakes give it. */
export function parseTenants(
  file: string,
  text: string,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Result<TenantRegister> {
  return checked(parseYaml(file, text), baseline);
}

function checked(
  document: Result<YamlDocument>,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Result<TenantRegister> {
  if (!document.ok) return document;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document.value, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document.value, 'tenants');
  const wrong = valid.ok ? [] : valid.mistakes;
  const mistakes = [
    ...wrong,
    ...checkTenants(document.value, readableTenants(document.value.value, wrong), baseline),
  ];
  return valid.ok && mistakes.length === 0
    ? { ok: true, value: valid.value.value }
    : { ok: false, mistakes: inOrder(mistakes) };
}

/** The tenants with which the schema finds nothing wrong: they are checked against each other all the same. */
function readableTenants(register: unknown, wrong: readonly Mistake[]): TenantEntry[] {
  return soundItems<Tenant>(register, 'tenants', wrong).map(({ item, index }) => ({ tenant: item, index }));
}
