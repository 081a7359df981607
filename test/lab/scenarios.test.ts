import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rehearsal } from '../../lib/rehearsal/rehearse';
import type { EngineEnd } from '../../lib/rehearsal/run-engine';
import { describeLab } from '../support/lab';
import { openSsh } from '../support/open-ssh';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';

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
    expect(changes.filter((line) => line.includes('VirtualMachine') || line.startsWith('replaced'))).toEqual(
      [],
    );
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
    const cloud = project.cloud();
    const left = cloud.list().map(({ id }) => id.slice(id.indexOf('/resourceGroups/')));
    await cloud.close();
    // Azure makes the watcher of a region by itself with the first network, and keeps it.
    expect(left).toEqual([
      '/resourceGroups/NetworkWatcherRG',
      '/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_japaneast',
    ]);
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
