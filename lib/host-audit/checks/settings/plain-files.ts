import type { FileLine } from '../../facts/file-lines';
import {
  type Assigned,
  assignedBy,
  exactly,
  inAnyCase,
  lastOf,
  type Reading,
  type ReadSetting,
  whenKnown,
} from './reading';

/** Reads a key from the lines of one file that name it. */
const inFile =
  (path: string, read: (key: string, lines: readonly FileLine[]) => readonly Reading[]): ReadSetting =>
  (key, { facts }) =>
    whenKnown(facts.settingLines, (lines) => ({
      value: read(
        key,
        lines.filter(({ file }) => file === path),
      ),
    }));

/** Keys that modules of PAM read as well: pam_unix(8), pam_umask(8), pam_mkhomedir(8). */
const readByPam = ['ENCRYPT_METHOD', 'UMASK', 'HOME_MODE'];

/**
 * Of a key that stands twice, shadow's tools take the last value and PAM the first, whatever the letters of the key.
 * https://github.com/shadow-maint/shadow/blob/4.13/lib/getdef.c,
 * https://github.com/linux-pam/linux-pam/blob/v1.5.2/libpam/pam_modutil_searchkey.c (2026-11-27)
 */
export const loginDefs = inFile('/etc/login.defs', (key, lines) => {
  const byTools = assignedBy(lines, /^\s*(\S+)\s+["\s]*([^"]*?)\s*(?:".*)?$/, exactly(key));
  const byPam = assignedBy(lines, /^\s*([^\s=#]+)[\s=]*([^#]*?)\s*(?:#.*)?$/, inAnyCase(key));
  const tools: Reading = { values: byTools.slice(-1) };
  return readByPam.includes(key) ? [tools, { by: 'for PAM', values: byPam.slice(0, 1) }] : [tools];
});

/**
 * Spaces stand on both sides of the equals sign, keys are of any letters, and the last value counts.
 * https://github.com/linux-audit/audit-userspace/blob/v3.0.9/src/auditd-config.c (2026-11-27)
 */
const auditFile = (path: string) =>
  inFile(path, (key, lines) =>
    lastOf(assignedBy(lines, /^ *(\S+) +=(?: +(\S+))? *(?: \S+ *)?$/, inAnyCase(key))),
  );

export const auditd = auditFile('/etc/audit/auditd.conf');
export const audispSyslog = auditFile('/etc/audit/plugins.d/syslog.conf');

/** Keys that may stand several times, each time with another value; clamd.conf(5). */
const collected = [
  'OnAccessIncludePath',
  'OnAccessExcludePath',
  'OnAccessExcludeUname',
  'OnAccessExcludeUID',
];

/** The first value counts, as `clamconf -n` shows, where values are not collected. */
export const clamd = inFile('/etc/clamav/clamd.conf', (key, lines) => {
  const values: Assigned[] = assignedBy(lines, /^\s*(\S+)\s+"?([^"]*?)"?\s*$/, exactly(key));
  return [{ values: collected.includes(key) ? values : values.slice(0, 1) }];
});
