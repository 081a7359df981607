import type { Baseline } from './baseline';
import { secretValues } from './checks/secret-values';
import type { TenantEntry } from './checks/tenant-dates';
import { checkTenants } from './checks/tenants';
import { inOrder, type Mistake, type Result } from './mistake';
import { parseYaml, readYaml } from './read-yaml';
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
  const tenants = (register as { tenants?: unknown } | null)?.tenants;
  if (!Array.isArray(tenants)) return [];
  const spoilt = new Set(wrong.map(({ path }) => /^tenants\[(\d+)\]/.exec(path ?? '')?.[1]));
  // Mistakes about the list itself leave no tenant to trust.
  if (spoilt.has(undefined)) return [];
  return tenants.flatMap((tenant: Tenant, index) => (spoilt.has(String(index)) ? [] : [{ tenant, index }]));
}
