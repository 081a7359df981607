/** A way to keep a promise, and whether it exists yet. */
export interface Mechanism {
  readonly by: string;
  readonly ref: string;
  readonly status?: 'planned';
}

/** A promise of the control catalogue, as far as coverage is concerned. */
export interface CountedPromise {
  readonly id: string;
  readonly kind?: 'commitment' | 'informative';
  readonly keptBy: readonly Mechanism[];
}

/** What a run showed about one mechanism. `notShown`: it exists, but met nothing that it could be seen on. */
export type Shown = 'compliant' | 'violated' | 'undetermined' | 'notShown';

/**
 * What a run showed about one promise.
 * - `kept`: every mechanism exists and was seen compliant;
 * - `partly`: some were, and others are planned or were not seen;
 * - `violated`, `undetermined`: at least one mechanism was;
 * - `notShown`: something exists, and nothing was seen; `planned`: nothing exists yet.
 */
export type PromiseStatus = 'kept' | 'partly' | 'violated' | 'undetermined' | 'notShown' | 'planned';

export interface PromiseCoverage {
  readonly id: string;
  readonly status: PromiseStatus;
}

export interface Coverage {
  readonly promises: readonly PromiseCoverage[];
  readonly counts: Readonly<Record<PromiseStatus, number>>;
}

/** Counts promises; those that commit to nothing (`informative`) are left out. */
export function coverageOf(
  promises: readonly CountedPromise[],
  shown: (mechanism: Mechanism) => Shown,
): Coverage {
  const counts: Record<PromiseStatus, number> = {
    kept: 0,
    partly: 0,
    violated: 0,
    undetermined: 0,
    notShown: 0,
    planned: 0,
  };
  const covered = promises
    .filter(({ kind }) => kind !== 'informative')
    .map(({ id, keptBy }) => {
      const status = statusOf(keptBy, shown);
      counts[status] += 1;
      return { id, status };
    });
  return { promises: covered, counts };
}

function statusOf(keptBy: readonly Mechanism[], shown: (mechanism: Mechanism) => Shown): PromiseStatus {
  const existing = keptBy.filter(({ status }) => status !== 'planned').map(shown);
  const planned = existing.length < keptBy.length;
  if (existing.includes('violated')) return 'violated';
  if (existing.includes('undetermined')) return 'undetermined';
  if (existing.length === 0) return 'planned';
  if (!existing.includes('compliant')) return 'notShown';
  return planned || existing.includes('notShown') ? 'partly' : 'kept';
}
