import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineEnd } from '../../lib/rehearsal/run-engine';
import { describeLab } from '../support/lab';
import { changesIn, RehearsedCopy } from '../support/rehearsed-copy';

const settings = 'Pulumi.dev.yaml';

describeLab('an audit log that is locked', () => {
  let project: RehearsedCopy;
  let unlocked: string;
  let account: string;
  let step: string;

  beforeAll(() => {
    project = new RehearsedCopy();
    // Nothing else is protected, so what the engine spares in the end is what the lock protects.
    project.copy.change(settings, /\n*$/, '\n  yosai:protectData: "false"\n');
    unlocked = project.copy.read(settings);
  });
  afterAll(() => project.remove());

  /** What is in the environment's groups, by the last part of its id that names no group and no provider. */
  async function hub(): Promise<string[]> {
    const cloud = project.cloud();
    const ids = cloud.list().map(({ id }) => id);
    await cloud.close();
    return ids.flatMap((id) => /\/rg-dev-[^/]+\/providers\/[^/]+\/[^/]+\/(.+)$/.exec(id)?.[1] ?? []);
  }

  async function perform(operation: 'up' | 'destroy', ...more: readonly string[]): Promise<EngineEnd> {
    return (await project.rehearsal()).perform(operation, more);
  }

  test('is locked by an update in place', async () => {
    const first = await perform('up');
    expect(first.code, first.output).toBe(0);
    account = (await hub()).find((id) => /^staudit[^/]*$/.test(id)) ?? 'no account';
    step = `  yosai:auditLogLockedOn: "2026-11-01"\n  yosai:auditLogToLock: ${account}\n`;
    project.copy.change(settings, unlocked, `${unlocked}${step}`);
    const locked = await perform('up');
    expect(locked.code, locked.output).toBe(0);
    expect(changesIn(locked)).toEqual(['updated azure-native:storage:StorageAccount hub-audit-account']);
  });

  test('is not unlocked again', async () => {
    project.copy.change(settings, step, '');
    const refused = await perform('up');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('Code="ImmutabilityPolicyLocked"');
    expect(changesIn(refused)).toEqual([]);
    project.copy.change(settings, unlocked, `${unlocked}${step}`);
    const again = await perform('up', '--expect-no-changes');
    expect(again.code, again.output).toBe(0);
  });

  test('stays when everything else goes, whoever asks', async () => {
    const rehearsal = await project.rehearsal();
    const store = [
      account,
      `${account}/blobServices/default`,
      `${account}/blobServices/default/containers/audit-log`,
    ];
    const spared = await rehearsal.command(['destroy', '--yes', '--exclude-protected']);
    expect(spared.code, spared.output).toBe(0);
    expect(await hub()).toEqual(store);
    // Without the engine's protection Azure refuses.
    const refused = await rehearsal.perform('destroy');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('because its account has a locked immutability policy');
    expect(await hub()).toEqual(store);
  });
});
