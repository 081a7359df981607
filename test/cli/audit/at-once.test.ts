import { describe, expect, it } from 'vitest';
import { eachAtOnce } from '../../../lib/cli/audit/at-once';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function gates() {
  const open = new Map<number, () => void>();
  const begun: number[] = [];
  const work = (item: number) => {
    begun.push(item);
    return new Promise<void>((resolve) => open.set(item, resolve));
  };
  return { begun, work, end: (item: number) => open.get(item)?.() };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('several at a time', () => {
  it('are never more than the limit, and begin in their order', async () => {
    const { begun, work, end } = gates();
    const all = eachAtOnce([1, 2, 3, 4], { limit: 2, patienceMs: 60_000, signal: never }, work);
    await settled();
    expect(begun).toEqual([1, 2]);
    end(2);
    await settled();
    expect(begun).toEqual([1, 2, 3]);
    for (const item of [1, 3]) end(item);
    await settled();
    end(4);
    await all;
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('make way when they are slow, four times the limit at most', async () => {
    const { begun, work, end } = gates();
    const items = [...Array(10).keys()];
    const all = eachAtOnce(items, { limit: 2, patienceMs: 1, signal: never }, work);
    await expect.poll(() => begun.length).toBe(8);
    await settled();
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const item of items) {
      end(item);
      await settled();
    }
    await all;
    expect(begun).toEqual(items);
  });

  it('are not begun any more once it was interrupted', async () => {
    const { begun, work, end } = gates();
    const controller = new AbortController();
    const all = eachAtOnce([1, 2, 3], { limit: 1, patienceMs: 60_000, signal: controller.signal }, work);
    controller.abort();
    end(1);
    await all;
    expect(begun).toEqual([1]);
  });

  it('come to their end before an error of one is told', async () => {
    let isDone = false;
    const all = eachAtOnce([1, 2], { limit: 2, patienceMs: 60_000, signal: never }, async (item) => {
      if (item === 1) throw new Error('broken');
      await settled();
      isDone = true;
    });
    await expect(all).rejects.toThrow('broken');
    expect(isDone).toBe(true);
  });
});
