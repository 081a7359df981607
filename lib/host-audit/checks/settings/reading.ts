import type { Place } from '../../../findings/finding';
import type { Fact } from '../../facts/fact';
import type { FileLine } from '../../facts/file-lines';
import type { CheckedHost } from '../host';

/** A value that something on the host gives to a key. */
export interface Assigned {
  /** As it is written there; empty for a key that stands alone. */
  readonly value: string;
  readonly at?: Place;
}

/**
 * What one who reads a setting takes for it: nothing, one value, or several where the program collects them. All who
 * read it must find what is required.
 */
export interface Reading {
  /** Who reads it, where not all read the same; such as `for PAM`. */
  readonly by?: string;
  readonly values: readonly Assigned[];
}

/** Who finds what for a key on a host, by the rules of the programs that read it. */
export type ReadSetting = (key: string, host: CheckedHost) => Fact<readonly Reading[]>;

/** What follows from a fact that is known. */
export function whenKnown<A, B>(fact: Fact<A>, decide: (value: A) => Fact<B>): Fact<B> {
  return 'value' in fact ? decide(fact.value) : fact;
}

export const placeOf = ({ file, line }: FileLine): Place => ({ file, line });

/** The readings of those who take the last value. */
export const lastOf = (assigned: readonly Assigned[]): readonly Reading[] => [{ values: assigned.slice(-1) }];

/** Values that lines give to a key, where a line of the pattern has the key and the value in its first two groups. */
export function assignedBy(
  lines: readonly FileLine[],
  pattern: RegExp,
  isKey: (written: string) => boolean,
): Assigned[] {
  return lines.flatMap((line) => {
    const [, written, value = ''] = pattern.exec(line.text) ?? [];
    return written !== undefined && isKey(written) ? [{ value, at: placeOf(line) }] : [];
  });
}

/** Whether a key is the same in whatever letters. */
export const inAnyCase = (key: string) => (written: string) => written.toLowerCase() === key.toLowerCase();

export const exactly = (key: string) => (written: string) => written === key;
