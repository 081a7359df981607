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
      fewAtATime(items, (item) => {
        counts.push(item + 1 - registered);
        const thing = new pulumi.ComponentResource('test:index:Thing', `thing-${item}`);
        thing.urn.apply(() => {
          registered += 1;
        });
        return thing;
      }),
    { preview },
  );
  expect(registered).toBe(items.length);
  return counts;
}

describe('building many things', () => {
  it('has at most five under construction in a preview', async () => {
    expect(Math.max(...(await openCounts(true)))).toBe(5);
  });

  it('begins all at once in a deployment', async () => {
    expect(Math.max(...(await openCounts(false)))).toBe(items.length);
  });
});
