import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { describedStack } from '../support/described-stack';
import { describeLab } from '../support/lab';
import { inBothEngines } from '../support/two-engines';

/** Every run of the tests sees the same stacks; another seed sees others. fast-check names it where it fails. */
const seed = Number(process.env['YOSAI_SEED'] ?? 20_261_124);
const runs = Number(process.env['YOSAI_RUNS'] ?? 16);
/** A stack takes seconds, so a failing one is made smaller only as long as this. */
const timeLimitMs = 120_000;

describeLab('generated stacks', () => {
  it('are the same in both engines', async () => {
    const isSame = fc.asyncProperty(describedStack, async (stack) => {
      const config = [`description=${JSON.stringify(stack)}`];
      const { ours, official } = await inBothEngines('070-described', { config, packs: ['witness'] });
      expect(ours).toEqual(official);
    });
    await fc.assert(isSame, { seed, numRuns: runs, interruptAfterTimeLimit: timeLimitMs });
  });
});
