import { assert, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { compare } from '../support/random-networks/compare';
import { sketch } from '../support/random-networks/sketch';

/** The same networks at every run in CI; others for a longer hunt. */
const seed = Number(process.env['YOSAI_SEED'] ?? 20_261_127);
const runs = Number(process.env['YOSAI_RUNS'] ?? 3000);

it(`agrees with the packet oracle on ${runs} random networks`, () => {
  const count = { networks: 0, packets: 0, arriving: 0, wider: 0, differing: 0 };
  try {
    assert(
      property(sketch, nat({ max: 1000 }), (drawn, turn) => {
        const { packets, arriving, wider, differences } = compare(drawn, turn);
        count.networks += 1;
        count.packets += packets;
        count.arriving += arriving;
        count.wider += wider;
        count.differing += differences.length;
        expect(differences).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  } finally {
    const { networks, packets, arriving, wider, differing } = count;
    // biome-ignore lint/suspicious/noConsole: the numbers belong into the log of CI
    console.log(
      `network oracle: ${networks} networks, ${packets} packets (${arriving} arrive), ${differing} differ, ${wider} left wider`,
    );
  }
  expect(count.packets).toBeGreaterThan(runs);
  expect(count.arriving).toBeGreaterThan(0);
});
