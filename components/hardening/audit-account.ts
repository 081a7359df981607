import { subnetRanges } from '../../lib/baseline/addresses';
import { commandsFor } from '../../lib/host-audit/collector/all-commands';
import { auditSudoers } from '../../lib/host-audit/collector/sudoers';
import type { HardenedHost, HostFile } from './host';
import { lines } from './lines';

/** Where the keys of the audit account lie: root's, so that the account cannot admit others. */
const keysPath = '/etc/yosai/audit-keys';

/**
 * What the audit account may do: log in with the auditor's key from the audit subnet and nowhere else, without
 * terminal, forwarding or a script of its own, and run the collector's commands as root, exactly these. Without a key
 * nobody logs in.
 * https://manpages.debian.org/bookworm/openssh-server/authorized_keys.5.en.html (2026-11-27), white paper sections 15 and 18
 */
export function auditAccountFiles({ baseline, auditKey }: HardenedHost): HostFile[] {
  const { auditAccount } = baseline.hosts;
  const range = subnetRanges(baseline.network, 'hub').get('audit');
  if (range === undefined)
    throw new RangeError('the hub has no subnet of the role audit, from which audits come');
  return [
    {
      path: keysPath,
      mode: '0644',
      content: lines(
        "# The auditor's key; a bundle replaces this file.",
        ...(auditKey === undefined ? [] : [`from="${range}",restrict ${auditKey}`]),
      ),
    },
    {
      path: '/etc/ssh/sshd_config.d/20-yosai-audit.conf',
      mode: '0600',
      content: lines(`Match User ${auditAccount}`, `  AuthorizedKeysFile ${keysPath}`),
    },
    {
      path: '/etc/sudoers.d/60-yosai-audit',
      mode: '0440',
      content: auditSudoers(commandsFor(baseline), auditAccount),
    },
  ];
}

/** Makes the account: one of the system, whose password does not exist and so never expires. */
export function auditAccountSteps({ baseline }: HardenedHost): string[] {
  const { auditAccount } = baseline.hosts;
  return [
    `if ! getent passwd ${auditAccount} >/dev/null; then`,
    `  apply useradd --system --user-group --create-home --home-dir /var/lib/${auditAccount} --shell /bin/sh ${auditAccount}`,
    'fi',
    `apply passwd --quiet --lock ${auditAccount}`,
  ];
}
