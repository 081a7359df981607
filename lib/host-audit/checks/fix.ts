import type { EnvironmentBaseline } from '../../baseline/baseline';
import type { RequirementKind } from '../../baseline/host-requirements';
import type { HostRequirement } from '../../baseline/types.generated';

type Fix<K extends RequirementKind> = (
  asked: NonNullable<HostRequirement[K]>,
  baseline: EnvironmentBaseline,
) => string;

/** Applies the hardening anew; a machine that was not built here has no such service. */
const harden = 'Or start yosai-update.service.';

const fixes: { readonly [K in RequirementKind]: Fix<K> } = {
  sshd: ({ keyword, value }) =>
    `Set \`${keyword} ${value}\` in a file of /etc/ssh/sshd_config.d that comes first, and reload ssh. ${harden}`,
  kernel: ({ key, value }) =>
    `Set \`${key} = ${value}\` in a file of /etc/sysctl.d that comes last, and run \`sysctl --system\`. ${harden}`,
  module: (name) =>
    `Write \`install ${name} /bin/false\` into a file of /etc/modprobe.d, and run \`modprobe -r ${name}\`. ${harden}`,
  package: ({ name, installed }) =>
    installed
      ? `Install it: \`apt-get install ${name}\`. ${harden}`
      : `Remove it: \`apt-get purge ${name}\`. ${harden}`,
  unit: ({ name, is, onlyChecked }) => {
    if (onlyChecked === true) return `See \`systemctl status ${name}\`: the image or an extension brings it.`;
    const word = { running: 'enable --now', stopped: 'disable --now', masked: 'mask --now' }[is];
    return `Run \`systemctl ${word} ${name}\`. ${harden}`;
  },
  setting: ({ file, key, value }, { hosts }) =>
    `Set ${key} to \`${[value].flat().join(', ')}\` in ${hosts.settingFiles[file]?.path ?? file}. ${harden}`,
  path: ({ path, owner, group, mode }) =>
    `Run \`chown ${owner}:${group}\` and \`chmod ${mode}\` on ${path}. ${harden}`,
  auditRule: (rule) =>
    `Write \`${rule}\` into a file of /etc/audit/rules.d, and start the machine anew, as its rules are locked. ${harden}`,
  state: () => 'See what is found; where hardening sets it, start yosai-update.service.',
};

/** What to do about a violation of a requirement, a sentence with its full stop. */
export function fixOf(
  kind: RequirementKind,
  requirement: HostRequirement,
  baseline: EnvironmentBaseline,
): string {
  const fix = fixes[kind] as Fix<typeof kind>;
  return fix(requirement[kind] as never, baseline);
}
