import { expect, it } from 'vitest';
import { checkSetting } from '../../../../lib/host-audit/checks/kinds/setting';
import { debianHost, hostBaseline } from '../../../support/debian-host';
import { requiredSettings } from '../../../support/judged-setting';
import { outcomeLine } from '../../../support/outcome-line';

it('cannot tell of a file that nobody is known to read', () => {
  const host = debianHost('debian-13-hardened');
  expect(outcomeLine(checkSetting({ file: 'other', key: 'Key', value: '1' }, host))).toBe(
    'undetermined: how other is read is not known',
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
