import type { Command } from '../command';

/** The rules of sudo as it reads them, with what they include and with aliases written out, as JSON. */
export const sudoRules: Command = {
  run: ['/usr/bin/cvtsudoers', '--expand-aliases', '--output-format', 'json', '/etc/sudoers'],
  asRoot: true,
  bytes: 1024 * 1024,
};

/** Prints the path when visudo finds no mistake in the rules, in what they include, and in the rights of the files. */
export const sudoersCheck: Command = {
  run: [
    '/usr/bin/find',
    '/etc/sudoers',
    '-maxdepth',
    '0',
    '-exec',
    '/usr/sbin/visudo',
    '--check',
    '--quiet',
    ';',
    '-print',
  ],
  asRoot: true,
};
