import { placeOf, type ReadSetting, whenKnown } from './reading';

/** What apt makes of all of its files; a place is told where just one line can have said it. */
export const apt: ReadSetting = (key, { facts }) =>
  whenKnown(facts.aptSettings, (settings) => {
    const value = settings[key];
    if (value === undefined) return { value: [{ values: [] }] };
    const lines = 'value' in facts.settingLines ? facts.settingLines.value : [];
    const name = key.split('::').at(-1) ?? key;
    const candidates = lines.filter(
      ({ file, text }) => file.startsWith('/etc/apt/') && text.includes(name) && text.includes(`"${value}"`),
    );
    const [only] = candidates.length === 1 ? candidates : [];
    return { value: [{ values: [{ value, ...(only !== undefined && { at: placeOf(only) }) }] }] };
  });
