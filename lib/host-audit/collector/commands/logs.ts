import type { Command } from '../command';

/** The files of the journal that outlive a restart, `bytes path` a line. */
export const journalFiles: Command = {
  run: [
    // From above, because it is no failure when the folder of the journal is not there.
    '/usr/bin/find',
    ...['/var/log', '-mindepth', '3', '-maxdepth', '3', '-path', '/var/log/journal/*'],
    ...['-name', '*.journal', '-printf', '%s %p\\n'],
  ],
  asRoot: true,
  mayVanish: true,
};

/** TCP connections that are open, with who holds them; see ss(8). */
export const openConnections: Command = {
  run: ['/usr/bin/ss', '-H', '-t', '-n', '-p', 'state', 'established'],
  asRoot: true,
  bytes: 4 * 1024 * 1024,
};
