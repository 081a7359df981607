import { expect, it } from 'vitest';
import { followed } from '../../../support/debian-host';
import { drop, judgedSetting, type SettingRow } from '../../../support/judged-setting';

it.each<SettingRow>([
  [
    'chronyd takes the last value',
    'chrony',
    'cmdport',
    {
      chronyDirectives: followed('CmdPort 323'),
      settingLines: followed('/etc/chrony/conf.d/60-x.conf:2:CmdPort  323'),
    },
    'cmdport = 323 at /etc/chrony/conf.d/60-x.conf:2, expected cmdport = 0',
  ],
  [
    'chronyd by default',
    'chrony',
    'cmdport',
    { chronyDirectives: drop('cmdport 0') },
    'cmdport = 323 by default, expected cmdport = 0',
  ],
  [
    'chronyd is not there',
    'chrony',
    'cmdport',
    { chronyDirectives: { unknown: 'chronyd is not there' } },
    'undetermined: chronyd is not there',
  ],
])('%s', (_, file, key, changes, line) => {
  expect(judgedSetting(file, key, changes)).toBe(line);
});
