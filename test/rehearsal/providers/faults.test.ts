import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FaultSettings } from '../../../lib/rehearsal/cloud/faults';
import { group, Rehearsal } from '../support/rehearsal';

let rehearsal: Rehearsal;
beforeEach(() => {
  rehearsal = new Rehearsal();
});
afterEach(() => rehearsal.end());

test.each<[string, FaultSettings]>([
  ['a throttled client waits and succeeds', { throttleEvery: 2, retryAfterMs: 1 }],
  ['a change that meets another is tried again', { conflictEvery: 2 }],
])('%s', async (_, faults) => {
  await rehearsal.start({ faults });
  await rehearsal.makeGroup();
  await rehearsal.makeNetwork();
  await rehearsal.makeSubnet();
  expect(rehearsal.cloud.list(group).map(({ id }) => id)).toEqual([
    `${group}/providers/Microsoft.Network/virtualNetworks/vnet`,
    `${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app`,
  ]);
});

test.each<[string, FaultSettings, string]>([
  ['that is always throttled', { throttleEvery: 1, retryAfterMs: 1 }, 'Status=429 Code="TooManyRequests"'],
  ['that always meets another', { conflictEvery: 1 }, 'Status=409 Code="AnotherOperationInProgress"'],
])('a client %s gives up after three retries', async (_, faults, words) => {
  await rehearsal.start({ faults });
  await expect(rehearsal.makeGroup()).rejects.toThrow(words);
  expect(rehearsal.cloud.list()).toEqual([]);
});

test('a throttled client waits as long as it is told', async () => {
  await rehearsal.start({ faults: { throttleEvery: 2, retryAfterMs: 300 } });
  const start = performance.now();
  await rehearsal.makeGroup();
  expect(performance.now() - start).toBeGreaterThanOrEqual(295);
});

test('a slow cloud takes its time for changes only', async () => {
  await rehearsal.start({ faults: { slowMs: 300 } });
  const start = performance.now();
  const made = await rehearsal.makeGroup();
  expect(performance.now() - start).toBeGreaterThanOrEqual(295);
  const read = performance.now();
  await rehearsal.client.read('azure-native:resources:ResourceGroup', made);
  expect(performance.now() - read).toBeLessThan(250);
});

test('what is under way when the engine cancels still ends, and so does what it had begun to ask', async () => {
  const client = await rehearsal.start({ faults: { slowMs: 300 } });
  const group = rehearsal.makeGroup();
  // The check has been answered and the creation has begun.
  await new Promise((resolve) => setTimeout(resolve, 150));
  await client.cancel();
  await expect(group).resolves.toMatchObject({ outputs: { provisioningState: 'Succeeded' } });
  await expect(rehearsal.makeNetwork()).resolves.toMatchObject({ outputs: { name: 'vnet' } });
});

test('a crash comes after the cloud has created, once in the life of a database', async () => {
  const crash = () => {
    throw new Error('the process is gone');
  };
  await rehearsal.start({ faults: { crashAfterCreates: 2 }, crash });
  await rehearsal.makeGroup();
  await expect(rehearsal.makeNetwork()).rejects.toThrow('the process is gone');
  // The next run meets what the engine does not know of, as with the real provider.
  await expect(rehearsal.makeNetwork()).rejects.toThrow('cannot create already existing resource');
  await expect(rehearsal.makeNetwork('other', '10.9.0.0/16')).resolves.toBeDefined();
});
