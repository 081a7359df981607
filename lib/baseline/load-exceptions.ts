import type { Baseline } from './baseline';
import { secretValues } from './checks/secret-values';
import {
  describeRepeated,
  describeRepeatedHost,
  type ExceptionFault,
  exceptionFaults,
  hostExceptionFaults,
  type Repeated,
  repeatedExceptions,
  repeatedHostExceptions,
} from './exceptions';
import { inOrder, type Mistake, type Result } from './mistake';
import { readYaml } from './read-yaml';
import { soundItems } from './sound-items';
import type { ExceptionRegister, HostException, PolicyException, TenantRegister } from './types.generated';
import { type Valid, validate } from './validate';
import type { YamlDocument } from './yaml-document';

/**
 * Loads the register of exceptions and checks it against the baseline and the register of tenants: policies are known
 * and can be excused, requirements of hosts are known, each exception is of one resource or one host, no two excuse the
 * same violation, each is approved by somebody else than who asked, no longer than the baseline admits, and nothing in
 * it looks like a secret. Without a register of tenants, which may be wrong itself, their ids are not looked up. The
 * result holds the register with the places of its values, or every mistake in the order of lines. Never throws for
 * what the file holds.
 */
export function loadExceptions(
  file: string,
  baseline: Pick<Baseline, 'exceptions' | 'policies' | 'hostAreas' | 'secrets'>,
  tenants?: TenantRegister,
): Result<Valid<ExceptionRegister>> {
  const read = readYaml(file);
  if (!read.ok) return read;
  const document = read.value;
  // What looks like a secret is told first and alone: other mistakes would show it.
  const secrets = secretValues(document, baseline.secrets);
  if (secrets.length > 0) return { ok: false, mistakes: inOrder(secrets) };
  const valid = validate(document, 'exceptionRegister');
  const wrong = valid.ok ? [] : valid.mistakes;
  const { longestDays } = baseline.exceptions;
  const rules = {
    policies: baseline.policies,
    longestDays,
    tenants: tenants?.tenants.map(({ id }) => id),
  };
  const requirements = Object.values(baseline.hostAreas).flatMap((area) =>
    area.requirements.map(({ id }) => id),
  );
  const mistakes = [
    ...wrong,
    ...listMistakes<PolicyException>(document, 'exceptions', wrong, {
      faults: (entry) => exceptionFaults(entry, rules),
      repeated: repeatedExceptions,
      describe: describeRepeated,
    }),
    ...listMistakes<HostException>(document, 'hostExceptions', wrong, {
      faults: (entry) => hostExceptionFaults(entry, { requirements, longestDays }),
      repeated: repeatedHostExceptions,
      describe: describeRepeatedHost,
    }),
  ];
  return valid.ok && mistakes.length === 0 ? valid : { ok: false, mistakes: inOrder(mistakes) };
}

/** How the entries of one list are checked, each by itself and with those before it. */
interface ListChecks<T> {
  faults(entry: T): readonly ExceptionFault[];
  repeated(entries: readonly T[]): readonly Repeated[];
  describe(later: T, earlier: string): string;
}

function listMistakes<T>(
  document: YamlDocument,
  list: keyof ExceptionRegister,
  wrong: readonly Mistake[],
  { faults, repeated, describe }: ListChecks<T>,
): Mistake[] {
  const entries = soundItems<T>(document.value, list, wrong);
  return [
    ...entries.flatMap(({ item, index }) =>
      faults(item).map(({ path, text, suggestion }) =>
        document.mistake([list, index, ...path], text, suggestion),
      ),
    ),
    ...repeated(entries.map(({ item }) => item)).flatMap((pair) => {
      const [later, first] = [entries[pair.index], entries[pair.earlier]];
      if (later === undefined || first === undefined) return [];
      const { line } = document.placeOf([list, first.index]);
      return [document.mistake([list, later.index], describe(later.item, `on line ${line}`))];
    }),
  ];
}
