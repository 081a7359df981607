import type { HostState } from '../../../baseline/types.generated';
import { commandsFor } from '../../collector/all-commands';
import { limited } from '../../collector/command';
import type { FileLine } from '../../facts/file-lines';
import type { SudoRules } from '../../facts/topics/sudo';
import { auditorsOf, type CheckedHost } from '../host';
import { compliant, judge, judgeBoth, type Outcome, violated } from '../outcome';
import { placeOf } from '../settings/reading';
import { nameOf, namesOf } from '../settings/sudo-defaults';
import { atMost, type Wrong } from './at-most';
import { fromKnownSources } from './name-sources';
import type { StateCheck } from './state-check';

type UserSpec = NonNullable<SudoRules['User_Specs']>[number];
type CommandSpec = UserSpec['Cmnd_Specs'][number];
type Named = CommandSpec['Commands'][number];

/**
 * Rules after which sudo asks for no password. Admitted are root, who is asked for none anyway; the administrator of the
 * machine, who has no password and comes with a key; whom the requirement lists; and the auditor, for the commands of
 * the collector alone. Defaults that ask for none are admitted for nobody.
 */
function sudoNopasswd(state: HostState, host: CheckedHost): Outcome {
  const { facts, baseline } = host;
  const lines = 'value' in facts.settingLines ? facts.settingLines.value : [];
  const admitted = ['root', baseline.virtualMachines.adminUser, ...(state.only ?? [])];
  const auditors = auditorsOf(host);
  return judge(facts.sudoRules, ({ Defaults = [], User_Specs = [] }) => {
    const byDefaults = Defaults.flatMap(({ Binding, Options }): Wrong[] => {
      const who = Binding === undefined ? 'everybody' : namesOf(Binding);
      const exempt = Options.map((option) => option['exempt_group']).find(
        (group) => typeof group === 'string',
      );
      return [
        ...(Options.some((option) => option['authenticate'] === false)
          ? [{ text: `${who} by Defaults` }]
          : []),
        ...(exempt === undefined ? [] : [{ text: `%${String(exempt)} by exempt_group` }]),
      ];
    });
    const byRules = User_Specs.flatMap((spec) => {
      const free = spec.Cmnd_Specs.filter(isFree);
      return spec.User_List.map(nameOf)
        .filter((name) => !admitted.includes(name) && !name.startsWith('!'))
        .flatMap((name) => {
          const isForeign = auditors.includes(name) ? isForeignTo(baseline) : () => true;
          const open = free.flatMap((one) =>
            one.Commands.filter((command) => keepsVariables(one) || isForeign(command)),
          );
          return open.map(
            (command): Wrong => ({ text: `${name} for ${commandOf(command)}`, ...placeOfRule(lines, name) }),
          );
        });
    });
    const expected = `a password, but for ${[...admitted, ...auditors].join(', ')}`;
    const outcome = atMost(state, [...byDefaults, ...byRules], expected);
    return outcome.verdict === 'compliant' ? fromKnownSources('sudoers', host) : outcome;
  });
}

/** The line of a rule, where just one can have said it. */
function placeOfRule(lines: readonly FileLine[], name: string): Pick<Wrong, 'at'> {
  const candidates = lines.filter(
    ({ file, text }) =>
      /^\/etc\/sudoers(\.d\/|$)/.test(file) && /\bNOPASSWD\b/.test(text) && text.trim().startsWith(name),
  );
  const [only] = candidates.length === 1 ? candidates : [];
  return only === undefined ? {} : { at: placeOf(only) };
}

/** By its variables whoever calls a program can have it do something else; sudoers(5), SETENV. */
const keepsVariables = ({ Options = [] }: CommandSpec) => Options.some((option) => option['setenv'] === true);

const isFree = ({ Options = [] }: CommandSpec) => Options.some((option) => option['authenticate'] === false);

const longestCommand = 120;

/** As it is said in a finding: the whole rule of one command may fill a page. */
function commandOf(command: Named): string {
  const said = String(command['command'] ?? command['sudoedit'] ?? JSON.stringify(command));
  return said.length > longestCommand ? `${said.slice(0, longestCommand)}…` : said;
}

/** Whether a command is none of the collector's, or has a pattern where those have words. */
function isForeignTo(baseline: CheckedHost['baseline']): (command: Named) => boolean {
  const own = new Set(Object.values(commandsFor(baseline)).map((command) => limited(command).join(' ')));
  return (named) => {
    const { command } = named;
    if (typeof command !== 'string' || named['negated'] === true) return typeof command !== 'string';
    return /(^|[^\\])(\\\\)*[*?[]/.test(command) || !own.has(unescaped(command));
  };
}

/** Without the backslashes that keep characters of patterns for themselves; sudoers(5), "Wildcards". */
const unescaped = (text: string) => text.replace(/\\(.)/g, '$1');

/** The group whose members may become root by their password. */
const sudoGroup = 'sudo';

/** Members by the group's own list, by that of another group of its number, and by their primary group. */
function sudoMembers(state: HostState, host: CheckedHost): Outcome {
  const { facts, baseline } = host;
  const admitted = baseline.virtualMachines.adminUser;
  return judgeBoth(facts.groups, facts.accounts, (groups, accounts) => {
    // Who is in a group of the same number is in both: processes have the number alone.
    const numbers = new Set(groups.entries.filter(({ name }) => name === sudoGroup).map(({ gid }) => gid));
    const listed = groups.entries
      .filter(({ gid }) => numbers.has(gid))
      .flatMap(({ line, members }) => members.map((name) => ({ name, at: { file: '/etc/group', line } })));
    const primary = accounts.entries
      .filter(({ gid }) => numbers.has(gid))
      .map(({ name, line }) => ({ name, at: { file: '/etc/passwd', line } }));
    const wrong = [...listed, ...primary]
      .filter(({ name }) => name !== admitted)
      .map(({ name, at }): Wrong => ({ text: name, at }));
    const outcome = atMost(state, wrong, `${admitted} alone in ${sudoGroup}`);
    return outcome.verdict === 'compliant' ? fromKnownSources('group', host) : outcome;
  });
}

function sudoersSound(_state: HostState, { facts }: CheckedHost): Outcome {
  return judge(facts.sudoersCheck, (isSound) =>
    isSound
      ? compliant
      : violated('visudo finds a mistake', {
          expected: 'rules that visudo --check accepts',
          at: { file: '/etc/sudoers' },
        }),
  );
}

export const sudoStates: Readonly<Record<string, StateCheck>> = {
  'sudo-members': sudoMembers,
  'sudo-nopasswd': sudoNopasswd,
  'sudoers-sound': sudoersSound,
};
