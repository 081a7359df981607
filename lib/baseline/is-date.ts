/** Whether a text of the form 2026-04-01 is a date of the calendar, which 2026-02-30 is not. */
export function isDate(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}
