const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ns: 1e-9,
};
const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * Seconds of a Go duration such as `1h30m` or `90s`.
 * @returns nothing where the text is none.
 * https://pkg.go.dev/time#ParseDuration (2026-11-24)
 */
export function secondsOf(duration: string): number | undefined {
  const [, sign = '', amount = ''] = /^([-+]?)(.*)$/s.exec(duration) ?? [];
  if (amount === '0') return 0;
  if (amount === '' || amount.replace(part, '') !== '') return undefined;
  let seconds = 0;
  for (const [, number, unit] of amount.matchAll(part)) seconds += Number(number) * (units[unit ?? ''] ?? 0);
  return sign === '-' ? -seconds : seconds;
}
