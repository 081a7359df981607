import { describe, expect, it } from 'vitest';
import { auditedHost, judged, type Said } from '../../../support/audited-host';

/** As chronyc 4.3 and 4.6.1 print it. */
const server = '^,*,ntp.nict.jp,1,0,377,1,0.000000209,0.000000200,0.000003191\n';
const unknown = '^,?,nowhere.invalid,0,6,0,4294967295,0.000000000,0.000000000,0.000000000\n';
const phc = '#,-,PHC0,2,3,377,9,0.000001234,0.000002000,0.000100000\n';
const tracking = (offset = '-0.000001372', leap = 'Normal') =>
  `7F000001,127.0.0.1,2,1795824342.812574841,${offset},-0.000000009,0.000000074,0.001,-0.000,0.044,0.000005869,0.000000810,1.0,${leap}\n`;

describe('the servers', () => {
  it.each<[string, Said, string]>([
    ['agreed on', server, 'compliant'],
    ['agreed on, and the clock of the machine', server + phc, 'compliant'],
    ['agreed on, without an address yet', server.replace(',*,', ',?,').replace('377', '0'), 'compliant'],
    [
      'of somebody else, also those without an address',
      `${server}${unknown}=,?,10.0.0.9,2,6,0,25,-0.1,-0.1,0.01\n`,
      'violated: nowhere.invalid is asked, 10.0.0.9 is asked',
    ],
    ['that are none', phc, 'violated: ntp.nict.jp is not asked'],
    [
      'of another form',
      '210 Number of sources = 1\n',
      'undetermined: /usr/bin/chronyc: expected a source of chronyc, found "210 Number of sources = 1"',
    ],
    [
      'of a daemon that does not run',
      { stdout: '506 Cannot talk to daemon\n', code: 1 },
      'undetermined: /usr/bin/chronyc ended with 1',
    ],
  ])('%s', (_, clockSources, expected) => {
    expect(judged('clock-asks-listed-servers', auditedHost({ clockSources }))).toBe(expected);
  });
});

describe('the clock', () => {
  it.each<[string, Said, Said, string]>([
    ['follows a server', tracking(), server, 'compliant'],
    ['waits for a leap second', tracking('0.1', 'Insert second'), server, 'compliant'],
    [
      'follows nobody yet',
      tracking('0.000000000', 'Not synchronised'),
      server,
      'violated: chrony says that the clock is not synchronised',
    ],
    [
      'has followed nobody since its start',
      '00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised\n',
      '^,?,192.0.2.1,0,6,0,4294967295,0.000000000,0.000000000,0.000000000\n',
      'violated: chrony says that the clock is not synchronised',
    ],
    [
      'follows nobody any more',
      tracking(),
      server.replace(',*,', ',?,').replace('377', '0') + phc,
      'violated: chrony follows no source, 1 of 2 do not answer',
    ],
    [
      'follows one that is silent',
      tracking(),
      server.replace('377', '0'),
      'violated: ntp.nict.jp does not answer',
    ],
    [
      'says nothing of its own',
      'x\n',
      server,
      'undetermined: /usr/bin/chronyc: expected the fourteen fields of chronyc tracking, found "x\\n"',
    ],
    ['says nothing of its servers', tracking(), { code: 1 }, 'undetermined: /usr/bin/chronyc ended with 1'],
  ])('%s', (_, clockTracking, clockSources, expected) => {
    expect(judged('clock-is-synchronised', auditedHost({ clockTracking, clockSources }))).toBe(expected);
  });

  /** When the facts were collected. */
  const now = Date.UTC(2026, 10, 27, 12) / 1000;
  const clock = (seconds: number) => `${now + seconds}\n864000.21 1700000.02\n`;
  it.each<[string, Said, Said, string]>([
    ['is right', clock(2), tracking(), 'compliant'],
    ['is a tenth of a second behind', clock(2), tracking('0.100000000'), 'compliant'],
    ['is more than that ahead', clock(2), tracking('-0.250400000'), 'violated: the clock is 250 ms off'],
    [
      'has no time',
      clock(2),
      tracking('0.000000000', 'Not synchronised'),
      'undetermined: the clock is not synchronised',
    ],
    [
      'is far behind, whatever chrony says',
      clock(-3600),
      tracking(),
      'violated: the clock is 3600 s behind that of the auditor',
    ],
    [
      'is far ahead, whatever chrony says',
      clock(600),
      { code: 1 },
      'violated: the clock is 600 s ahead of that of the auditor',
    ],
    ['was collected by slow steps', clock(100), tracking(), 'compliant'],
    ['says nothing', 'now\n', tracking(), 'undetermined: sh: expected two lines with times, found "now\\n"'],
  ])('%s', (_, said, clockTracking, expected) => {
    expect(judged('clock-offset', auditedHost({ clock: said, clockTracking }))).toBe(expected);
  });

  it.each<[string, Said, string]>([
    ['has the clock of the hypervisor beside it', server + phc, 'compliant'],
    ['has none', server, 'violated: chrony has no clock of the hypervisor'],
    ['has one that is silent', phc.replace('377', '0'), 'violated: PHC0 does not answer'],
    [
      'has a clock of another kind',
      '#,*,GPS0,0,3,377,9,0.1,0.1,0.1\n',
      'violated: chrony has no clock of the hypervisor',
    ],
    ['says nothing', { code: 1 }, 'undetermined: /usr/bin/chronyc ended with 1'],
  ])('%s', (_, clockSources, expected) => {
    expect(judged('clock-of-the-host', auditedHost({ clockSources }))).toBe(expected);
  });
});

describe('the time zone', () => {
  it.each<[string, Said, string]>([
    ['of Japan', '/usr/share/zoneinfo/Asia/Tokyo\nsame\n', 'compliant'],
    ['of Japan, as a copy', '/etc/localtime\nsame\n', 'compliant'],
    ['of nobody', '/usr/share/zoneinfo/Etc/UTC\n', 'violated: Etc/UTC'],
    ['of a copy', '/etc/localtime\n', 'violated: /etc/localtime'],
    ['that is not said', '\n', 'undetermined: sh: expected the path of a time zone, found "\\n"'],
  ])('%s', (_, timeZone, expected) => {
    expect(judged('time-zone', auditedHost({ timeZone }))).toBe(expected);
  });

  it.each<[string, Said, string]>([
    ['of the hardware clock', '0.0 0 0.0\n0\nUTC\n', 'compliant'],
    ['of the hardware clock that was never said', '', 'compliant'],
    [
      'of a hardware clock of another time',
      '0.0 0 0.0\n0\nLOCAL\n',
      'violated: the hardware clock is in local time (/etc/adjtime:3)',
    ],
    ['of a hardware clock that does not say', { code: 1 }, 'undetermined: sh ended with 1'],
  ])('%s', (_, hardwareClock, expected) => {
    expect(judged('hardware-clock-is-utc', auditedHost({ hardwareClock }))).toBe(expected);
  });
});
