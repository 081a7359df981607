import type { Command } from '../command';

/**
 * What PostgreSQL makes of its settings, its rules of access, and how it keeps each password: the scheme's name alone.
 * A kind, a value and a name a line, apart by `|`.
 * https://www.postgresql.org/docs/current/view-pg-hba-file-rules.html (2026-11-27)
 */
const question = [
  `SELECT 'setting', setting, name FROM pg_settings WHERE name IN ('port', 'hba_file', 'password_encryption')`,
  `SELECT 'rule', coalesce(auth_method, 'error'), line_number::text FROM pg_hba_file_rules`,
  `SELECT 'password', CASE WHEN rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram-sha-256' WHEN rolpassword LIKE 'md5%' THEN 'md5' ELSE 'unknown' END, rolname FROM pg_authid WHERE rolpassword IS NOT NULL`,
].join(' UNION ALL ');

/** Asked as the database's own account, which alone sees all of it. */
export const database: Command = {
  run: ['/usr/sbin/runuser', '-u', 'postgres', '--', '/usr/bin/psql', '-XAtqc', question],
  asRoot: true,
};
