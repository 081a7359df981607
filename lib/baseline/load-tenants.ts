import type { Baseline } from './baseline';
import { secretValues } from './checks/secret-values';
import { checkTenants } from './checks/tenants';
import { inOrder, type Result } from './mistake';
import { readYaml } from './read-yaml';
import type { TenantRegister } from './types.generated';
import { validate } from './validate';

/**
 * Loads the register of tenants and checks it against the baseline: ids, slots and hosts are each given once,
 * slots are of the address plan, machine roles exist, and nothing in it looks like a secret. The result holds
 * the register, or every mistake in the order of lines. Never throws for what the file holds.
 */
export function loadTenants(
  file: string,
  baseline: Pick<Baseline, 'network' | 'secrets'>,
): Result<TenantRegister> {
  const document = readYaml(file);
  if (!document.ok) return document;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document.value, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document.value, 'tenants');
  const mistakes = valid.ok ? checkTenants(valid.value, baseline) : valid.mistakes;
  return valid.ok && mistakes.length === 0
    ? { ok: true, value: valid.value.value }
    : { ok: false, mistakes: inOrder(mistakes) };
}
