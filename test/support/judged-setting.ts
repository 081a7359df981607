import type { FileSetting } from '../../lib/baseline/types.generated';
import { checkSetting } from '../../lib/host-audit/checks/kinds/setting';
import type { FactName } from '../../lib/host-audit/collector/all-commands';
import { type Change, type DebianHost, debianHost, hostBaseline, replacing } from './debian-host';
import { outcomeLine } from './outcome-line';

/** Outputs that are changed. */
export type Changes = Partial<Record<FactName, Change>>;

/** Every setting that the baseline requires. */
export const requiredSettings: readonly FileSetting[] = Object.values(hostBaseline.hostAreas).flatMap(
  ({ requirements }) => requirements.flatMap(({ setting }) => setting ?? []),
);

/** What is found of a setting of the baseline on a hardened host with these changes. */
export function judgedSetting(
  file: string,
  key: string,
  changes: Changes,
  host: DebianHost = 'debian-12-hardened',
): string {
  const asked = requiredSettings.find((setting) => setting.file === file && setting.key === key);
  if (asked === undefined) throw new Error(`the baseline requires no ${key} of ${file}`);
  return outcomeLine(checkSetting(asked, debianHost(host, changes)));
}

/** A row of a table: its name, file and key of the setting, what is changed, and what is found. */
export type SettingRow = readonly [name: string, file: string, key: string, changes: Changes, line: string];

/** Changes lines of files. */
export const lines = (change: Change): Changes => ({ settingLines: change });

/** Takes a line away. */
export const drop = (text: string) => replacing(`${text}\n`, '');
