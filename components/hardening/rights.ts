import { requirementsOf } from '../../lib/baseline/host-requirements';
import type { PathRights } from '../../lib/baseline/types.generated';
import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';
import { scopeOf } from './settings';
import { stateOf } from './states';

/** Takes away what is too much of the rights of files and folders. */
export const rightsPath = '/usr/local/sbin/yosai-rights';

/**
 * The rights of files and folders, taken away by the hardening and whenever something may have given them again: after
 * packages were installed, which write logs and the boot loader's menu, and after logs were rotated.
 * https://manpages.debian.org/bookworm/apt/apt.conf.5.en.html#HOW_APT_CALLS_DPKG(1),
 * https://manpages.debian.org/bookworm/logrotate/logrotate.8.en.html (2026-11-27)
 */
export function rightsFiles(host: HardenedHost): HostFile[] {
  return [
    { path: rightsPath, mode: '0755', content: rightsScript(host) },
    {
      path: '/etc/systemd/system/logrotate.service.d/50-yosai.conf',
      mode: '0644',
      // The unit itself may not write below /etc, where rights are taken away, too.
      content: lines('[Service]', `ExecStartPost=+${rightsPath}`),
    },
    {
      path: '/etc/apt/apt.conf.d/55-yosai-rights',
      mode: '0644',
      content: lines(`DPkg::Post-Invoke { "[ ! -x ${rightsPath} ] || ${rightsPath} || :"; };`),
    },
  ];
}

/** Its exit code is the number of failures, 255 at most. */
function rightsScript(host: HardenedHost): string {
  const paths = requirementsOf(host.baseline.hostAreas, 'path', scopeOf(host));
  const settings = requirementsOf(host.baseline.hostAreas, 'setting', scopeOf(host));
  return lines(
    '#!/bin/sh',
    'set -u',
    'failures=0',
    'apply() {',
    '  "$@" || { failures=$((failures + 1)); logger -t yosai-rights -p auth.err "failed: $*"; }',
    '}',
    ...rights,
    ...paths.map(tighten),
    ...(settings.some(({ key }) => key === 'HOME_MODE') ? homes : []),
    ...(stateOf(host, 'open-log-files') === undefined
      ? []
      : ['apply find /var/log -xdev -type f -perm /0007 -exec chmod o-rwx {} +']),
    'exit "$failures"',
  );
}

/** Home folders that were made before login.defs said how. */
const homes = ['apply find /home -xdev -mindepth 1 -maxdepth 1 -type d -perm /0077 -exec chmod go-rwx {} +'];

/** `rights OWNER GROUP MODE EXCESS PATH…`: takes away what is too much, and leaves alone what is less. */
const rights = [
  'rights() {',
  '  owner=$1 group=$2 mode=$3 excess=$4',
  '  shift 4',
  '  for path in "$@"; do',
  '    [ -e "$path" ] || continue',
  `    case $(stat -c %U:%G "$path") in`,
  '      "$owner:$group" | root:root) ;;',
  '      *) apply chown "$owner:$group" "$path" ;;',
  '    esac',
  '    if [ -n "$(find "$path" -maxdepth 0 -perm "/$excess")" ]; then apply chmod "$mode" "$path"; fi',
  '  done',
  '}',
];

function tighten({ owner, group, mode, path }: PathRights): string {
  const excess = (0o7777 & ~Number.parseInt(mode, 8)).toString(8).padStart(4, '0');
  return `rights ${owner} ${group} ${mode} ${excess} ${path}`;
}
