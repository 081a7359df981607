import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan, PlanResource } from '../../../lib/preview/plan';
import { type PlanValue, secret, type Wire, type WireObject } from '../../../lib/wire/values';
import type { Made } from '../../rehearsal/support/provider-client';
import { Rehearsal } from '../../rehearsal/support/rehearsal';
import { RepositoryCopy } from '../../support/repository-copy';

/** The plan's inputs as `up` sends them: with everything known. */
function known(value: PlanValue, name: string): Wire {
  if (Array.isArray(value)) return value.map((item) => known(item, name));
  if (value === null || typeof value !== 'object') return value;
  const text = name === 'principalId' ? randomUUID() : `made-up-${name}`;
  if (value['yosai:value'] === 'unknown') return text;
  if (String(value['yosai:value']).startsWith('secret')) return secret(text);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(item, key)]));
}

/** Every azure-native resource of the dev stack, with its real inputs, against the rules of the simulated cloud. */
describe('the plan of the dev stack', () => {
  const rehearsal = new Rehearsal();
  const made = new Map<PlanResource, Made>();
  /** What `up` sends for each. */
  const sent = new Map<PlanResource, WireObject>();
  let copy: RepositoryCopy;
  let resources: readonly PlanResource[];

  beforeAll(async () => {
    copy = new RepositoryCopy();
    expect(copy.yosai('preview', '--quiet').code).toBe(0);
    const plan = copy.json('out/dev/plan.json') as Plan;
    resources = plan.resources.filter(({ type }) => type.startsWith('azure-native:'));
    await rehearsal.start();
  });
  afterAll(async () => {
    copy.remove();
    await rehearsal.end();
  });

  test('is accepted by the check of every type', async () => {
    expect(resources.length).toBeGreaterThan(150);
    const refused: string[] = [];
    for (const resource of resources) {
      const inputs = known(resource.inputs, '') as WireObject;
      sent.set(resource, inputs);
      const checked = await rehearsal.client.check(resource.type, inputs);
      refused.push(...checked.refused.map((line) => `${resource.name}: ${line}`));
    }
    expect(refused).toEqual([]);
  });

  test('is created whole, each resource after what it needs', async () => {
    let waiting = [...resources];
    let reasons: string[] = [];
    for (let before = -1; waiting.length !== before && waiting.length > 0; ) {
      before = waiting.length;
      reasons = [];
      const later: PlanResource[] = [];
      for (const resource of waiting) {
        try {
          made.set(resource, await rehearsal.client.create(resource.type, sent.get(resource) ?? {}));
        } catch (error) {
          later.push(resource);
          reasons.push(`${resource.name}: ${(error as Error).message}`);
        }
      }
      waiting = later;
    }
    expect(reasons).toEqual([]);
    expect(made.size).toBe(resources.length);
  });

  test('shows no change when it is read again', async () => {
    for (const [{ type, name }, state] of made) {
      const found = await rehearsal.client.read(type, state);
      expect(found?.id, name).toBe(state.id);
      const diff = await rehearsal.client.diff(type, found ?? state, state.inputs);
      expect(diff.changed, name).toEqual([]);
    }
  });

  test('puts no secret into the database', () => {
    expect(JSON.stringify(rehearsal.cloud.list())).not.toContain('made-up-value');
  });

  test('is deleted whole, each resource before what it needs', async () => {
    let left = [...made];
    let reasons: string[] = [];
    for (let before = -1; left.length !== before && left.length > 0; ) {
      before = left.length;
      reasons = [];
      const later: typeof left = [];
      for (const [resource, state] of left) {
        try {
          await rehearsal.client.delete(resource.type, state);
        } catch (error) {
          later.push([resource, state]);
          reasons.push(`${resource.name}: ${(error as Error).message}`);
        }
      }
      left = later;
    }
    expect(reasons).toEqual([]);
    // Azure's own, which it makes with the first network and keeps.
    expect(rehearsal.cloud.list().map(({ properties }) => properties['name'])).toEqual([
      'NetworkWatcherRG',
      'NetworkWatcher_japaneast',
    ]);
  });
});
