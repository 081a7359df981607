import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, boxesMeet } from '../../lib/network-model/box';
import { remainder } from '../../lib/network-model/remainder';

const last = 7;
const set = fc
  .tuple(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: last }))
  .map(([a, b]) => [[Math.min(a, b), Math.max(a, b)]] as const);
const whole = [[0, last]] as const;
const box = fc.tuple(set, set, fc.oneof(fc.constant(whole), set)).map(
  ([sources, destinations, ports]): Box => ({
    sources,
    destinations,
    ports,
    protocols: whole,
    sourcePorts: whole,
  }),
);

describe('what is left of a box when many are taken out', () => {
  it('is every packet that is in none of them, and no other', () => {
    fc.assert(
      fc.property(box, fc.array(box, { minLength: 17, maxLength: 60 }), (from, others) => {
        const left = remainder(from, others);
        for (let packet = 0; packet < (last + 1) ** 3; packet += 1) {
          const at = (step: number) =>
            [[Math.floor(packet / step) % 8, Math.floor(packet / step) % 8]] as const;
          const one: Box = { ...from, sources: at(1), destinations: at(8), ports: at(64) };
          const expected = boxesMeet(from, one) && !others.some((other) => boxesMeet(other, one));
          expect(left.some((part) => boxesMeet(part, one))).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
