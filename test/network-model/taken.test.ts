import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boxesMeet } from '../../lib/network-model/box';
import { removed, subtract } from '../../lib/network-model/number-set';
import { Taken } from '../../lib/network-model/taken';

const last = 7;
const whole = [[0, last]] as const;
const range = fc
  .tuple(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: last }))
  .map(([a, b]) => [[Math.min(a, b), Math.max(a, b)]] as const);
const set = fc.oneof(fc.constant(whole), range);
const box = fc.tuple(set, set, set).map(
  ([sources, ports, protocols]): Box => ({
    sources,
    ports,
    protocols,
    destinations: whole,
    sourcePorts: whole,
  }),
);

/** Every packet of these boxes as a box of its own. */
const packets = Array.from({ length: (last + 1) ** 3 }, (_, index): Box => {
  const at = (step: number) =>
    [[Math.floor(index / step) % (last + 1), Math.floor(index / step) % (last + 1)]] as const;
  return { sources: at(1), ports: at(8), protocols: at(64), destinations: whole, sourcePorts: whole };
});

describe('what rules take one after another', () => {
  it('leaves every packet that none of them has, and no other', () => {
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 12 }), (asked, rules) => {
        const taken = new Taken([asked]);
        for (const rule of rules) taken.add([rule]);
        const left = taken.leaves([asked]);
        const expected = packets.map(
          (one) => boxesMeet(asked, one) && !rules.some((rule) => boxesMeet(rule, one)),
        );
        expect(packets.map((one) => left.some((part) => boxesMeet(part, one)))).toEqual(expected);
        expect(taken.holds([asked])).toBe(!expected.includes(true));
      }),
      { numRuns: 300 },
    );
  });

  it('takes a few numbers out of many as well as out of few', () => {
    const ranges = fc.array(range, { maxLength: 4 }).map((sets) => sets.reduce(subtract, whole as never));
    fc.assert(
      fc.property(ranges, range, (from, taken) => {
        expect(removed(from, taken)).toEqual(subtract(from, taken));
      }),
    );
  });
});
