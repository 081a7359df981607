import type { Control } from '../../../../lib/baseline';

/** What there is of the pack, by names. */
export interface Parts {
  /** Files of `policy-packs/iso27017/policies`, without their ending. */
  readonly rules: readonly string[];
  /** Files of `baselines/policies`, without their ending. */
  readonly words: readonly string[];
  /** Files of `test/policy-packs/iso27017`, without their ending. */
  readonly tests: readonly string[];
  readonly controls: readonly Pick<Control, 'promises'>[];
}

/** Everything that is missing between rules, words, tests and promises: one sentence each, with what to do. */
export function gapsIn({ rules, words, tests, controls }: Parts): string[] {
  const mechanisms = controls.flatMap(({ promises }) =>
    promises.flatMap(({ id, keptBy }) =>
      keptBy.filter(({ by }) => by === 'policy').map(({ ref, status }) => ({ id, ref, status })),
    ),
  );
  const kept = mechanisms.filter(({ status }) => status !== 'planned');
  const planned = mechanisms.filter(({ status }) => status === 'planned');
  const missing = (from: readonly string[], of: readonly string[]) =>
    from.filter((name) => !of.includes(name));
  return [
    ...missing(rules, words).map(
      (name) => `${name} has a rule but no words: write baselines/policies/${name}.yaml`,
    ),
    ...missing(words, rules).map(
      (name) => `${name} has words but no rule: write policy-packs/iso27017/policies/${name}.ts`,
    ),
    ...missing(rules, tests).map(
      (name) => `${name} has no test: write test/policy-packs/iso27017/${name}.test.ts`,
    ),
    ...missing(tests, rules).map((name) => `${name}.test.ts tests no policy: rename or remove it`),
    ...kept
      .filter(({ ref }) => !rules.includes(ref))
      .map(
        ({ id, ref }) => `promise ${id} is kept by ${ref}, which is no policy: correct it or mark it planned`,
      ),
    ...missing(
      rules,
      kept.map(({ ref }) => ref),
    ).map((name) => `no promise is kept by ${name}: name it in a control or remove it`),
    ...planned
      .filter(({ ref }) => rules.includes(ref))
      .map(({ id, ref }) => `promise ${id} calls ${ref} planned, but it exists: remove the status`),
  ];
}
