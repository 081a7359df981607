import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { auditCommand } from '../../lib/cli/audit/command';
import { auditDefaults, type GivenAuditOptions } from '../../lib/cli/audit/options';
import type { Machine } from '../../lib/host-audit/facts/ssh/connect';
import { RecordedTerminal } from './recorded-terminal';
import { answer, auditorKey } from './ssh-server';
import { temporaryFolder } from './temporary-folder';

/** The folder of the repository. */
export const root = path.resolve(__dirname, '../..');

/** An inventory of machines, with the key that lets the auditor in, in a folder of its own. */
export function inventoryOf(machines: readonly Machine[], more = ''): { folder: string; file: string } {
  const hosts = machines.map(
    ({ name, port, pins }) =>
      `  - { name: ${name}, address: 127.0.0.1, port: ${port}, role: app, hostKeys: ['${pins[0]?.fingerprint}'] }\n`,
  );
  const folder = temporaryFolder({
    'hosts.yaml': `defaults: { account: auditor, key: key }\n${more}hosts:\n${hosts.join('')}`,
  });
  writePrivate(path.join(folder, 'key'));
  return { folder, file: path.join(folder, 'hosts.yaml') };
}

/** Writes the key that lets the auditor in. */
export function writePrivate(file: string): void {
  writeFileSync(file, auditorKey.private, { mode: 0o600 });
}

/** A host of which little is known, and something of it is wrong. */
export const plain = {
  onExec: answer({
    packages: 'ii \tbase-files\t12.4+deb12u9\n',
    kernelSettings: 'kernel.kptr_restrict = 0\n',
  }),
};

/** Runs `yosai audit` in this process. */
export async function audit(hosts: readonly string[], given: Partial<GivenAuditOptions>) {
  const terminal = new RecordedTerminal();
  const options: GivenAuditOptions = {
    cwd: root,
    ...auditDefaults,
    identity: 'agent',
    concurrency: 4,
    timeout: 60,
    ...given,
  };
  const code = await auditCommand(hosts, options, terminal, '0.0.0');
  return { code, stdout: terminal.out, stderr: terminal.errors };
}

/** The findings that an audit wrote. */
export const results = (folder: string, name = 'findings.json') =>
  JSON.parse(readFileSync(path.join(folder, 'audit', name), 'utf8'));
