import type { Facts } from '../facts/readers';
import { judge, type Outcome, undetermined } from './outcome';

const secondsOf = { hours: 3600, days: 86_400 } as const;

/** What happens while facts are collected, at most for an hour, is younger than the first of them. */
const longestCollection = 3600;

/**
 * Judges how old something is, in hours or days, by the host's own clock: both times are from there, so that a wrong
 * clock makes nothing older or younger. Nothing is known of the age of what is to come.
 * @param since in seconds since 1970-01-01 UTC.
 */
export function judgeAge(
  { clock }: Facts,
  since: number,
  unit: keyof typeof secondsOf,
  decide: (age: number) => Outcome,
): Outcome {
  return judge(clock, ({ now }) => {
    const ahead = since - now;
    if (ahead > longestCollection) {
      return undetermined(`its time is ${showAge(ahead / secondsOf[unit], unit)} ahead of the host's clock`);
    }
    return decide((now - since) / secondsOf[unit]);
  });
}

/** An age in words, such as `3.2 days`. */
export const showAge = (age: number, unit: keyof typeof secondsOf) => `${Math.round(age * 10) / 10} ${unit}`;
