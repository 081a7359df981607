import { describe, expect, it } from 'vitest';
import { auditAccountFiles, auditAccountSteps } from '../../../components/hardening/audit-account';
import { commandsFor } from '../../../lib/host-audit/collector/all-commands';
import { auditSudoers } from '../../../lib/host-audit/collector/sudoers';
import { exampleHost } from '../support/host';

const host = exampleHost('db');
const auditKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAtrNA53OlE3EP+BoYVuuQfERjM2S0YWpEAF4EeXJ7DY';
const contentOf = (path: string, changed = host) =>
  auditAccountFiles(changed).find((file) => file.path === path)?.content;

describe('the audit account', () => {
  it('is admitted with its key from the audit subnet alone, for commands and nothing more', () => {
    expect(contentOf('/etc/yosai/audit-keys', { ...host, auditKey })).toMatch(
      new RegExp(`^#.*\\nfrom="10\\.32\\.0\\.128/26",restrict ${auditKey.replaceAll('+', '\\+')}\\n$`),
    );
  });

  it('is admitted with no key where there is none', () => {
    expect(contentOf('/etc/yosai/audit-keys')).toMatch(/^#.*\n$/);
  });

  it('cannot change its keys', () => {
    expect(contentOf('/etc/ssh/sshd_config.d/20-yosai-audit.conf')).toBe(
      'Match User yosai-audit\n  AuthorizedKeysFile /etc/yosai/audit-keys\n',
    );
  });

  it('may run the commands of the collector as root', () => {
    const sudoers = auditAccountFiles(host).find(({ path }) => path === '/etc/sudoers.d/60-yosai-audit');
    expect(sudoers?.mode).toBe('0440');
    expect(sudoers?.content).toBe(auditSudoers(commandsFor(host.baseline), 'yosai-audit'));
  });

  it('bears the name of the baseline', () => {
    const changed = exampleHost('db');
    changed.baseline.hosts.auditAccount = 'examiner';
    expect(contentOf('/etc/sudoers.d/60-yosai-audit', changed)).toContain(
      '\nexaminer ALL = (root) NOPASSWD: ',
    );
    expect(auditAccountSteps(changed).join('\n')).toContain('--shell /bin/sh examiner\n');
  });

  it('is made once, and has no password', () => {
    expect(auditAccountSteps(host)).toEqual([
      'if ! getent passwd yosai-audit >/dev/null; then',
      '  apply useradd --system --user-group --create-home --home-dir /var/lib/yosai-audit --shell /bin/sh yosai-audit',
      'fi',
      'apply passwd --quiet --lock yosai-audit',
    ]);
  });

  it('is refused where the network has no subnet for audits', () => {
    const changed = exampleHost('db');
    changed.baseline.network.subnets.hub = changed.baseline.network.subnets.hub.filter(
      ({ role }) => role !== 'audit',
    );
    expect(() => auditAccountFiles(changed)).toThrow('the hub has no subnet of the role audit');
  });
});
