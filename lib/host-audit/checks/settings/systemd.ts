import type { SettingFile } from '../../../baseline/types.generated';
import { type Assigned, placeOf, type ReadSetting, whenKnown } from './reading';

/**
 * The last value of the section counts, in the order in which systemd reads the main file and what is added to it; an
 * empty one takes all before it back. systemd.syntax(7), systemd-analyze(1)
 * @param name of the main file, such as `journald`.
 */
export const systemdSetting =
  (name: string, { section }: Pick<SettingFile, 'section'>): ReadSetting =>
  (key, { facts }) =>
    whenKnown(facts.systemdSettings, (lines) => {
      let values: Assigned[] = [];
      let file: string | undefined;
      let current: string | undefined;
      for (const line of lines.filter((one) =>
        new RegExp(`/systemd/${name}\\.conf(\\.d/|$)`).test(one.file),
      )) {
        if (line.file !== file) current = undefined;
        file = line.file;
        current = /^\s*\[(.*)\]\s*$/.exec(line.text)?.[1] ?? current;
        const [, written, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line.text) ?? [];
        if (current !== section || written !== key) continue;
        values = value === '' ? [] : [{ value, at: placeOf(line) }];
      }
      return { value: [{ values }] };
    });
