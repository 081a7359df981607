import { expect, it } from 'vitest';
import { followed } from '../../../support/debian-host';
import { type Changes, judgedSetting, type SettingRow } from '../../../support/judged-setting';

/** Adds an entry behind all others of the JSON. */
const withDefaults = (entry: unknown): Changes => ({
  sudoRules: (printed) => {
    const rules = JSON.parse(printed);
    return JSON.stringify({ ...rules, Defaults: [...rules.Defaults, entry] });
  },
});
it.each<SettingRow>([
  [
    'the last entry for everybody',
    'sudoers',
    'timestamp_timeout',
    withDefaults({ Options: [{ timestamp_timeout: '60' }] }),
    'timestamp_timeout = 60, expected timestamp_timeout = 5 or less',
  ],
  [
    'leave that never ends',
    'sudoers',
    'timestamp_timeout',
    withDefaults({ Options: [{ timestamp_timeout: '-1' }] }),
    'timestamp_timeout = -1, expected timestamp_timeout = 5 or less',
  ],
  [
    'leave that ends at once',
    'sudoers',
    'timestamp_timeout',
    withDefaults({ Options: [{ timestamp_timeout: '0' }] }),
    'compliant',
  ],
  [
    'a flag that is taken back for some',
    'sudoers',
    'use_pty',
    withDefaults({ Binding: [{ usergroup: 'adm' }, { username: 'bob' }], Options: [{ use_pty: false }] }),
    'use_pty is not set for %adm, bob, expected use_pty',
  ],
  [
    'another file, with its place',
    'sudoers',
    'logfile',
    {
      ...withDefaults({ Options: [{ logfile: '/tmp/x' }] }),
      settingLines: followed('/etc/sudoers.d/90-x:1:Defaults logfile=/tmp/x'),
    },
    'logfile = /tmp/x at /etc/sudoers.d/90-x:1, expected logfile = /var/log/sudo.log',
  ],
  [
    'rules that cannot be read',
    'sudoers',
    'use_pty',
    { sudoRules: { unknown: '/usr/bin/cvtsudoers ended with 1' } },
    'undetermined: /usr/bin/cvtsudoers ended with 1',
  ],
])('%s', (_, file, key, changes, line) => {
  expect(judgedSetting(file, key, changes)).toBe(line);
});
