import type { FileSetting, HostRequirement } from '../../../baseline/types.generated';
import type { Asked, Command } from '../command';

/**
 * Files in which programs look for settings, as extended regular expressions, besides those that are asked of a
 * program itself. Beside each file of ours stand those that come before or after it.
 */
const files = [
  '/etc/login.defs',
  '/etc/security/(pwquality|faillock|pwhistory).conf',
  '/etc/security/pwquality.conf.d/.+.conf',
  '/etc/sudoers',
  '/etc/sudoers.d/.+',
  '/etc/(profile|bash.bashrc)',
  '/etc/profile.d/.+.sh',
  '/etc/audit/auditd.conf',
  '/etc/audit/plugins.d/.+.conf',
  '/etc/clamav/clamd.conf',
  '/etc/chrony/.+.conf',
  '/etc/apt/apt.conf(.d/.+)?',
];

/**
 * Words that decide beside the keys: what a profile reads, what makes pwquality weaker, how many passwords are remembered,
 * and where sudo asks for none.
 */
const otherWords = ['profile.d', 'bash.bashrc', 'credit', 'enforcing', 'remember', 'nopasswd'];

/**
 * Lines of files of settings that name a key which a requirement asks for, as `file:line:text`; comments are left
 * out, and so is everything else in these files, which may hold secrets.
 */
export const settingLines = (asked: Asked): Command => ({
  run: [
    '/usr/bin/find',
    '/etc',
    '-maxdepth',
    '4',
    '-ignore_readdir_race',
    '-regextype',
    'posix-extended',
    '-regex',
    files.join('|'),
    '-xtype',
    'f',
    '-exec',
    '/usr/bin/awk',
    '-v',
    'OFS=:',
    '-v',
    'comment=^(#|//)',
    `$1 !~ comment && tolower($0) ~ /${words(asked).join('|')}/ {print FILENAME, FNR, $0}`,
    '{}',
    '+',
  ],
  asRoot: true,
  mayVanish: true,
});

/** The last part of a key of apt stands alone where its file is written in blocks. */
function words(asked: Asked): string[] {
  const keys = settingsOf(asked).map(({ key }) => key.split('::').at(-1) ?? key);
  return [...new Set([...keys, ...otherWords].map((word) => word.toLowerCase()))].sort();
}

/** What systemd's journal and resolver read, file after file in the order in which they count, each below its path. */
export const systemdSettings: Command = {
  run: ['systemd-analyze', 'cat-config', 'systemd/journald.conf', 'systemd/resolved.conf'],
};

/** What chronyd reads, with what it includes in its place; chronyd(8), option -p. */
export const chronyDirectives: Command = { run: ['chronyd', '-p'] };

/** What apt makes of all of its files for the keys that requirements name, as `key='value'`; others stay there. */
export const aptSettings = (asked: Asked): Command => ({
  run: [
    'apt-config',
    'shell',
    ...settingsOf(asked)
      .filter(({ file }) => file === 'apt')
      .map(({ key }) => key)
      .sort()
      .flatMap((key) => [key, key]),
  ],
});

function settingsOf({ hostAreas }: Asked): FileSetting[] {
  const requirements: readonly HostRequirement[] = Object.values(hostAreas).flatMap(
    (area) => area.requirements,
  );
  return requirements.flatMap(({ setting }) => setting ?? []);
}
