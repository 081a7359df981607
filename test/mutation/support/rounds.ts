import type { Located, Rule } from '../../../policy-packs/iso27017/framework/rule';
import { judge } from './judge';
import type { PolicyMutants } from './policy-mutants';
import type { Edit, World } from './world';

/** A change to be judged. */
export interface Trialled {
  readonly edit: Edit;
  readonly config?: PolicyMutants['config'];
}

/**
 * Judges changes, as many as possible in one view of the stack: a rule about the stack costs as much for one change as
 * for hundreds on different resources. `isDone` is asked of each change with what was said of the round; where it says
 * no, because nothing was found or something that another change may have caused, the change is judged alone, and that
 * answer counts. Returns the changes that are not done then, with what was said of them.
 */
export function undone<T extends Trialled>(
  changes: readonly T[],
  rule: Rule,
  world: World,
  config: NonNullable<PolicyMutants['config']>,
  isDone: (change: T, results: readonly Located[], isAlone: boolean) => boolean,
): { readonly change: T; readonly results: readonly Located[] }[] {
  const alone = (change: T) => {
    const results = judge(rule, world, change.config ?? config, change.edit);
    return isDone(change, results, true) ? [] : [{ change, results }];
  };
  const isJoined = ({ edit, config: own }: T) =>
    rule.checkStack !== undefined && own === undefined && edit.put.length === 1 && edit.drop === undefined;
  return [
    ...changes.filter((change) => !isJoined(change)).flatMap(alone),
    ...roundsOf(changes.filter(isJoined)).flatMap((round) => {
      const results = judge(rule, world, config, { put: round.flatMap(({ edit }) => edit.put) });
      return round.filter((change) => !isDone(change, results, round.length === 1)).flatMap(alone);
    }),
  ];
}

/** Rounds in which no resource is changed twice. */
function roundsOf<T extends Trialled>(changes: readonly T[]): T[][] {
  const rounds: T[][] = [];
  const next = new Map<string, number>();
  for (const change of changes) {
    const urn = change.edit.put[0]?.urn ?? '';
    const index = next.get(urn) ?? 0;
    next.set(urn, index + 1);
    rounds[index] = [...(rounds[index] ?? []), change];
  }
  return rounds;
}
