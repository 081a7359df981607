import type { EnvironmentBaseline } from '../../../../lib/baseline/baseline';
import { type RequirementScope, requirementsFor } from '../../../../lib/baseline/host-requirements';
import type {
  FileSetting,
  HostRequirement,
  PathRights,
  SettingFile,
  SshdOption,
  SystemdUnit,
} from '../../../../lib/baseline/types.generated';

type Resource = readonly [type: string, properties: Readonly<Record<string, unknown>>];

/**
 * The same requirements as goss asks them, each under its id: what goss can say of a host without our collector. A
 * requirement for which goss has no words is left out.
 * https://github.com/goss-org/goss/blob/v0.4.9/docs/gossfile.md (2026-11-27)
 */
export function gossFile(baseline: EnvironmentBaseline, scope: RequirementScope): string {
  const file: Record<string, Record<string, unknown>> = {};
  for (const requirement of requirementsFor(baseline.hostAreas, scope)) {
    const resource = resourceOf(requirement, baseline.hosts.settingFiles);
    if (resource === undefined) continue;
    const [type, properties] = resource;
    file[type] = { ...file[type], [requirement.id]: { title: requirement.id, ...properties } };
  }
  return JSON.stringify(file, null, 2);
}

function resourceOf(
  { kernel, package: debian, unit, path, setting, sshd, module, auditRule }: HostRequirement,
  files: Readonly<Record<string, SettingFile>>,
): Resource | undefined {
  if (kernel !== undefined) {
    const value = kernel.orMore === true ? { ge: kernel.value } : String(kernel.value);
    return ['kernel-param', { name: kernel.key, value }];
  }
  if (debian !== undefined) return ['package', { name: debian.name, installed: debian.installed }];
  if (unit !== undefined) return unitResource(unit);
  if (path !== undefined) return pathResource(path);
  if (setting !== undefined) return settingResource(setting, files[setting.file]);
  if (sshd !== undefined) return sshdResource(sshd);
  if (module !== undefined) {
    return [
      'command',
      { exec: `modprobe -n -v ${module}`, 'exit-status': 0, stdout: ['install /bin/false'] },
    ];
  }
  if (auditRule?.startsWith('-w ') === true) {
    return ['command', { exec: 'auditctl -l', 'exit-status': 0, stdout: [auditRule] }];
  }
  return undefined;
}

/** Of units that are not there goss says that they do not run; of timers, paths and masks it knows nothing. */
function unitResource({ name, is }: SystemdUnit): Resource | undefined {
  if (is === 'masked' || !name.endsWith('.service')) return undefined;
  return ['service', { name: name.replace(/\.service$/, ''), running: is === 'running' }];
}

function pathResource({ path, owner, group, mode, mayBeMissing }: PathRights): Resource | undefined {
  // It knows no pattern of names, and fails a file that may be missing.
  if (path.includes('*') || mayBeMissing === true) return undefined;
  const rights = [...mode].map((digit) => `[${digitsWithin(Number(digit))}]`).join('');
  return [
    'file',
    {
      path,
      exists: true,
      mode: { 'match-regexp': `^${rights}$` },
      owner: { or: [owner, 'root'] },
      group: { or: [group, 'root'] },
    },
  ];
}

const digitsWithin = (most: number) =>
  [0, 1, 2, 3, 4, 5, 6, 7].filter((digit) => (digit & ~most) === 0).join('');

/** The text of the file alone, which goss reads; where there is a number to compare, it has no words. */
function settingResource(
  { key, value, compare }: FileSetting,
  file: SettingFile | undefined,
): Resource | undefined {
  if (file === undefined || Array.isArray(value) || (compare ?? 'exactly') !== 'exactly') return undefined;
  const words = [key, ...(value === '' ? [] : [value])].map((word) =>
    word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  );
  return [
    'file',
    { path: file.path, exists: true, contents: [`/^\\s*(Defaults\\s+)?${words.join('[\\s="]+')}"?;?\\s*$/`] },
  ];
}

function sshdResource({ keyword, value, compare }: SshdOption): Resource | undefined {
  if (compare === 'atMost') return undefined;
  return [
    'command',
    {
      exec: 'sshd -T',
      'exit-status': 0,
      stdout: [`/^${keyword.toLowerCase()} ${value.replaceAll('.', '\\.')}$/`],
    },
  ];
}
