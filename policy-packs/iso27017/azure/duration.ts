/** Days of a duration of ISO 8601, at its shortest and at its longest: months and years are not all of one length. */
export interface Days {
  readonly least: number;
  readonly most: number;
}

const form = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/i;

/** Reads a duration in whole days, such as `P30D` or `P1Y6M`; `undefined` for any other text. */
export function daysOf(duration: string): Days | undefined {
  const match = form.exec(duration.trim());
  if (match === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const same = years * 365 + weeks * 7 + days;
  return { least: same + months * 28, most: same + months * 31 };
}
