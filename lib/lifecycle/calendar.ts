const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Japan Standard Time is nine hours ahead of UTC all year: Japan has no summer time. */
const jstOffset = 9 * 60 * 60 * 1000;

/** A day of the calendar in Japan Standard Time, such as `2026-04-01`; days compare as texts do. */
export type Day = string;

/**
 * Whether a text is a day of the calendar, from the year 1000 to 2999: what follows from it must still be written with
 * four digits.
 */
export function isDay(text: string): boolean {
  return /^[12]/.test(text) && isOfCalendar(text);
}

function isOfCalendar(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day in Japan Standard Time at a moment, given in milliseconds since 1970-01-01 UTC. */
export function dayAt(moment: number): Day {
  return new Date(moment + jstOffset).toISOString().slice(0, 10);
}

/** The day so many days later; earlier when the number is negative. Throws a RangeError for what is no day. */
export function addDays(day: Day, days: number): Day {
  return new Date(startOf(day) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** How many days lead from one day to another; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (startOf(to) - startOf(from)) / millisecondsPerDay;
}

/** Days are counted in UTC, which knows no summer time, whatever the machine's own zone is. */
function startOf(day: Day): number {
  if (!isOfCalendar(day)) throw new RangeError(`${day} is not a day such as 2026-04-01`);
  return Date.parse(`${day}T00:00:00Z`);
}
