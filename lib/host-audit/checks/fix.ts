import type { EnvironmentBaseline } from '../../baseline/baseline';
import type { RequirementKind } from '../../baseline/host-requirements';
import type { HostRequirement } from '../../baseline/types.generated';

type Fix<K extends RequirementKind> = (
  asked: NonNullable<HostRequirement[K]>,
  baseline: EnvironmentBaseline,
) => string;

/** The service that applies the hardening bundle anew; a machine that was not built here has none. */
const harden = 'start yosai-update.service, which applies the hardening anew';

const fixes: { readonly [K in RequirementKind]: Fix<K> } = {
  sshd: ({ keyword, value }) =>
    `Set \`${keyword} ${value}\` in a file of /etc/ssh/sshd_config.d that comes first, and reload ssh; or ${harden}.`,
  kernel: ({ key, value }) =>
    `Set \`${key} = ${value}\` in a file of /etc/sysctl.d that comes last, and run \`sysctl --system\`; or ${harden}.`,
  module: (name) =>
    `Write \`install ${name} /bin/false\` into a file of /etc/modprobe.d, and run \`modprobe -r ${name}\`; or ${harden}.`,
  package: ({ name, installed }) =>
    installed
      ? `Install it: \`apt-get install ${name}\`; or ${harden}.`
      : `Remove it: \`apt-get purge ${name}\`; or ${harden}.`,
  unit: ({ name, is, onlyChecked }) => {
    if (onlyChecked === true) return `See \`systemctl status ${name}\`: the image or an extension brings it.`;
    const word = { running: 'enable --now', stopped: 'disable --now', masked: 'mask --now' }[is];
    return `Run \`systemctl ${word} ${name}\`; or ${harden}.`;
  },
  setting: ({ file, key, value }, { hosts }) =>
    `Set ${key} to \`${[value].flat().join(', ')}\` in ${hosts.settingFiles[file]?.path ?? file}; or ${harden}.`,
  path: ({ path, owner, group, mode }) =>
    `Run \`chown ${owner}:${group}\` and \`chmod ${mode}\` on ${path}; or ${harden}.`,
  auditRule: (rule) =>
    `Write \`${rule}\` into a file of /etc/audit/rules.d, and start the machine anew, as its rules are locked; or ${harden}.`,
  state: () => `Look at what is found; where hardening sets it, ${harden}.`,
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
