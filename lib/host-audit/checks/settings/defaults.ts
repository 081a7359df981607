/**
 * What holds where nothing is set, by file and key, as the programs of Debian 12 and 13 document it: journald.conf(5),
 * faillock.conf(5), pwquality.conf(5), sudoers(5), chrony.conf(5), clamd.conf(5), 50unattended-upgrades and
 * apt.systemd.daily (2026-11-28).
 * Of a key that is not here nothing is known, so it must be set.
 */
const defaults: Readonly<Record<string, string>> = {
  'apt APT::Periodic::Enable': '1',
  'apt Unattended-Upgrade::Automatic-Reboot': 'false',
  'chrony cmdport': '323',
  'clamd LogSyslog': 'no',
  'clamd OnAccessPrevention': 'no',
  'faillock deny': '3',
  'faillock fail_interval': '900',
  'faillock unlock_time': '600',
  'journald Compress': 'yes',
  'journald Seal': 'yes',
  'pwquality dictcheck': '1',
  'pwquality maxrepeat': '0',
  'pwquality minclass': '0',
  'pwquality minlen': '8',
  'sudoers timestamp_timeout': '15',
};

export const defaultOf = (file: string, key: string): string | undefined => defaults[`${file} ${key}`];
