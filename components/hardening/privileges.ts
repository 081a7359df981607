import type { HardenedHost } from './host';
import { listedFor, stateOf } from './states';

/**
 * Takes from programs what no requirement lists: the bits that lend the rights of their owner or group, by
 * dpkg-statoverride, so that an update does not bring them back, and capabilities of files. dpkg may know a program by
 * its path without /usr.
 * https://manpages.debian.org/bookworm/dpkg/dpkg-statoverride.1.en.html (2026-11-27)
 */
export function privilegeSteps(host: HardenedHost): string[] {
  const capable = stateOf(host, 'file-capabilities');
  const privileged = stateOf(host, 'setuid-files');
  return [
    ...(privileged === undefined ? [] : withoutBits(listedFor(host, 'setuid-files'))),
    ...(capable === undefined ? [] : withoutCapabilities(listedFor(host, 'file-capabilities'))),
  ];
}

const withoutBits = (listed: readonly string[]) => [
  'unprivileged() {',
  `  name=$1 short=\${1#/usr}`,
  '  if ! dpkg-query --search "$name" >/dev/null 2>&1 && dpkg-query --search "$short" >/dev/null 2>&1; then',
  '    name=$short',
  '  fi',
  `  set -- "$1" $(stat -c '#%u #%g %a' "$1")`,
  '  if dpkg-statoverride --list "$name" >/dev/null; then dpkg-statoverride --remove "$name" || return 1; fi',
  '  dpkg-statoverride --update --add "$2" "$3" "$(printf %04o $((0$4 & 0777)))" "$name"',
  '}',
  ...eachOther('find / -xdev -type f -perm /6000', listed, 'apply unprivileged "$file"'),
];

/** `getcap` prints a path, an equals sign in old versions, and what the file can do. */
const withoutCapabilities = (listed: readonly string[]) =>
  eachOther(
    `find / -xdev -type f -exec getcap {} + 2>/dev/null | sed 's/ = .*//; s/ [^ ]*$//'`,
    listed,
    'apply setcap -r "$file"',
  );

/** For each line of a command's output that is not listed, as `$file`. */
function eachOther(command: string, listed: readonly string[], step: string): string[] {
  return [
    "IFS='",
    "'",
    'set -f',
    `files=$(${command})`,
    'for file in $files; do',
    '  unset IFS',
    '  case $file in',
    ...(listed.length === 0 ? [] : [`    ${listed.join(' | ')}) ;;`]),
    `    *) ${step} ;;`,
    '  esac',
    'done',
    'unset IFS',
    'set +f',
  ];
}
