import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { movedClock } from '../../lib/rehearsal/clock';

const dayMs = 24 * 60 * 60 * 1000;

/** What a Node.js process says that lives so many days from now. */
function said(days: number, script: string, before?: string): unknown {
  const env = { ...process.env, ...movedClock(days * dayMs, before) };
  const { stdout, stderr } = spawnSync(process.execPath, ['-p', `JSON.stringify(${script})`], {
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** How many whole days a moment is from now. */
const daysFromNow = (moment: unknown) => Math.round((Number(moment) - Date.now()) / dayMs);

describe('a process on another day', () => {
  it.each([[40], [-400]])('lives %i days from now, however it asks', (days) => {
    const moments = said(
      days,
      '[Date.now(), new Date().getTime(), Date.parse(Date()), new (class extends Date {})().getTime()]',
    ) as number[];
    expect(moments.map(daysFromNow)).toEqual([days, days, days, days]);
  });

  it('understands given days as before', () => {
    expect(
      said(
        40,
        `[new Date(0).toISOString(), new Date(2026, 0, 1) instanceof Date, new Date().constructor === Date, Date.UTC(1970, 0, 2), Date.length]`,
      ),
    ).toEqual(['1970-01-01T00:00:00.000Z', true, true, dayMs, 7]);
  });

  it('keeps the options that it was given', () => {
    expect(said(40, '[Error.stackTraceLimit, Date.now()]', '--stack-trace-limit=3')).toEqual([
      3,
      expect.any(Number),
    ]);
  });

  it('hands its day on to what it starts', () => {
    const inner = `require('child_process').execFileSync(process.execPath, ['-p', 'Date.now()']).toString()`;
    expect(daysFromNow(said(40, inner))).toBe(40);
  });
});
