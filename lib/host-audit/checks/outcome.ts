import type { Place } from '../../findings/finding';
import type { Fact } from '../facts/fact';

/** What a check says of one requirement on one host. */
export type Outcome =
  | {
      readonly verdict: 'compliant';
      /** What was not looked at, where that is less than all. */
      readonly found?: string;
    }
  | { readonly verdict: 'notApplicable'; readonly found: string }
  | Violation
  | { readonly verdict: 'undetermined'; readonly found: string };

export interface Violation {
  readonly verdict: 'violated';
  /** What is there, in words. */
  readonly found: string;
  /** What must be there; the requirement's title when left out. */
  readonly expected?: string;
  /** File and line on the host, where there is one. */
  readonly at?: Place;
  /** What to do about it, sentences with their full stops, where that is not what the requirement has done. */
  readonly fix?: string;
}

export const compliant: Outcome = { verdict: 'compliant' };

export const violated = (found: string, more: Omit<Violation, 'verdict' | 'found'> = {}): Outcome => ({
  verdict: 'violated',
  found,
  ...more,
});

export const undetermined = (found: string): Outcome => ({ verdict: 'undetermined', found });

export const notApplicable = (found: string): Outcome => ({ verdict: 'notApplicable', found });

/** Judges a fact that is known; of one that is not nothing can be said. */
export function judge<T>(fact: Fact<T>, decide: (value: T) => Outcome): Outcome {
  return 'value' in fact ? decide(fact.value) : undetermined(fact.unknown);
}

/** As `judge`, of two facts. */
export function judgeBoth<A, B>(a: Fact<A>, b: Fact<B>, decide: (a: A, b: B) => Outcome): Outcome {
  return judge(a, (known) => judge(b, (other) => decide(known, other)));
}

const verdicts: readonly Outcome['verdict'][] = ['violated', 'undetermined', 'compliant', 'notApplicable'];

/** The first of the worst of several, all of which must be good: what is violated counts before what is not known. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const found = verdicts.flatMap((verdict) => outcomes.find((outcome) => outcome.verdict === verdict) ?? []);
  return found[0] ?? undetermined('nothing was looked at');
}

/** How many of what is found are told; the rest is counted. */
const told = 5;

/** Compliant when nothing is wrong, or else what is, in the order given. */
export function none(wrong: readonly string[], expected?: string): Outcome {
  if (wrong.length === 0) return compliant;
  const rest = wrong.length > told ? ` and ${wrong.length - told} more` : '';
  return violated(wrong.slice(0, told).join(', ') + rest, expected === undefined ? {} : { expected });
}
