import { type Command, limited, runsOf } from './command';

/**
 * What lets the audit account run the collector's commands as root, these with these arguments and no others, as a
 * file for `/etc/sudoers.d`. Nothing in it takes an argument from the account.
 * https://manpages.debian.org/bookworm/sudo/sudoers.5.en.html (2026-11-27), "Other special characters"
 * @param account name of the account, such as `yosai-audit`.
 */
export function auditSudoers(commands: Readonly<Record<string, Command>>, account: string): string {
  const asRoot = Object.values(runsOf(commands)).filter((command) => command.asRoot === true);
  return [
    '# What the SSH auditor reads as root; it changes nothing.',
    `Defaults:${account} !requiretty`,
    `Cmnd_Alias YOSAI_AUDIT = ${asRoot.map(renderCommand).join(', \\\n  ')}`,
    `${account} ALL = (root) NOPASSWD: YOSAI_AUDIT`,
    '',
  ].join('\n');
}

/** Without arguments a rule admits any, and `""` none; `limited` always gives some. */
function renderCommand(command: Command): string {
  const [program, ...words] = limited(command);
  return [program, ...words.map(escaped)].join(' ');
}

/**
 * A word as a rule compares it. The file's own syntax takes some characters, and takes the backslash before them away;
 * what is left is matched as fnmatch(3) does, for which others have to be escaped, and the backslash for both. Nothing
 * else may be escaped: sudo refuses the file. Words are joined by spaces before they are compared, so `a b` is the same
 * as `a` and `b`. Throws a RangeError for what no rule can hold.
 * https://github.com/sudo-project/sudo/blob/SUDO_1_9_13p3/plugins/sudoers/toke.l (2026-11-27), the state GOTCMND
 */
function escaped(word: string): string {
  if (word === '' || /[\n\r\0]/.test(word)) {
    throw new RangeError(`no sudoers rule can hold the argument ${JSON.stringify(word)}`);
  }
  return word.replace(/\\/g, '\\\\\\\\').replace(/[*?[\]!,:=# \t]/g, (character) => `\\${character}`);
}
