import type { HostState } from '../../../baseline/types.generated';
import type { Place } from '../../../findings/finding';
import { compliant, none, type Outcome } from '../outcome';

/** Something that is wrong, in words, and where. */
export interface Wrong {
  readonly text: string;
  readonly at?: Place;
}

/** Compliant when no more is wrong than the state admits; nothing when it says no number. */
export const atMost = ({ atMost: admitted = 0 }: HostState, wrong: readonly Wrong[], expected?: string) =>
  allRight(wrong, expected, admitted);

/** Compliant when no more is wrong than is admitted; a violation is placed where the first of it is. */
export function allRight(wrong: readonly Wrong[], expected?: string, admitted = 0): Outcome {
  if (wrong.length <= admitted) return compliant;
  const outcome = none(
    wrong.map(({ text }) => text),
    expected,
  );
  const at = wrong[0]?.at;
  return outcome.verdict === 'violated' && at !== undefined ? { ...outcome, at } : outcome;
}
