import type { FileSetting, SettingFile } from './types.generated';

/** The lines that a setting is written as in a file of settings, one for each of its values. */
export function linesOf(file: SettingFile, { key, value }: FileSetting): string[] {
  return [value].flat().map((one) => lineOf(file, key, one));
}

/** A key that stands alone has an empty value. */
function lineOf({ form }: SettingFile, key: string, value: string): string {
  switch (form) {
    case 'space':
      return value === '' ? key : `${key} ${value}`;
    case 'equals':
      return value === '' ? key : `${key} = ${value}`;
    case 'sudoers':
      return value === '' ? `Defaults ${key}` : `Defaults ${key}=${value}`;
    case 'apt':
      return `${key} "${value}";`;
    default:
      return `${key}=${value}`;
  }
}
