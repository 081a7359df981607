import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { fewAtATime } from '../../stacks/inputs/few-at-a-time';
import { planOf } from '../components/support/plan';

const items = Array.from({ length: 12 }, (_, index) => index);

/** How many things were begun and not yet registered, whenever another one began. */
async function openCounts(preview: boolean): Promise<number[]> {
  let registered = 0;
  const counts: number[] = [];
  await planOf(
    () =>
      fewAtATime(items, 5, (item) => {
        counts.push(item + 1 - registered);
        const thing = new pulumi.ComponentResource('test:index:Thing', `thing-${item}`);
        thing.urn.apply(() => {
          registered += 1;
        });
        return {};
      }),
    { preview },
  );
  expect(registered).toBe(items.length);
  return counts;
}

/** How many of the things are still in memory when all are built and garbage is collected. */
async function keptCount(outputsOf: (thing: pulumi.Resource) => object): Promise<number> {
  const things: WeakRef<pulumi.Resource>[] = [];
  let outputs: object[] = [];
  await planOf(
    async () => {
      outputs = await fewAtATime(items, 5, (item) => {
        const thing = new pulumi.ComponentResource('test:index:Thing', `thing-${item}`);
        const part = new pulumi.ComponentResource('test:index:Part', `part-${item}`, {}, { parent: thing });
        things.push(new WeakRef(thing), new WeakRef(part));
        return outputsOf(part);
      });
    },
    { preview: true },
  );
  expect(outputs).toHaveLength(items.length);
  // A weak reference holds on to its target until the event loop turns.
  await setImmediate();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return things.filter((thing) => thing.deref() !== undefined).length;
}

describe('building many things', () => {
  it('has at most five under construction in a preview', async () => {
    expect(Math.max(...(await openCounts(true)))).toBe(5);
  });

  it('begins all at once in a deployment', async () => {
    expect(Math.max(...(await openCounts(false)))).toBe(items.length);
  });

  it('keeps none of them in memory in a preview, only what is to be known of them', async () => {
    const kept = await keptCount(({ urn }) => ({ place: { urn }, all: [urn] }));
    // The last ones may still be held by the frames that built them.
    expect(kept).toBeLessThan(items.length / 2);
  });
});
