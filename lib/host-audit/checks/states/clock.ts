import type { CheckedHost } from '../host';
import { compliant, judge, judgeBoth, none, undetermined, violated, worst } from '../outcome';
import type { StateCheck } from './state-check';

/** What chrony asks: the servers of the baseline, each of them, and besides them clocks of the machine alone. */
const clockServers: StateCheck = (_, { facts, baseline }) =>
  judge(facts.clockSources, (sources) => {
    const { timeServers } = baseline.virtualMachines;
    const asked = sources.filter(({ mode }) => mode !== '#').map(({ name }) => name);
    const others = [...new Set(asked)].filter((name) => !timeServers.includes(name));
    const missing = timeServers.filter((name) => !asked.includes(name));
    return none(
      [...others.map((name) => `${name} is asked`), ...missing.map((name) => `${name} is not asked`)],
      timeServers.join(', '),
    );
  });

/** Whether chrony follows a source that answers; one that has not answered for eight times is followed no more. */
const clockSynchronised: StateCheck = (_, { facts }) =>
  judgeBoth(facts.clockTracking, facts.clockSources, ({ leap }, sources) => {
    if (leap === 'Not synchronised') return violated('chrony says that the clock is not synchronised');
    const followed = sources.find(({ state }) => state === '*');
    if (followed === undefined) {
      const silent = sources.filter(({ reach }) => reach === 0).length;
      return violated(`chrony follows no source, ${silent} of ${sources.length} do not answer`);
    }
    return followed.reach > 0 ? compliant : violated(`${followed.name} does not answer`);
  });

/** How far a collector's first answer may be from its start, in seconds, before a clock is called wrong. */
const slack = { behind: 30, ahead: 120 } as const;

/** How far the clock is off: by what chrony says, and roughly by the auditor's own clock. */
const clockOffset: StateCheck = ({ atMost = 0 }, host) => {
  const { facts } = host;
  return worst([
    compareWithAuditor(host),
    judge(facts.clockTracking, ({ offset, leap }) => {
      if (leap === 'Not synchronised') return undetermined('the clock is not synchronised');
      const milliseconds = Math.round(offset * 1000);
      if (offset * 1000 <= atMost) return compliant;
      return violated(`the clock is ${milliseconds} ms off`, { expected: `at most ${atMost} ms` });
    }),
  ]);
};

function compareWithAuditor({ facts, collectedAt }: CheckedHost) {
  return judge(facts.clock, ({ now }) => {
    const ahead = now - collectedAt / 1000;
    if (ahead >= -slack.behind && ahead <= slack.ahead) return compliant;
    const seconds = Math.round(Math.abs(ahead));
    return violated(`the clock is ${seconds} s ${ahead < 0 ? 'behind' : 'ahead of'} that of the auditor`);
  });
}

/** Whether the clock of the hypervisor is among the sources, and answers. */
const hypervisorClock: StateCheck = (_, { facts }) =>
  judge(facts.clockSources, (sources) => {
    const clocks = sources.filter(({ mode, name }) => mode === '#' && /^PHC\d*$/.test(name));
    if (clocks.length === 0) return violated('chrony has no clock of the hypervisor', { expected: 'PHC0' });
    return clocks.some(({ reach }) => reach > 0)
      ? compliant
      : violated(`${clocks.map(({ name }) => name).join(', ')} does not answer`);
  });

/** The zone by the name of its file, or by what is in the file when it was copied. */
const timeZone: StateCheck = (_, { facts, baseline }) =>
  judge(facts.timeZone, ({ file, isSame }) => {
    const { timezone } = baseline.virtualMachines;
    if (isSame) return compliant;
    return violated(file.replace(/^.*\/zoneinfo\//, ''), { expected: timezone });
  });

/** What the hardware clock is taken for. */
const hardwareClockUtc: StateCheck = (_, { facts }) =>
  judge(facts.hardwareClock, (kept) =>
    kept === 'UTC'
      ? compliant
      : violated('the hardware clock is in local time', { at: { file: '/etc/adjtime', line: 3 } }),
  );

export const clockStates: Readonly<Record<string, StateCheck>> = {
  'clock-offset-ms': clockOffset,
  'clock-servers': clockServers,
  'clock-synchronised': clockSynchronised,
  'hardware-clock-utc': hardwareClockUtc,
  'hypervisor-clock': hypervisorClock,
  'time-zone': timeZone,
};
