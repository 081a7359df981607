import type { FileLine } from '../../facts/file-lines';
import type { SudoRules } from '../../facts/topics/sudo';
import { type Assigned, placeOf, type Reading, type ReadSetting, whenKnown } from './reading';

/**
 * The last of the entries for everybody counts, and each entry for some users, hosts, commands or target users counts
 * for those; sudoers(5), "Defaults". A flag that is set has an empty value, and one that is taken back is not set.
 */
export const sudoDefaults: ReadSetting = (key, { facts }) =>
  whenKnown(facts.sudoRules, ({ Defaults = [] }) => {
    const lines = 'value' in facts.settingLines ? facts.settingLines.value : [];
    const entries = Defaults.flatMap(({ Binding, Options }) =>
      Options.filter((option) => key in option).map(
        (option): Reading => ({
          ...(Binding !== undefined && { by: `for ${namesOf(Binding)}` }),
          values: valuesOf(key, option[key], lines),
        }),
      ),
    );
    const everybody = entries.filter(({ by }) => by === undefined).at(-1) ?? { values: [] };
    return { value: [everybody, ...entries.filter(({ by }) => by !== undefined)] };
  });

function valuesOf(key: string, value: unknown, lines: readonly FileLine[]): Assigned[] {
  if (value === false) return [];
  const said = value === true ? '' : String(value);
  const candidates = lines.filter(
    ({ file, text }) =>
      /^\/etc\/sudoers(\.d\/|$)/.test(file) &&
      /^\s*Defaults/.test(text) &&
      text.includes(key) &&
      text.includes(said) &&
      !text.includes(`!${key}`),
  );
  const [only] = candidates.length === 1 ? candidates : [];
  return [{ value: said, ...(only !== undefined && { at: placeOf(only) }) }];
}

/** Users, groups and whatever else cvtsudoers names, such as `%adm` for a group. */
export function namesOf(named: NonNullable<NonNullable<SudoRules['Defaults']>[number]['Binding']>): string {
  return named.map(nameOf).join(', ');
}

/** One of them; `!` before what is left out. */
export function nameOf(named: Readonly<Record<string, unknown>>): string {
  const not = named['negated'] === true ? '!' : '';
  const [kind = '', name] = Object.entries(named).find(([key]) => key !== 'negated') ?? [];
  return `${not}${signs[kind] ?? ''}${String(name)}`;
}

const signs: Readonly<Record<string, string>> = {
  usergroup: '%',
  usergid: '%#',
  userid: '#',
  netgroup: '+',
  nonunixgroup: '%:',
  nonunixgid: '%:#',
};
