import type { EnvironmentBaseline } from '../../baseline/baseline';
import type { RequirementKind } from '../../baseline/host-requirements';
import type { HostRequirement } from '../../baseline/types.generated';
import type { CheckedHost } from './host';
import { settingFix } from './setting-fix';
import { stateFixes } from './state-fixes';

type Fix<K extends RequirementKind> = (
  asked: NonNullable<HostRequirement[K]>,
  baseline: EnvironmentBaseline,
) => string;

const fixes: { readonly [K in RequirementKind]: Fix<K> } = {
  sshd: ({ keyword, value }) =>
    `Set \`${keyword} ${value}\` in a file of /etc/ssh/sshd_config.d that comes first, and reload ssh.`,
  kernel: ({ key, value }) =>
    `Set \`${key} = ${value}\` in a file of /etc/sysctl.d that comes last, and run \`sysctl --system\`.`,
  module: (name) =>
    `Write \`install ${name} /bin/false\` into a file of /etc/modprobe.d, and run \`modprobe -r ${name}\`.`,
  package: ({ name, installed }) =>
    installed ? `Install it: \`apt-get install ${name}\`.` : `Remove it: \`apt-get purge ${name}\`.`,
  unit: ({ name, is, onlyChecked }) => {
    if (onlyChecked === true) return `See \`systemctl status ${name}\`: the image or an extension brings it.`;
    const word = { running: 'enable --now', stopped: 'disable --now', masked: 'mask --now' }[is];
    return `Run \`systemctl ${word} ${name}\`.`;
  },
  setting: (setting, { hosts }) => settingFix(setting, hosts.settingFiles[setting.file]),
  path: ({ path, owner, group, mode }) => `Run \`chown ${owner}:${group}\` and \`chmod ${mode}\` on ${path}.`,
  auditRule: (rule) =>
    `Write \`${rule}\` into a file of /etc/audit/rules.d, and start the machine anew, as its rules are locked.`,
  state: (state, baseline) => {
    const say = stateFixes[state.is]?.say ?? 'See what is found.';
    return typeof say === 'string' ? say : say(state, baseline);
  },
};

/** Whether hardening sets what is required. */
function isHardened({ state, unit }: HostRequirement): boolean {
  if (state !== undefined) return stateFixes[state.is]?.hardened === true;
  return unit?.onlyChecked !== true;
}

/** What a managed machine has besides. The updater keeps there what it applied last, and does not apply that once more. */
export const applyAnew = 'Or apply the hardening anew: `sh /var/lib/yosai/good`.';

/**
 * What to do about a violation of a requirement, sentences with their full stops.
 * @param managed whether yosai set the machine up, so that its hardening lies there.
 */
export function fixOf(
  kind: RequirementKind,
  requirement: HostRequirement,
  { baseline, managed }: Pick<CheckedHost, 'baseline' | 'managed'>,
): string {
  const fix = fixes[kind] as Fix<typeof kind>;
  const own = fix(requirement[kind] as never, baseline);
  return managed && isHardened(requirement) ? `${own} ${applyAnew}` : own;
}
