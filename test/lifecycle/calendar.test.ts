import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayAt, daysBetween, isDay } from '../../lib/lifecycle/calendar';

const someDay = fc
  .integer({ min: Date.parse('1900-01-01'), max: Date.parse('2199-12-31') })
  .map((time) => new Date(time).toISOString().slice(0, 10));

describe('days of the calendar', () => {
  it.each(['2026-04-01', '2028-02-29', '2000-02-29', '2999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2027-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-4-1',
    '20260401',
    '0000-01-01',
    '9999-12-31',
    '',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it.each([
    ['the last second of a day in Japan', '2026-12-31T14:59:59Z', '2026-12-31'],
    ['midnight in Japan', '2026-12-31T15:00:00Z', '2027-01-01'],
    ['midnight in UTC', '2026-04-01T00:00:00Z', '2026-04-01'],
  ])('%s', (_, moment, day) => {
    expect(dayAt(Date.parse(moment))).toBe(day);
  });

  it.each([
    ['over the end of a year', '2026-12-31', 1, '2027-01-01'],
    ['over a leap day', '2028-02-28', 2, '2028-03-01'],
    ['over a February without one', '2027-02-28', 1, '2027-03-01'],
    ['backwards', '2026-03-01', -1, '2026-02-28'],
    ['beyond the last that is admitted', '2999-12-31', 30, '3000-01-30'],
    ['thirty days', '2026-12-31', 30, '2027-01-30'],
  ])('adds days %s', (_, day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
    expect(daysBetween(day, expected)).toBe(days);
  });

  it('adding what lies between two days leads from one to the other', () => {
    fc.assert(
      fc.property(someDay, someDay, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(Math.sign(daysBetween(from, to))).toBe(from < to ? 1 : from > to ? -1 : 0);
      }),
    );
  });

  it('refuses to count from what is no day', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('2026-02-30 is not a day such as 2026-04-01');
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Tokyo', 'UTC'])(
    'does not depend on the zone of the machine: %s',
    (TZ) => {
      const calendar = path.resolve(__dirname, '../../lib/lifecycle/calendar.ts');
      // Both ends of a change to summer time in Los Angeles, which has a day of 23 hours.
      const script = `
        const { transformSync } = require('esbuild');
        const source = require('node:fs').readFileSync(${JSON.stringify(calendar)}, 'utf8');
        const module_ = { exports: {} };
        new Function('module', 'exports', transformSync(source, { loader: 'ts', format: 'cjs' }).code)(module_, module_.exports);
        const { addDays, dayAt, daysBetween } = module_.exports;
        process.stdout.write([addDays('2026-03-07', 2), daysBetween('2026-03-07', '2026-03-09'), dayAt(Date.UTC(2026, 11, 31, 15)), new Date(2026, 0, 1).getTimezoneOffset()].join(' '));`;
      const cwd = path.resolve(__dirname, '../..');
      const said = execFileSync(process.execPath, ['-e', script], { cwd, env: { ...process.env, TZ } });
      const offsets: Record<string, number> = {
        'Pacific/Kiritimati': -840,
        'America/Los_Angeles': 480,
        'Asia/Tokyo': -540,
        UTC: 0,
      };
      expect(said.toString()).toBe(`2026-03-09 2 2027-01-01 ${offsets[TZ]}`);
    },
  );
});
