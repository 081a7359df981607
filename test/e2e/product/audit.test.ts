import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Machine } from '../../../lib/host-audit/facts/ssh/connect';
import { repositoryRoot } from '../../support/repository-copy';
import { answer, auditorKey, startSshServer } from '../../support/ssh-server';
import { startYosai } from '../../support/start-yosai';
import { temporaryFolder } from '../../support/temporary-folder';

/** Arguments that audit machines from an inventory, and the folder with it and the results. */
function auditOf(machines: readonly Machine[], ...more: string[]) {
  const hosts = machines.map(
    ({ name, port, pins }) =>
      `  - { name: ${name}, address: 127.0.0.1, port: ${port}, role: app, hostKeys: ['${pins[0]?.fingerprint}'] }\n`,
  );
  const inventory = `defaults: { account: auditor, key: key }\nhosts:\n${hosts.join('')}`;
  const folder = temporaryFolder({ 'hosts.yaml': inventory });
  writeFileSync(path.join(folder, 'key'), auditorKey.private, { mode: 0o600 });
  const args = ['audit', '-i', path.join(folder, 'hosts.yaml'), '-o', folder, ...more];
  return { args, results: path.join(folder, 'audit') };
}

describe('yosai audit', () => {
  test('audits a host with the real collector, shell and command line', async () => {
    const { args, results } = auditOf([await startSshServer('real')], '--json', '--timeout', '170');
    const { ended } = startYosai(repositoryRoot, args);
    const { code, stdout, stderr } = await ended;
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'blocked',
      hosts: [{ name: 'real', status: 'audited' }],
    });
    expect(readdirSync(results).sort()).toEqual(['findings.json', 'real.facts.json']);
  });

  test('keeps what is done when it is interrupted, and ends by the signal', async () => {
    let waiting = () => {};
    const isWaiting = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    let isClosed = false;
    const [quick, slow] = [
      await startSshServer('quick', { onExec: answer({ packages: 'ii \tbase-files\t12.4\n' }) }),
      await startSshServer('slow', {
        onClient: (client) =>
          client.on('close', () => {
            isClosed = true;
          }),
        onExec: () => waiting(),
      }),
    ];
    const { args, results } = auditOf([quick, slow], '--timeout', '600');
    const { child, ended } = startYosai(repositoryRoot, args);
    await isWaiting;
    await expect
      .poll(() => existsSync(path.join(results, 'quick.facts.json')), { timeout: 60_000 })
      .toBe(true);
    child.kill('SIGINT');
    const { signal, stdout } = await ended;
    expect(signal).toBe('SIGINT');
    expect(stdout).toMatch(/\nyosai audit: INTERRUPTED – 2 hosts, 1 not begun or not finished, \d+ blocking/);
    const written = JSON.parse(readFileSync(path.join(results, 'findings-interrupted.json'), 'utf8'));
    expect(written).toMatchObject({ interrupted: true, hosts: [{ name: 'quick', status: 'audited' }] });
    expect(readdirSync(results).sort()).toEqual(['findings-interrupted.json', 'quick.facts.json']);
    await expect.poll(() => isClosed).toBe(true);
  });
});
