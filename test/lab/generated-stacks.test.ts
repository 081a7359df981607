import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { describedStack } from '../support/described-stack';
import { describeLab } from '../support/lab';
import { inBothEngines } from '../support/two-engines';

/** Every run of the tests sees the same stacks; another seed sees others. fast-check names it where it fails. */
const seed = Number(process.env['YOSAI_SEED'] ?? 20_261_124);
const runs = Number(process.env['YOSAI_RUNS'] ?? 16);
/** Time in milliseconds for which a failing stack is made smaller: each try takes seconds. */
const shrinkLimitMs = 120_000;

describeLab('generated stacks', () => {
  it('are the same in both engines', async () => {
    let failedAt: number | undefined;
    const isSame = fc.asyncProperty(describedStack, async (stack) => {
      if (failedAt !== undefined && Date.now() - failedAt > shrinkLimitMs) return;
      const config = [`description=${JSON.stringify(stack)}`];
      try {
        const { ours, official } = await inBothEngines('070-described', { config, packs: ['witness'] });
        expect(ours).toEqual(official);
      } catch (error) {
        failedAt ??= Date.now();
        throw error;
      }
    });
    await fc.assert(isSame, { seed, numRuns: runs });
  });
});
