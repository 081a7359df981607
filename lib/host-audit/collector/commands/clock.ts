import type { Asked, Command } from '../command';

/** The host's clock: seconds since 1970-01-01 UTC, and a second line with the seconds since its start first. */
export const clock: Command = { run: ['sh', '-c', 'date +%s && cat /proc/uptime'] };

/**
 * What chrony takes the time from, also what has no address yet, with the names of its configuration. Only its socket is
 * asked, which is for root: by network it takes no commands (cmdport 0).
 */
export const clockSources: Command = {
  run: ['/usr/bin/chronyc', '-c', '-N', 'sources', '-a'],
  asRoot: true,
};

/** How well chrony follows them. */
export const clockTracking: Command = { run: ['/usr/bin/chronyc', '-c', '-n', 'tracking'], asRoot: true };

/** The file of the time zone, and a second line when it holds the same as that of the zone that is asked for. */
export const timeZone = ({ virtualMachines: { timezone } }: Asked): Command => ({
  run: [
    'sh',
    '-c',
    `readlink -f /etc/localtime && if cmp -s /etc/localtime '/usr/share/zoneinfo/${timezone}'; then echo same; fi`,
  ],
});

/** What the hardware clock is taken for, in the form of adjtime_config(5); nothing when it was never said. */
export const hardwareClock: Command = {
  run: ['sh', '-c', 'if [ -e /etc/adjtime ]; then cat /etc/adjtime; fi'],
};
