import { expect, it } from 'vitest';
import { checkSetting } from '../../../../lib/host-audit/checks/kinds/setting';
import type { Fact } from '../../../../lib/host-audit/facts/fact';
import type { FactValues } from '../../../../lib/host-audit/facts/readers';
import { debianHost, hostBaseline } from '../../../support/debian-host';
import { requiredSettings } from '../../../support/judged-setting';
import { outcomeLine } from '../../../support/outcome-line';

it('cannot tell of a file that nobody is known to read', () => {
  const host = debianHost('debian-13-hardened');
  expect(outcomeLine(checkSetting({ file: 'other', key: 'Key', value: '1' }, host))).toBe(
    'undetermined: how other is read is not known',
  );
});

it('is asked of no program that is not installed', () => {
  const [setting] = requiredSettings.filter(({ file }) => file === 'resolved');
  if (setting === undefined) throw new Error('nothing is required of the resolver');
  const hardened = debianHost('debian-13-hardened');
  const said = (packages: Fact<FactValues['packages']>) =>
    outcomeLine(checkSetting(setting, { ...hardened, facts: { ...hardened.facts, packages } }));
  expect(said({ value: {} })).toBe('notApplicable: systemd-resolved is not installed');
  expect(said({ value: { 'systemd-resolved': { state: 'ii', version: '257' } } })).toBe('compliant');
  expect(said({ value: { 'systemd-resolved': { state: 'rc', version: '257' } } })).toMatch(/^notApplicable/);
  const unknown = { packages: { unknown: 'no time' }, systemdSettings: { unknown: 'no time' } };
  expect(outcomeLine(checkSetting(setting, debianHost('debian-13-hardened', unknown)))).toBe(
    'undetermined: no time',
  );
});

it.each(Object.keys(hostBaseline.hosts.settingFiles))('is undetermined without the facts of %s', (file) => {
  const unknown = { unknown: 'nothing arrived' };
  const host = debianHost('debian-13-hardened', {
    aptSettings: unknown,
    chronyDirectives: unknown,
    settingLines: unknown,
    sudoRules: unknown,
    systemdSettings: unknown,
  });
  const settings = requiredSettings.filter((setting) => setting.file === file);
  expect(settings.length).toBeGreaterThan(0);
  for (const setting of settings) {
    expect(outcomeLine(checkSetting(setting, host))).toBe('undetermined: nothing arrived');
  }
});
