import type { Value } from '../../../lib/resources/value';
import { visit } from './contents';

const daysIn: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 31, years: 366 };
const daysAtLeastIn: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 28, years: 365 };

/** For how long a backup policy keeps something, and where it says so. */
export interface BackupDays {
  readonly place: Value;
  /** Days, months and years counted at their longest; infinite for a duration that cannot be read. */
  readonly days: number;
}

/**
 * Every retention in a backup policy: daily, weekly, monthly and yearly, also of the policies inside it. One of
 * which something is not known yet is that unknown place.
 */
export function backupDays(policy: Value): BackupDays[] {
  const found: BackupDays[] = [];
  visit(policy, (value) => {
    if (value.isUnknown && (value === policy || /retention/i.test(value.path))) {
      found.push({ place: value, days: Number.POSITIVE_INFINITY });
    }
    if (value.name !== 'retentionDuration' || value.isUnknown) return;
    const [count, unit] = [value.key('count'), value.key('durationType')];
    if (count.isUnknown || unit.isUnknown) return;
    const factor = daysIn[unit.text?.toLowerCase() ?? ''];
    found.push({ place: count, days: (count.number ?? Number.NaN) * (factor ?? Number.NaN) });
  });
  return found.map(({ place, days }) => ({
    place,
    days: Number.isNaN(days) ? Number.POSITIVE_INFINITY : days,
  }));
}

/** Days of a known duration, months and years counted at their shortest; none of one that cannot be read. */
export function shortestDays(duration: Value): number {
  const factor = daysAtLeastIn[duration.key('durationType').text?.trim().toLowerCase() ?? ''];
  return (duration.key('count').number ?? 0) * (factor ?? 0);
}
