import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHost } from '../../../../lib/host-audit/checks/check-host';
import { auditedHost, hostBaseline, judged, type Said } from '../../../support/audited-host';

/** A unit as systemctl of systemd 252 and 257 shows it. */
function unit(id: string, change: Record<string, string> = {}): string {
  const properties = {
    Id: id,
    Names: id,
    RequiredBy: '',
    WantedBy: 'multi-user.target',
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    UnitFileState: 'enabled',
    ...change,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const gone = {
  WantedBy: '',
  LoadState: 'not-found',
  ActiveState: 'inactive',
  SubState: 'dead',
  UnitFileState: '',
};
const still = { WantedBy: '', ActiveState: 'inactive', SubState: 'dead', UnitFileState: 'disabled' };
const masked = { ...still, LoadState: 'masked', UnitFileState: 'masked' };

describe('a unit that must run', () => {
  it.each<[string, Said, string]>([
    ['does', unit('chrony.service'), 'compliant'],
    [
      'does, by another name',
      unit('chrony.service', { Names: 'chronyd.service chrony.service' }),
      'compliant',
    ],
    ['reads its files again', unit('chrony.service', { ActiveState: 'reloading' }), 'compliant'],
    [
      'is made from a script that another unit wants',
      unit('chrony.service', { UnitFileState: 'generated' }),
      'compliant',
    ],
    ['stands after another', `${unit('apt-daily.timer')}\n${unit('chrony.service')}`, 'compliant'],
    ['is not there', unit('chrony.service', gone), 'violated: chrony.service is not there'],
    ['is masked', unit('chrony.service', masked), 'violated: chrony.service is masked'],
    [
      'has a mistake',
      unit('chrony.service', { LoadState: 'bad-setting' }),
      'violated: chrony.service cannot be loaded (bad-setting)',
    ],
    [
      'stands still',
      unit('chrony.service', { ...still, UnitFileState: 'enabled' }),
      'violated: chrony.service is inactive (dead)',
    ],
    [
      'has failed',
      unit('chrony.service', { ActiveState: 'failed', SubState: 'failed' }),
      'violated: chrony.service is failed',
    ],
    [
      'begins again and again',
      unit('chrony.service', { ActiveState: 'activating', SubState: 'auto-restart' }),
      'violated: chrony.service is activating (auto-restart)',
    ],
    [
      'was started by hand',
      unit('chrony.service', { UnitFileState: 'disabled', WantedBy: '' }),
      'violated: chrony.service runs, but does not start with the machine (disabled)',
    ],
    [
      'is enabled until the next start',
      unit('chrony.service', { UnitFileState: 'enabled-runtime' }),
      'violated: chrony.service runs, but does not start with the machine (enabled-runtime)',
    ],
    [
      'is made from a script that nobody wants',
      unit('chrony.service', { UnitFileState: 'generated', WantedBy: '' }),
      'violated: chrony.service runs, but does not start with the machine (generated)',
    ],
    ['is not told of', unit('apt-daily.timer'), 'undetermined: systemd said nothing of chrony.service'],
    [
      'is told of in part',
      'Id=chrony.service\nLoadState=loaded\n',
      'undetermined: systemctl: expected Id, LoadState and ActiveState of a unit, found "Id=chrony.service\\nLoadState=loaded\\n"',
    ],
    [
      'is told of otherwise',
      'chrony.service\n',
      'undetermined: systemctl: expected a property of a unit such as LoadState=loaded, found "chrony.service"',
    ],
    [
      'cannot be asked for',
      { code: 1, message: 'Failed to connect to bus' },
      'undetermined: systemctl ended with 1: Failed to connect to bus',
    ],
  ])('%s', (_, units, expected) => {
    expect(judged('unit-chrony-service', auditedHost({ units }))).toBe(expected);
  });
});

describe('a unit that must not run', () => {
  it.each<[string, Said, string]>([
    ['is not there', unit('exim4.service', gone), 'compliant'],
    ['stands still', unit('exim4.service', still), 'compliant'],
    ['is masked', unit('exim4.service', masked), 'compliant'],
    [
      'is made from a script that nobody wants',
      unit('exim4.service', { ...still, UnitFileState: 'generated' }),
      'compliant',
    ],
    ['runs', unit('exim4.service'), 'violated: exim4.service is active (running)'],
    [
      'runs though it is masked',
      unit('exim4.service', { ...masked, ActiveState: 'active' }),
      'violated: exim4.service is active (dead)',
    ],
    [
      'is starting',
      unit('exim4.service', { ...still, ActiveState: 'activating' }),
      'violated: exim4.service is activating (dead)',
    ],
    [
      'will run after the next start',
      unit('exim4.service', { ...still, UnitFileState: 'enabled' }),
      'violated: exim4.service does not run, but starts with the machine (enabled)',
    ],
    [
      'is made from a script that another unit wants',
      unit('exim4.service', { ...still, UnitFileState: 'generated', WantedBy: 'multi-user.target' }),
      'violated: exim4.service does not run, but starts with the machine (generated)',
    ],
    [
      'runs by another name',
      unit('postfix.service', { Names: 'postfix.service exim4.service' }),
      'violated: exim4.service (postfix.service) is active (running)',
    ],
  ])('%s', (_, units, expected) => {
    expect(judged('unit-exim4-service', auditedHost({ units }))).toBe(expected);
  });
});

describe('a unit that must be masked', () => {
  const name = 'debug-shell.service';
  it.each<[string, Said, string]>([
    ['is', unit(name, masked), 'compliant'],
    ['is not', unit(name, still), 'violated: debug-shell.service can be started (loaded)'],
    ['is not there', unit(name, gone), 'violated: debug-shell.service is not there'],
    [
      'is until the next start',
      unit(name, { ...masked, UnitFileState: 'masked-runtime' }),
      'violated: debug-shell.service is masked until the next start only',
    ],
    [
      'was masked while it ran',
      unit(name, { ...masked, ActiveState: 'active', SubState: 'running' }),
      'violated: debug-shell.service is masked, but active (running)',
    ],
  ])('%s', (_, units, expected) => {
    expect(judged('unit-debug-shell-service', auditedHost({ units }))).toBe(expected);
  });

  it('is another when it is only another name', () => {
    const units = unit('reboot.target', { ...still, Names: 'ctrl-alt-del.target reboot.target' });
    expect(judged('unit-ctrl-alt-del-target', auditedHost({ units }))).toBe(
      'violated: ctrl-alt-del.target (reboot.target) can be started (loaded)',
    );
  });
});

/** What systemd of a hardened machine of Debian 12 said of the units that were asked for at that time. */
it('holds on a real machine as each requirement asks', () => {
  const fixture = path.resolve(__dirname, '../../../fixtures/host-audit/debian-12-systemctl-show.txt');
  const said = readFileSync(fixture, 'utf8');
  const host = auditedHost({ units: said }, { onAzure: false });
  const ids = Object.values(hostBaseline.hostAreas).flatMap(({ requirements }) =>
    requirements.flatMap(({ id, unit }) =>
      unit !== undefined && said.includes(`\nNames=${unit.name}`) ? [id] : [],
    ),
  );
  const findings = checkHost('host', host, new Map()).filter(({ source }) => ids.includes(source.id));
  expect(findings.length).toBeGreaterThan(25);
  expect(findings.filter(({ verdict }) => verdict !== 'compliant')).toEqual([]);
});
