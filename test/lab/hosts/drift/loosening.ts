/** How somebody loosens what one requirement asks, and what the auditor has to find then. */
export interface Loosening {
  /** Id of the requirement. */
  readonly requirement: string;
  /** Run as root by sh on a hardened machine; a failure of it is one of the lab. */
  readonly script: string;
  /** Requirements that are then violated too, because they ask for the same thing in another way. */
  readonly alsoFinds?: readonly string[];
  /**
   * What disturbs nothing else is done together, in the round `together`; what counts after a restart only in the round
   * `restart`; the rest in rounds of its own name.
   */
  readonly round?: string;
  /** Run before the others of its round, because it resets what they set. */
  readonly first?: true;
}

/** A word as the shell takes it as it is. */
export const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Loosenings that are done on one copy of a machine. */
export interface Round {
  readonly name: string;
  readonly loosenings: readonly Loosening[];
}

/** The rounds of some loosenings: first what is done together, last what needs a restart. */
export function roundsOf(loosenings: readonly Loosening[]): Round[] {
  const byName = new Map<string, Loosening[]>();
  for (const loosening of loosenings) {
    const name = loosening.round ?? 'together';
    byName.set(name, [...(byName.get(name) ?? []), loosening]);
  }
  const order = (name: string) => (name === 'together' ? 0 : name === 'restart' ? 2 : 1);
  return [...byName]
    .map(([name, all]) => ({
      name,
      loosenings: [
        ...all.filter(({ first }) => first === true),
        ...all.filter(({ first }) => first !== true),
      ],
    }))
    .sort((a, b) => order(a.name) - order(b.name));
}
