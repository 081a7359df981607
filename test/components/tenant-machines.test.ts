import { describe, expect, it } from 'vitest';
import { repositoryBaseline } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('the hardening of a tenant’s machines', () => {
  const machines = async (change: Parameters<typeof exampleEnvironment>[0] = {}) => {
    const plan = await planOf(() => exampleEnvironment(change));
    return plan.resources.filter(({ type }) => type === 'azure-native:compute:VirtualMachine');
  };
  const inClear = (text: string) => Buffer.from(text, 'base64').toString();

  it('is in the user data, too, from which a running machine follows the baseline', async () => {
    const baseline = repositoryBaseline();
    const service = baseline.network.services['postgresql'];
    if (service === undefined) throw new Error('the baseline has no postgresql');
    const before = await machines();
    service.ports = [5433];
    const after = await machines({ baseline });
    expect(before.map(({ name }) => name)).toEqual([
      'aoba-app-1-machine',
      'aoba-app-2-machine',
      'aoba-db-1-machine',
    ]);
    for (const [index, { inputs, ignoreChanges }] of before.entries()) {
      expect(inClear(inputs.userData)).toMatch(/^yosai-bundle\/1 unsigned\n[0-9a-f]{64} {2}aoba-app-1\n/);
      expect(after[index]?.inputs.userData).not.toBe(inputs.userData);
      expect(ignoreChanges).toEqual(['osProfile.customData']);
    }
  });
});
