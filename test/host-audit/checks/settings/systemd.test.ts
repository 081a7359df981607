import { expect, it } from 'vitest';
import { followed, replacing } from '../../../support/debian-host';
import { judgedSetting, type SettingRow } from '../../../support/judged-setting';

it.each<SettingRow>([
  [
    'a later file',
    'journald',
    'Storage',
    {
      systemdSettings: followed(
        '',
        '# /etc/systemd/journald.conf.d/90-x.conf',
        '# why',
        '[Journal]',
        'Storage=volatile',
      ),
    },
    'Storage = volatile at /etc/systemd/journald.conf.d/90-x.conf:3, expected Storage = persistent',
  ],
  [
    'another section',
    'journald',
    'Storage',
    {
      systemdSettings: followed(
        '',
        '# /etc/systemd/journald.conf.d/90-x.conf',
        '[Other]',
        'Storage=volatile',
      ),
    },
    'compliant',
  ],
  [
    'no section',
    'journald',
    'Storage',
    { systemdSettings: followed('', '# /etc/systemd/journald.conf.d/90-x.conf', 'Storage=volatile') },
    'compliant',
  ],
  [
    'an empty value, which takes back',
    'journald',
    'Storage',
    { systemdSettings: followed('', '# /etc/systemd/journald.conf.d/90-x.conf', '[Journal]', 'Storage=') },
    'Storage is not set, expected Storage = persistent',
  ],
  [
    'the file of another daemon',
    'journald',
    'Storage',
    {
      systemdSettings: followed(
        '',
        '# /etc/systemd/resolved.conf.d/90-x.conf',
        '[Journal]',
        'Storage=volatile',
      ),
    },
    'compliant',
  ],
  [
    'the same size',
    'journald',
    'SystemMaxUse',
    { systemdSettings: replacing('SystemMaxUse=1G', 'SystemMaxUse=1024M') },
    'compliant',
  ],
  [
    'another size',
    'journald',
    'SystemMaxUse',
    { systemdSettings: replacing('SystemMaxUse=1G', 'SystemMaxUse=1M') },
    'SystemMaxUse = 1M at /etc/systemd/journald.conf.d/50-yosai.conf:6, expected SystemMaxUse = 1G',
  ],
  [
    'another word for no',
    'resolved',
    'LLMNR',
    { systemdSettings: replacing('LLMNR=no', 'LLMNR=off') },
    'compliant',
  ],
  [
    'a word for yes',
    'resolved',
    'LLMNR',
    { systemdSettings: replacing('LLMNR=no', 'LLMNR=resolve') },
    'LLMNR = resolve at /etc/systemd/resolved.conf.d/50-yosai.conf:2, expected LLMNR = no',
  ],
])('%s', (_, file, key, changes, line) => {
  expect(judgedSetting(file, key, changes)).toBe(line);
});
