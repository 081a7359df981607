import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rehearsal } from '../../lib/rehearsal/rehearse';
import type { EngineEnd } from '../../lib/rehearsal/run-engine';
import { describeLab } from '../support/lab';
import { keptByAzure, processesOf, remains } from '../support/left-over';
import { openSsh } from '../support/open-ssh';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';

/** Kills the engine of a rehearsal as a machine that goes down does. */
function killEngine(folder: string): void {
  const line = processesOf(folder).find((text) => /\bpulumi up\b/.test(text));
  process.kill(Number.parseInt(line ?? '', 10), 'SIGKILL');
}

/** An end that must be a success; otherwise the test shows what the engine said. */
async function succeeded(ending: Promise<EngineEnd>): Promise<EngineEnd> {
  const end = await ending;
  expect(end.code, end.output).toBe(0);
  return end;
}

describeLab('an environment in the official engine', () => {
  let project: RehearsedCopy;
  let rehearsal: Rehearsal;

  beforeAll(async () => {
    project = new RehearsedCopy('hana');
    rehearsal = await project.rehearsal();
  });
  afterAll(() => project.remove());

  test('comes up from nothing, and the second time there is nothing to do', async () => {
    const first = await succeeded(rehearsal.perform('up'));
    expect(changesIn(first).every((line) => line.startsWith('created '))).toBe(true);
    expect(changesIn(first).length).toBeGreaterThan(70);
    await succeeded(rehearsal.perform('up', ['--expect-no-changes']));
    await succeeded(rehearsal.perform('refresh', ['--expect-no-changes']));
  });

  test('gets another tenant without touching the first', async () => {
    project.tenants('hana', 'yuki');
    const changes = changesIn(await succeeded(rehearsal.perform('up')));
    expect(changes.length).toBeGreaterThan(50);
    expect(changes.filter((line) => !/^created \S+ yuki-/.test(line))).toEqual([]);
  });

  test('follows a port of the baseline in place, without replacing a machine', async () => {
    project.copy.change('baselines/network.yaml', 'ports: [5432]', 'ports: [5433]');
    project.build();
    const changes = changesIn(await succeeded(rehearsal.perform('up')));
    expect(changes.filter((line) => line.includes('NetworkSecurityGroup'))).toEqual([
      'updated azure-native:network:NetworkSecurityGroup hana-network-nsg-app',
      'updated azure-native:network:NetworkSecurityGroup hana-network-nsg-data',
      'updated azure-native:network:NetworkSecurityGroup yuki-network-nsg-app',
      'updated azure-native:network:NetworkSecurityGroup yuki-network-nsg-data',
    ]);
    // The machines run on and find a new hardening bundle in their user data.
    expect(changes.filter((line) => line.includes('VirtualMachine'))).toEqual(
      ['hana-app-1', 'hana-db-1', 'yuki-app-1', 'yuki-db-1'].map(
        (machine) => `updated azure-native:compute:VirtualMachine ${machine}-machine`,
      ),
    );
    expect(changes.filter((line) => line.startsWith('replaced'))).toEqual([]);
  });

  test('is found and repaired when somebody changed it behind the engine’s back', async () => {
    const cloud = project.cloud();
    const group = cloud.list().find(({ id }) => id.endsWith('networkSecurityGroups/nsg-dev-hana-app'));
    cloud.tamper(group?.id ?? 'no such group', { ...group?.properties, securityRules: [] });
    await cloud.close();
    const found = await succeeded(rehearsal.perform('refresh'));
    expect(changesIn(found)).toEqual([
      'updated azure-native:network:NetworkSecurityGroup hana-network-nsg-app',
    ]);
    expect(changesIn(await succeeded(rehearsal.perform('up')))).toEqual([
      'updated azure-native:network:NetworkSecurityGroup hana-network-nsg-app',
    ]);
  });

  test('refuses to lose an active tenant', async () => {
    project.tenants('hana');
    const end = await rehearsal.perform('up');
    expect(end.code).not.toBe(0);
    expect(end.output).toContain('cannot be deleted');
    expect(changesIn(end).filter((line) => line.startsWith('deleted'))).toEqual([]);
    project.tenants('hana', 'yuki');
    await succeeded(rehearsal.perform('up', ['--expect-no-changes']));
  });

  test('stops at the preview of a change that breaks a promise', async () => {
    openSsh(project.copy);
    const stopped = await rehearsal.perform('up');
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toMatch(/\[mandatory\].*nsg-rules-match-role/);
    expect(changesIn(stopped)).toEqual([]);
  });

  test('stops before the resource itself where the preview is skipped', async () => {
    const stopped = await rehearsal.perform('up', ['--skip-preview']);
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toMatch(/\[mandatory\].*nsg-rules-match-role/);
    expect(changesIn(stopped)).toEqual([]);
  });

  test('is gone in the end', async () => {
    const gone = await succeeded(rehearsal.perform('destroy'));
    expect(changesIn(gone).every((line) => line.startsWith('deleted '))).toBe(true);
    expect(await remains(project)).toEqual(keptByAzure);
  });
});

describeLab('an engine that is killed in the middle', () => {
  test('loses nothing, makes nothing twice and leaves nothing that nobody knows', async () => {
    const project = new RehearsedCopy('hana');
    try {
      const slow = await project.rehearsal({ faults: { slowMs: 300 } });
      const killed = slow.perform('up', ['--skip-preview', '--parallel', '4']);
      const cloud = project.cloud();
      await expect.poll(() => cloud.list().length, { timeout: 60_000 }).toBeGreaterThan(20);
      await cloud.close();
      killEngine(project.folder);
      expect((await killed).code).toBeUndefined();
      // The cloud still ends what it was asked for, as Azure does.
      await expect.poll(() => processesOf(project.folder).length, { timeout: 20_000 }).toBe(0);

      const again = await project.rehearsal();
      const repaired = await again.recover();
      expect(repaired?.code, repaired?.output).toBe(0);
      const rest = changesIn(await succeeded(again.perform('up')));
      expect(rest.filter((line) => !/^(created|updated) /.test(line))).toEqual([]);
      await succeeded(again.perform('up', ['--expect-no-changes']));
      await succeeded(again.perform('refresh', ['--expect-no-changes']));
      await succeeded(again.perform('destroy'));
      expect(await remains(project)).toEqual(keptByAzure);
    } finally {
      project.remove();
    }
  });
});

describeLab('faults of the cloud', () => {
  test('that pass by themselves are survived', async () => {
    const project = new RehearsedCopy('hana');
    try {
      const rehearsal = await project.rehearsal({
        faults: { throttleEvery: 7, retryAfterMs: 50, conflictEvery: 11 },
      });
      await succeeded(rehearsal.perform('up', ['--skip-preview']));
      await succeeded(rehearsal.perform('up', ['--expect-no-changes']));
    } finally {
      project.remove();
    }
  });
});
