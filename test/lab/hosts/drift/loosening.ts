/** How somebody loosens what one requirement asks, and what the auditor has to find then. */
export interface Loosening {
  /** Id of the requirement. */
  readonly requirement: string;
  /** Run as root by sh on a hardened machine; a failure of it is one of the lab. */
  readonly script: string;
  /** Requirements that are then violated too, because they ask for the same thing in another way. */
  readonly alsoFinds?: readonly string[];
  /**
   * Rounds are run on copies of their own. What disturbs nothing else is done `together`, what would disturb something
   * there `apart`, and in `restart` what counts after one only.
   */
  readonly round?: 'apart' | 'restart';
  /** Run before the others of its round, because it resets what they set. */
  readonly first?: true;
}

/** A word as the shell takes it as it is. */
export const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/** Loosenings that are done on one copy of a machine. */
export interface Round {
  readonly name: 'together' | NonNullable<Loosening['round']>;
  readonly loosenings: readonly Loosening[];
}

/** The rounds of some loosenings, the longest first. */
export function roundsOf(loosenings: readonly Loosening[]): Round[] {
  return (['restart', 'together', 'apart'] as const).flatMap((name) => {
    const ofRound = loosenings.filter(({ round = 'together' }) => round === name);
    const [first, others] = [ofRound.filter((one) => one.first), ofRound.filter((one) => !one.first)];
    return ofRound.length === 0 ? [] : [{ name, loosenings: [...first, ...others] }];
  });
}
