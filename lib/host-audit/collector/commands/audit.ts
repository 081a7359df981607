import type { Command } from '../command';

/** The rules that the kernel follows, in auditctl's own spelling, one a line. */
export const auditRules: Command = { run: ['/usr/sbin/auditctl', '-l'], asRoot: true };

/** The state of auditing in the kernel, a name and a value a line. */
export const auditStatus: Command = { run: ['/usr/sbin/auditctl', '-s'], asRoot: true };

/** The lines of the files from which the rules are made at the next start; see augenrules(8). */
export const auditRuleLines: Command = {
  run: [
    '/usr/bin/find',
    ...['-L', '/etc/audit/rules.d', '-maxdepth', '1', '-type', 'f'],
    // In an empty file grep finds nothing, which would look like a failure.
    ...['!', '-empty', '-name', '*.rules', '-exec', '/usr/bin/grep', '-anH', '--null', '^', '{}', '+'],
  ],
  asRoot: true,
};
