import type { Command } from '../command';

/** What the hardening script leaves behind when it has come to its end, `name=value` a line. */
export const hardeningMark: Command = {
  run: [
    // From above, because it is no failure when there is none.
    '/usr/bin/find',
    ...['/var/lib', '-mindepth', '2', '-maxdepth', '2', '-path', '/var/lib/yosai/hardened'],
    ...['-exec', '/usr/bin/cat', '{}', '+'],
  ],
  asRoot: true,
};

/** The SHA-256 of the hardening script that lies there now; nothing when there is none. */
export const hardeningScript: Command = {
  run: ['sh', '-c', 'script=/usr/local/sbin/yosai-harden; if [ -e "$script" ]; then sha256sum "$script"; fi'],
};
