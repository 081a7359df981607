import type { CheckedHost } from '../host';
import { apt } from './apt';
import { chrony } from './chrony';
import { faillock, pwquality } from './pam-modules';
import { audispSyslog, auditd, clamd, loginDefs } from './plain-files';
import type { ReadSetting } from './reading';
import { shellProfile } from './shell-profile';
import { sudoDefaults } from './sudo-defaults';
import { systemdSetting } from './systemd';

/** Who reads each of the `settingFiles` of the baseline, by its name there. */
const readers: Readonly<Record<string, (host: CheckedHost) => ReadSetting>> = {
  apt: () => apt,
  'audisp-syslog': () => audispSyslog,
  auditd: () => auditd,
  chrony: () => chrony,
  clamd: () => clamd,
  faillock: () => faillock,
  journald: ({ baseline }) => systemdSetting('journald', baseline.hosts.settingFiles['journald'] ?? {}),
  'login-defs': () => loginDefs,
  pwquality: () => pwquality,
  resolved: ({ baseline }) => systemdSetting('resolved', baseline.hosts.settingFiles['resolved'] ?? {}),
  'shell-profile': () => shellProfile,
  sudoers: () => sudoDefaults,
};

/** How a setting of such a file is read; `undefined` for a file of which that is not known. */
export function readerOf(file: string, host: CheckedHost): ReadSetting | undefined {
  return Object.hasOwn(readers, file) ? readers[file]?.(host) : undefined;
}
