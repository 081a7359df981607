import { afterAll, beforeAll, expect, test } from 'vitest';
import { runEngine } from '../../lib/rehearsal/run-engine';
import { InstalledPack, otherRegisters, registers } from '../support/installed-pack';
import { describeLab } from '../support/lab';
import { officialRun } from '../support/official-engine';
import { officialPreview } from '../support/official-preview';

describeLab('the official engine with the policy pack, installed outside of the repository', () => {
  let pack: InstalledPack;
  beforeAll(() => {
    pack = new InstalledPack();
  });
  afterAll(() => pack?.remove());

  const started = async (config?: unknown) => {
    const run = await officialRun('073-offices', { packages: ['azure-native'] });
    const given = config === undefined ? [] : ['--policy-pack-config', pack.configuration(config)];
    return { run, args: ['--policy-pack', pack.folder, ...given] };
  };
  const preview = async (config: unknown) => {
    const { run, args } = await started(config);
    return officialPreview(run, args);
  };
  /** What it prints for people; of a pack that it cannot configure it writes no whole document for machines. */
  const refusal = async (config?: unknown) => {
    const { run, args } = await started(config);
    const { code, output } = await runEngine(run, ['preview', ...args]);
    expect(code, output).not.toBe(0);
    return output;
  };

  test('judges by the registers in its configuration', async ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const admitted = await preview(registers);
    expect(admitted.failed, admitted.output).toBe(false);
    expect(admitted.violations).toEqual([]);

    const refused = await preview(otherRegisters);
    expect(refused.failed).toBe(true);
    expect(refused.violations.map(({ policy, enforcement }) => [policy, enforcement]).sort()).toEqual([
      ['customer-role-denies-backup', 'mandatory'],
      ['nsg-rules-match-role', 'mandatory'],
    ]);
  });

  test('is refused without registers, by the names of what is missing', async ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const output = await refusal();
    expect(output).toContain('nsg-rules-match-role: `operators` is missing');
    expect(output).toContain('role-assignment-follows-register: `groups` is missing');
    expect(output).toContain('role-assignment-follows-register: `grants` is missing');
  });

  test('refuses registers that are wrong in words of its own', async ({ skip }) => {
    skip(pack.unreachable !== undefined, pack.unreachable);
    const policy = 'nsg-rules-match-role';
    const wrong = { [policy]: { enforcementLevel: 'mandatory', operators: ['198.51.100.17/28'] } };
    const output = await refusal({ ...registers, ...wrong });
    expect(output).toContain(
      `${policy}.operators[0]: 198.51.100.17/28 does not begin where its prefix does; expected 198.51.100.16/28`,
    );
  });
});
