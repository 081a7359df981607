import { auditAccountName } from '../../components/audit-store';
import type { Deployment } from '../../components/deployment';
import type { Result } from '../../lib/baseline';
import type { Day } from '../../lib/lifecycle/calendar';
import type { Settings } from './settings';

/**
 * Whether the audit log is locked on the day. Nobody can take that back, so the account has to be named: a stack file
 * that was copied from another environment locks nothing.
 */
export function isAuditLogLocked(
  stack: string,
  { auditLogLockedOn: from, auditLogToLock: named }: Settings,
  deployment: Deployment,
  day: Day,
): Result<boolean> {
  const mistake = (path: string, text: string): Result<boolean> => ({
    ok: false,
    mistakes: [{ file: `Pulumi.${stack}.yaml`, path, text }],
  });
  if (from === undefined && named === '') return { ok: true, value: false };
  if (from === undefined)
    return mistake('yosai:auditLogLockedOn', 'found nothing, expected the day from which it is locked');
  const account = auditAccountName(deployment);
  if (named === account) return { ok: true, value: from <= day };
  const found = named === '' ? 'nothing' : `'${named}'`;
  return mistake(
    'yosai:auditLogToLock',
    `found ${found}, expected '${account}', the audit log's account, which nobody can unlock or delete afterwards`,
  );
}
