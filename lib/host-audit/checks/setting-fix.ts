import { linesOf } from '../../baseline/setting-lines';
import type { FileSetting, SettingFile } from '../../baseline/types.generated';

/** What else has to be done so that a changed file counts, by its name in the baseline. */
const afterwards: Readonly<Record<string, string>> = {
  'audisp-syslog': 'run `service auditd restart`',
  auditd: 'run `service auditd restart`',
  chrony: 'restart chrony',
  clamd: 'restart clamav-daemon and clamav-clamonacc',
  journald: 'restart systemd-journald',
  resolved: 'restart systemd-resolved',
  sudoers: 'run `visudo --check`',
};

/** What to do about a setting that is not as it must be: a sentence with its full stop. */
export function settingFix(setting: FileSetting, file: SettingFile | undefined): string {
  if (file === undefined) return `Set ${setting.key} to \`${[setting.value].flat().join(', ')}\`.`;
  const lines = linesOf(file, setting)
    .map((line) => `\`${line}\``)
    .join(' and ');
  const { path, section, mode, written } = file;
  const where = written === 'own' ? `${path} (made where it is not there)` : path;
  const under = section === undefined ? '' : `, under \`[${section}]\``;
  const rights = mode === undefined ? '' : `, with mode ${mode}`;
  const after = afterwards[setting.file];
  return `Write ${lines} into ${where}${under}${rights}${after === undefined ? '' : `, and ${after}`}.`;
}
