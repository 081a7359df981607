import { expect, it } from 'vitest';
import { followed, replacing } from '../../../support/debian-host';
import { judgedSetting, type SettingRow } from '../../../support/judged-setting';

const key = 'Unattended-Upgrade::Automatic-Reboot';
it.each<SettingRow>([
  [
    'a value, placed where just one line says it',
    'apt',
    key,
    {
      aptSettings: replacing(`${key}='false'`, `${key}='yes'`),
      settingLines: followed(`/etc/apt/apt.conf.d/99x:3:  Automatic-Reboot "yes";`),
    },
    `${key} = yes at /etc/apt/apt.conf.d/99x:3, expected ${key} = false`,
  ],
  [
    'another word for no',
    'apt',
    key,
    { aptSettings: replacing(`${key}='false'`, `${key}='off'`) },
    'compliant',
  ],
  ['a number for no', 'apt', key, { aptSettings: replacing(`${key}='false'`, `${key}='0'`) }, 'compliant'],
  [
    'a number for yes',
    'apt',
    key,
    { aptSettings: replacing(`${key}='false'`, `${key}='1'`) },
    `${key} = 1, expected ${key} = false`,
  ],
  [
    'a number for no of another base',
    'apt',
    key,
    { aptSettings: replacing(`${key}='false'`, `${key}='0x0'`) },
    'compliant',
  ],
  [
    'nothing',
    'apt',
    'Unattended-Upgrade::SyslogEnable',
    { aptSettings: replacing(`Unattended-Upgrade::SyslogEnable='true'`, '') },
    'Unattended-Upgrade::SyslogEnable is not set, expected Unattended-Upgrade::SyslogEnable = true',
  ],
])('%s', (_, file, name, changes, line) => {
  expect(judgedSetting(file, name, changes)).toBe(line);
});
