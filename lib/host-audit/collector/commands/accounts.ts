import type { Command } from '../command';

/** What becomes of a password field that everybody can read: a hash is named, never printed. */
const reduced = 'p = $2 == "x" ? "shadowed" : $2 == "" ? "empty" : $2 ~ /^[*!]/ ? "none" : "hash"';

/** Lines that the C library takes for nothing. */
const isEntry = '/^[^#]/';

/** Every account: line, name, password (reduced), UID, GID, home and shell; passwd(5). */
export const accounts: Command = {
  run: [
    'awk',
    '-F:',
    `${isEntry} {${reduced}; print FNR ":" $1 ":" p ":" $3 ":" $4 ":" $6 ":" $7}`,
    '/etc/passwd',
  ],
};

/** Where accounts, groups and rules of sudo come from; nsswitch.conf(5). */
export const nameSources: Command = {
  run: ['awk', '/^[ \\t]*(passwd|group|initgroups|sudoers)[ \\t]*:/', '/etc/nsswitch.conf'],
};

/** Every group: line, name, password (reduced), GID and members; group(5). */
export const groups: Command = {
  run: ['awk', '-F:', `${isEntry} {${reduced}; print FNR ":" $1 ":" p ":" $3 ":" $4}`, '/etc/group'],
};

/**
 * Every entry of shadow(5): line, name, and of its password whether it begins with an exclamation mark, whether
 * anything is behind that, whether that is a star or another mark of no password, and the prefix by which crypt(5)
 * knows the scheme of a hash. Hashes and dates stay on the host. No rule of sudo can hold a quotation mark.
 */
export const shadow: Command = {
  run: [
    '/usr/bin/awk',
    '-F:',
    '-v',
    'OFS=:',
    [
      `${isEntry} {h = $2; l = sub(/^!+/, none, h); s = none`,
      'if (match(h, /^[$][0-9a-z]+[$]/)) s = substr(h, 2, RLENGTH - 2)',
      'print FNR, $1, l, (length(h) > 0), (h ~ /^[*!]/), s}',
    ].join('; '),
    '/etc/shadow',
  ],
  asRoot: true,
};

/** The home folders of accounts: UID of the owner, mode and path, or `missing` and the path. */
export const homes: Command = {
  run: [
    'sh',
    '-c',
    [
      `awk -F: '$1 ~ /^[^#+-]/ && $6 ~ /^[/]/ {print $6}' /etc/passwd | sort -u | while IFS= read -r home; do`,
      '  if said=$(stat -L -c "%u %a %n" -- "$home" 2>&1); then printf "%s\\n" "$said"; continue; fi',
      '  case $said in',
      '    *"No such file or directory") printf "missing %s\\n" "$home" ;;',
      '    *) printf "%s\\n" "$said" >&2; exit 1 ;;',
      '  esac',
      'done',
    ].join('\n'),
  ],
};

const trustingFiles = ['.rhosts', '.shosts', '.netrc', 'hosts.equiv', 'shosts.equiv'];

/** Files that let others in without asking, or keep passwords for other hosts: ruserok(3), netrc(5). */
export const trustFiles: Command = {
  run: [
    '/usr/bin/find',
    '/',
    '/home',
    '/srv',
    '/var',
    '-ignore_readdir_race',
    '-xdev',
    // Homes lie less deep, and the whole tree would take minutes on a slow disk.
    '-maxdepth',
    '5',
    ...['/proc', '/sys', '/usr'].flatMap((path) => ['-path', path, '-prune', '-o']),
    ...trustingFiles.flatMap((name, index) => [...(index === 0 ? [] : ['-o']), '-name', name, '-print']),
  ],
  asRoot: true,
  seconds: 30,
  mayVanish: true,
};

/** How many keys stand in each file from which sshd lets root in by its default, wherever links lead; never the keys. */
export const rootKeys: Command = {
  run: [
    ...(['/usr/bin/find', '-L', '/root/.ssh/authorized_keys', '/root/.ssh/authorized_keys2'] as const),
    // A link that leads nowhere holds no key.
    ...['-maxdepth', '0', '!', '-type', 'l', '-exec', '/usr/bin/awk', '-v', 'OFS=:'],
    '$1 ~ /^[^#]/ {n[FILENAME]++} END {for (f in n) print n[f], f}',
    ...['{}', '+'],
  ],
  asRoot: true,
  mayVanish: true,
};
