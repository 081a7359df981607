import type { Approval } from '../baseline/exceptions';
import { addDays, type Day, daysBetween } from './calendar';

/** Something to tell of an exception in the register, and what to do about it, a sentence with its full stop. */
export interface RegisterNote {
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** What to do about an exception that nothing needs. */
export const removeIt = 'Remove the exception from the register.';

/** Who excuses a violation on a day, why, and until when (the last day); nobody before and after its days. */
export function excuseOn(
  today: Day,
  { approvedBy, reason, validFrom, validUntil }: Approval,
): { readonly approvedBy: string; readonly reason: string; readonly until: Day } | undefined {
  return validFrom <= today && today <= validUntil ? { approvedBy, reason, until: validUntil } : undefined;
}

/** What to tell of exceptions for their days; `one` is how an exception is called. */
export class ExceptionDays {
  /**
   * @param endsSoonDays how many days before its end it is told of
   * @param subject what has to be mended instead, such as `resource`
   */
  constructor(
    private readonly today: Day,
    private readonly endsSoonDays: number,
    private readonly subject: string,
  ) {}

  /** That it ended, or that it begins later although a violation is there (`isMet`). */
  outside({ validFrom, validUntil }: Approval, isMet: boolean, one = 'one'): RegisterNote | undefined {
    const expected = `valid on ${this.today}`;
    if (validUntil < this.today) {
      const fix = `Mend the ${this.subject} and remove the exception, or have it approved anew.`;
      return { expected, found: `${one} that ended on ${validUntil}`, fix };
    }
    if (validFrom <= this.today || !isMet) return undefined;
    const fix = `Mend the ${this.subject}, or wait until the exception is valid.`;
    return { expected, found: `${one} that begins on ${validFrom}`, fix };
  }

  /** That one which excuses something ends soon. */
  endsSoon({ validUntil }: Approval, one = 'one'): RegisterNote | undefined {
    if (validUntil > addDays(this.today, this.endsSoonDays)) return undefined;
    const days = daysBetween(this.today, validUntil);
    const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
    return {
      expected: 'dispensable before it ends',
      found: `${one} that ends ${left}, on ${validUntil}`,
      fix: `Mend the ${this.subject} before the exception ends, or have it approved anew.`,
    };
  }
}
