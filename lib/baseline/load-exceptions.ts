import type { Baseline } from './baseline';
import { secretValues } from './checks/secret-values';
import { describeRepeated, exceptionFaults, repeatedExceptions } from './exceptions';
import { inOrder, type Result } from './mistake';
import { readYaml } from './read-yaml';
import { soundItems } from './sound-items';
import type { ExceptionRegister, PolicyException, TenantRegister } from './types.generated';
import { validate } from './validate';

/**
 * Loads the register of exceptions and checks it against the baseline and the register of tenants: policies are known
 * and can be excused, each exception is of one resource, no two excuse the same violation, each is approved by somebody else than who asked, no
 * longer than the baseline admits, and nothing in it looks like a secret. Without a register of tenants, which may be
 * wrong itself, their ids are not looked up. The result holds the register, or every mistake in the order of lines.
 * Never throws for what the file holds.
 */
export function loadExceptions(
  file: string,
  baseline: Pick<Baseline, 'exceptions' | 'policies' | 'secrets'>,
  tenants?: TenantRegister,
): Result<ExceptionRegister> {
  const read = readYaml(file);
  if (!read.ok) return read;
  const document = read.value;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document, 'exceptionRegister');
  const wrong = valid.ok ? [] : valid.mistakes;
  const entries = soundItems<PolicyException>(document.value, 'exceptions', wrong);
  const rules = {
    policies: baseline.policies,
    longestDays: baseline.exceptions.longestDays,
    tenants: tenants?.tenants.map(({ id }) => id),
  };
  const mistakes = [
    ...wrong,
    ...entries.flatMap(({ item, index }) =>
      exceptionFaults(item, rules).map(({ path, text, suggestion }) =>
        document.mistake(['exceptions', index, ...path], text, suggestion),
      ),
    ),
    ...repeatedExceptions(entries.map(({ item }) => item)).flatMap((pair) => {
      const [later, first] = [entries[pair.index], entries[pair.earlier]];
      if (later === undefined || first === undefined) return [];
      const { line } = document.placeOf(['exceptions', first.index]);
      const text = describeRepeated(later.item, `on line ${line}`);
      return [document.mistake(['exceptions', later.index], text)];
    }),
  ];
  return valid.ok && mistakes.length === 0
    ? { ok: true, value: valid.value.value }
    : { ok: false, mistakes: inOrder(mistakes) };
}
