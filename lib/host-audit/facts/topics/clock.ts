import { type Static, Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** The host's clock in seconds since 1970-01-01 UTC, and for how many seconds it has been running. */
export const clock = reader(
  Type.Object({ now: Type.Integer(), up: Type.Number({ minimum: 0 }) }, { additionalProperties: false }),
  (text) => {
    const [, now, up] = /^(\d+)\n(\d+(?:\.\d+)?) /.exec(text) ?? [];
    if (now === undefined || up === undefined) throw new NotUnderstood('two lines with times', text);
    return { now: Number(now), up: Number(up) };
  },
);

const ClockSource = Type.Object(
  {
    /** `^` a server, `=` a peer, `#` a clock of the machine. */
    mode: Type.Union([Type.Literal('^'), Type.Literal('='), Type.Literal('#')]),
    /** `*` is the one that is followed; see chronyc(1), sources. */
    state: Type.String({ minLength: 1, maxLength: 1 }),
    name: Type.String({ minLength: 1 }),
    /** Which of the last eight answers came, a bit each; 0 for none. */
    reach: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type ClockSource = Static<typeof ClockSource>;

/** What chrony takes the time from. */
export const clockSources = reader(Type.Array(ClockSource), (text) =>
  linesOf(text).map((line) => {
    const fields = line.split(',');
    const [mode = '', state = '', name = '', , , reach = ''] = fields;
    if (fields.length < 10 || !/^[\^=#]$/.test(mode) || !/^[0-7]+$/.test(reach)) {
      throw new NotUnderstood('a source of chronyc', line);
    }
    return { mode: mode as ClockSource['mode'], state, name, reach: Number.parseInt(reach, 8) };
  }),
);

/** How well chrony follows them. */
export const clockTracking = reader(
  Type.Object(
    {
      /** How far the clock is from the time, in seconds, either way. */
      offset: Type.Number({ minimum: 0 }),
      /** `Normal`, `Insert second`, `Delete second` or `Not synchronised`. */
      leap: Type.String({ minLength: 1 }),
    },
    { additionalProperties: false },
  ),
  (text) => {
    const fields = text.trim().split(',');
    const [offset, leap] = [fields[4], fields[13]];
    if (offset === undefined || leap === undefined || !/^[-+]?\d+(\.\d+)?$/.test(offset)) {
      throw new NotUnderstood('the fourteen fields of chronyc tracking', text);
    }
    return { offset: Math.abs(Number(offset)), leap };
  },
);

/** The file of the time zone, and whether it holds the zone of the baseline. */
export const timeZone = reader(
  Type.Object(
    { file: Type.String({ pattern: '^/' }), isSame: Type.Boolean() },
    { additionalProperties: false },
  ),
  (text) => {
    const [file = '', same] = linesOf(text);
    if (!file.startsWith('/')) throw new NotUnderstood('the path of a time zone', text);
    return { file, isSame: same === 'same' };
  },
);

/**
 * What the hardware clock is taken for: local time only when the third line says so, adjtime_config(5).
 * https://manpages.debian.org/bookworm/util-linux/hwclock.8.en.html (2026-11-27)
 */
export const hardwareClock = reader(Type.Union([Type.Literal('UTC'), Type.Literal('LOCAL')]), (text) =>
  text.split('\n')[2]?.trim() === 'LOCAL' ? 'LOCAL' : 'UTC',
);
