import type { Baseline } from './baseline';
import { checkAccessRegister } from './checks/access-register';
import { secretValues } from './checks/secret-values';
import { inOrder, type Result } from './mistake';
import { readYaml } from './read-yaml';
import { soundItems } from './sound-items';
import type { AccessGrant, AccessGroup, AccessRegister, TenantRegister } from './types.generated';
import { validate } from './validate';

/**
 * Loads the access register and checks it against the baseline and the register of tenants: groups and grants are
 * listed once, roles are granted where the baseline admits it and to whom, dates follow each other, and nothing in it
 * looks like a secret. Without a register of tenants, which may be wrong itself, their ids are not looked up. The
 * result holds the register, or every mistake in the order of lines. Never throws for what the file holds.
 */
export function loadAccess(
  file: string,
  baseline: Pick<Baseline, 'access' | 'secrets'>,
  tenants?: TenantRegister,
): Result<AccessRegister> {
  const document = readYaml(file);
  if (!document.ok) return document;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document.value, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document.value, 'accessRegister');
  const wrong = valid.ok ? [] : valid.mistakes;
  const { value } = document.value;
  const mistakes = [
    ...wrong,
    ...checkAccessRegister(
      document.value,
      {
        groups: soundItems<AccessGroup>(value, 'groups', wrong),
        grants: soundItems<AccessGrant>(value, 'grants', wrong),
      },
      baseline.access,
      tenants?.tenants.map(({ id }) => id),
    ),
  ];
  return valid.ok && mistakes.length === 0
    ? { ok: true, value: valid.value.value }
    : { ok: false, mistakes: inOrder(mistakes) };
}
