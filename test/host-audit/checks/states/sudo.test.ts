import { expect, it } from 'vitest';
import type { CheckedHost } from '../../../../lib/host-audit/checks/host';
import { sudoStates } from '../../../../lib/host-audit/checks/states/sudo';
import { commandsFor, type FactName } from '../../../../lib/host-audit/collector/all-commands';
import { limited } from '../../../../lib/host-audit/collector/command';
import {
  type Change,
  debianHost,
  followed,
  hostBaseline,
  replacing,
  stateOf,
} from '../../../support/debian-host';
import { outcomeLine } from '../../../support/outcome-line';

type Changes = Partial<Record<FactName, Change>>;

function judged(is: string, changes: Changes = {}, more: Partial<CheckedHost> = {}): string {
  const check = sudoStates[is];
  if (check === undefined) throw new Error(`there is no check ${is}`);
  return outcomeLine(check(stateOf(is), debianHost('debian-12-hardened', changes, more)));
}

/** A rule behind all others, as cvtsudoers prints it. */
const withRule = (user: Record<string, unknown>, ...commands: readonly string[]): Changes => ({
  sudoRules: (printed) => {
    const rules = JSON.parse(printed);
    const rule = {
      User_List: [user],
      Host_List: [{ hostname: 'ALL' }],
      Cmnd_Specs: [
        { Options: [{ authenticate: false }], Commands: commands.map((command) => ({ command })) },
      ],
    };
    return JSON.stringify({ ...rules, User_Specs: [...rules.User_Specs, rule] });
  },
});

const withDefaults = (entry: unknown): Changes => ({
  sudoRules: (printed) => {
    const rules = JSON.parse(printed);
    return JSON.stringify({ ...rules, Defaults: [...rules.Defaults, entry] });
  },
});

const but = ', expected a password, but for root, yosai-admin, %aad_admins, yosai-audit';

it.each<readonly [name: string, is: string, changes: Changes, line: string]>([
  ['somebody', 'sudo-nopasswd', withRule({ username: 'bob' }, 'ALL'), `bob for ALL${but}`],
  [
    'somebody, by a line that is known',
    'sudo-nopasswd',
    {
      ...withRule({ username: 'bob' }, 'ALL'),
      settingLines: (printed) => `${printed}\n/etc/sudoers.d/90-bob:2:bob ALL=(ALL) NOPASSWD: ALL`,
    },
    `bob for ALL at /etc/sudoers.d/90-bob:2${but}`,
  ],
  [
    'rules from elsewhere',
    'sudo-nopasswd',
    { nameSources: (printed) => `${printed}sudoers: files sss\n` },
    'undetermined: rules of sudo also come from sss, which is not looked into',
  ],
  [
    'members from elsewhere',
    'sudo-members',
    { nameSources: replacing('group:          files', 'group: files ldap') },
    'undetermined: groups also come from ldap, which is not looked into',
  ],
  ['a group', 'sudo-nopasswd', withRule({ usergroup: 'adm' }, '/bin/cat'), `%adm for /bin/cat${but}`],
  ['a number', 'sudo-nopasswd', withRule({ userid: 1000 }, '/bin/cat'), `#1000 for /bin/cat${but}`],
  ['everybody', 'sudo-nopasswd', withRule({ username: 'ALL' }, '/bin/cat'), `ALL for /bin/cat${but}`],
  ['everybody but one', 'sudo-nopasswd', withRule({ username: 'bob', negated: true }, 'ALL'), 'compliant'],
  ['the administrator', 'sudo-nopasswd', withRule({ username: 'yosai-admin' }, 'ALL'), 'compliant'],
  ['operators by Entra ID', 'sudo-nopasswd', withRule({ usergroup: 'aad_admins' }, 'ALL'), 'compliant'],
  [
    'more for the auditor',
    'sudo-nopasswd',
    withRule({ username: 'yosai-audit' }, '/usr/bin/timeout -k 1 10 /usr/bin/cat /etc/shadow'),
    `yosai-audit for /usr/bin/timeout -k 1 10 /usr/bin/cat /etc/shadow${but}`,
  ],
  [
    'everything for the auditor',
    'sudo-nopasswd',
    withRule({ username: 'yosai-audit' }, 'ALL'),
    `yosai-audit for ALL${but}`,
  ],
  [
    'a pattern for the auditor',
    'sudo-nopasswd',
    {
      sudoRules: replacing('n\\\\[FILENAME', 'n[FILENAME'),
    },
    `yosai-audit for /usr/bin/timeout -k 1 10 /usr/bin/find -L /root/.ssh/authorized_keys /root/.ssh/authorized_keys2 -maxdepth 0 \\! -type l …${but}`,
  ],
  [
    'Defaults that ask nobody',
    'sudo-nopasswd',
    withDefaults({ Options: [{ authenticate: false }] }),
    `everybody by Defaults${but}`,
  ],
  [
    'Defaults that do not ask who becomes root',
    'sudo-nopasswd',
    withDefaults({ Binding: [{ username: 'root' }], Options: [{ authenticate: false }] }),
    `root by Defaults${but}`,
  ],
  [
    'a group that is not asked',
    'sudo-nopasswd',
    withDefaults({ Options: [{ exempt_group: 'adm' }] }),
    `%adm by exempt_group${but}`,
  ],
  [
    'a member too many',
    'sudo-members',
    { groups: replacing('sudo:shadowed:27:yosai-admin', 'sudo:shadowed:27:yosai-admin,bob') },
    'bob at /etc/group:21, expected yosai-admin alone in sudo',
  ],
  [
    'a member by the primary group',
    'sudo-members',
    { accounts: replacing('games:shadowed:5:60', 'games:shadowed:5:27') },
    'games at /etc/passwd:6, expected yosai-admin alone in sudo',
  ],
  [
    'a member of another group of the same number',
    'sudo-members',
    { groups: followed('60:wheel:shadowed:27:bob') },
    'bob at /etc/group:60, expected yosai-admin alone in sudo',
  ],
  [
    'a mistake',
    'sudoers-sound',
    { sudoersCheck: () => '' },
    'visudo finds a mistake at /etc/sudoers, expected rules that visudo --check accepts',
  ],
])('%s', (_, is, changes, line) => {
  expect(judged(is, changes)).toBe(line);
});

it('admits no command of the collector with variables that the auditor chooses', () => {
  const sudoRules = (printed: string) => {
    const rules = JSON.parse(printed);
    for (const spec of rules.User_Specs) {
      if (spec.User_List[0].username === 'yosai-audit') spec.Cmnd_Specs[0].Options.push({ setenv: true });
    }
    return JSON.stringify(rules);
  };
  expect(judged('sudo-nopasswd', { sudoRules })).toContain('yosai-audit for /usr/bin/timeout');
});

it('admits every command of the collector as cvtsudoers writes it', () => {
  const commands = Object.values(commandsFor(hostBaseline)).map((command) =>
    // Characters of patterns and backslashes keep one before them; seen with sudo 1.9.13 and 1.9.16.
    limited(command)
      .join(' ')
      .replace(/[\\*?[\]!^]/g, '\\$&'),
  );
  expect(judged('sudo-nopasswd', withRule({ username: 'yosai-audit' }, ...commands))).toBe('compliant');
  expect(judged('sudo-nopasswd', withRule({ username: 'bob' }, ...commands))).toContain(
    'bob for /usr/bin/timeout',
  );
  const cameAsBob = { managed: false, account: 'bob' };
  expect(judged('sudo-nopasswd', withRule({ username: 'bob' }, ...commands), cameAsBob)).toBe('compliant');
  expect(judged('sudo-nopasswd', withRule({ username: 'bob' }, 'ALL'), cameAsBob)).toContain('bob for ALL');
});

it.each(Object.keys(sudoStates))(
  '%s is compliant on a hardened host and undetermined without facts',
  (is) => {
    expect(judged(is)).toBe('compliant');
    const unknown = { unknown: 'nothing arrived' };
    const alone = is === 'sudoers-sound' ? 'compliant' : 'undetermined: nothing arrived';
    expect(judged(is, { nameSources: unknown })).toBe(alone);
    expect(
      judged(is, { accounts: unknown, groups: unknown, sudoersCheck: unknown, sudoRules: unknown }),
    ).toBe('undetermined: nothing arrived');
  },
);
