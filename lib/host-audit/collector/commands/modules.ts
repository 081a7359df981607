import type { Command } from '../command';

/**
 * The configuration of modprobe as it counts, in the order in which modprobe takes it, down to the line after which its
 * indexes follow, which are megabytes.
 */
export const modprobeSettings: Command = {
  run: ['sh', '-c', "modprobe --showconfig | sed '/^# End of configuration files/q'"],
};

/** The modules that are in the kernel now, as proc(5) tells of /proc/modules. */
export const loadedModules: Command = { run: ['cat', '/proc/modules'] };

/** The modules that are part of the running kernel, a path a line. */
export const builtinModules: Command = {
  run: ['sh', '-c', 'cat "/lib/modules/$(uname -r)/modules.builtin"'],
};
