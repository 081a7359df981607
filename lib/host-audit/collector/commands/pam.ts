import type { Command } from '../command';

/** What PAM does for each service, as `file:line:text`, without comments; pam.d(5). */
export const pamLines: Command = {
  run: [
    'sh',
    '-c',
    `find /etc/pam.d /usr/lib/pam.d -maxdepth 1 -xtype f -exec awk '/^[ \\t]*[^ \\t#]/ {print FILENAME ":" FNR ":" $0}' {} +`,
  ],
};
