import { type RequirementScope, requirementsOf } from '../../lib/baseline/host-requirements';
import { linesOf } from '../../lib/baseline/setting-lines';
import type { FileSetting, SettingFile } from '../../lib/baseline/types.generated';
import type { HardenedHost, HostFile } from './host';

/** Lines of a file of the distribution that take the place of those with their key. */
export interface EditedLines {
  readonly path: string;
  readonly key: string;
  readonly lines: readonly string[];
}

/** The files that hold settings of requirements and nothing else. */
export function settingFiles(host: HardenedHost): HostFile[] {
  return listed(host)
    .filter(({ file, settings }) => file.written === 'own' && settings.length > 0)
    .map(({ file, settings }) => ({
      path: file.path,
      mode: file.mode ?? '0644',
      content: `${ownLines(file, settings).join('\n')}\n`,
    }));
}

/** The lines that are replaced in files of the distribution. */
export function editedLines(host: HardenedHost): EditedLines[] {
  return listed(host)
    .filter(({ file }) => file.written === 'edited')
    .flatMap(({ file, settings }) =>
      settings.map((setting) => ({ path: file.path, key: setting.key, lines: linesOf(file, setting) })),
    );
}

/** What requirements are asked for on a machine that a stack makes; of its release it is not known which. */
export function scopeOf({ role }: HardenedHost): RequirementScope {
  return { role, onAzure: true };
}

function listed(host: HardenedHost) {
  const { hostAreas, hosts } = host.baseline;
  const settings = requirementsOf(hostAreas, 'setting', scopeOf(host));
  return Object.entries(hosts.settingFiles).map(([name, file]) => ({
    file,
    settings: settings.filter((setting) => setting.file === name),
  }));
}

function ownLines(file: SettingFile, settings: readonly FileSetting[]): string[] {
  const lines = settings.flatMap((setting) => linesOf(file, setting));
  if (file.form === 'ini') return [`[${file.section ?? ''}]`, ...lines];
  if (file.form !== 'shell') return lines;
  return [...lines, ...settings.flatMap(({ key }) => [`readonly ${key}`, `export ${key}`])];
}
