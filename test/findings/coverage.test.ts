import { describe, expect, it } from 'vitest';
import { type CountedPromise, coverageOf, type Mechanism, type Shown } from '../../lib/findings/coverage';

const builds: Mechanism = { by: 'build', ref: 'hardened-vm' };
const judges: Mechanism = { by: 'policy', ref: 'vm-denies-public-address' };
const planned: Mechanism = { by: 'proof', ref: 'tenants-apart', status: 'planned' };

function statusOf(keptBy: readonly Mechanism[], shown: Readonly<Record<string, Shown>>) {
  const coverage = coverageOf([{ id: '1.1', keptBy }], ({ by }) => shown[by] ?? 'notShown');
  return coverage.promises[0]?.status;
}

describe('the status of a promise', () => {
  it.each<[string, readonly Mechanism[], Readonly<Record<string, Shown>>, string]>([
    ['everything was seen compliant', [builds, judges], { build: 'compliant', policy: 'compliant' }, 'kept'],
    ['something is planned', [builds, planned], { build: 'compliant' }, 'partly'],
    ['something was not seen', [builds, judges], { build: 'compliant' }, 'partly'],
    [
      'one mechanism was violated',
      [builds, judges, planned],
      { build: 'compliant', policy: 'violated' },
      'violated',
    ],
    [
      'one is violated, another undetermined',
      [builds, judges],
      { build: 'undetermined', policy: 'violated' },
      'violated',
    ],
    [
      'one could not be decided',
      [builds, judges],
      { build: 'compliant', policy: 'undetermined' },
      'undetermined',
    ],
    ['everything exists and nothing was seen', [builds, judges], {}, 'notShown'],
    ['nothing was seen and something is planned', [builds, planned], {}, 'notShown'],
    ['everything is planned', [planned], { proof: 'compliant' }, 'planned'],
    ['nothing keeps it', [], {}, 'planned'],
  ])('when %s', (_, keptBy, shown, status) => {
    expect(statusOf(keptBy, shown)).toBe(status);
  });

  it('is counted, without promises that commit to nothing', () => {
    const promises: CountedPromise[] = [
      { id: '1.1', keptBy: [builds] },
      { id: '1.2', kind: 'informative', keptBy: [] },
      { id: '2.1', kind: 'commitment', keptBy: [planned] },
    ];
    expect(coverageOf(promises, () => 'compliant')).toEqual({
      promises: [
        { id: '1.1', status: 'kept' },
        { id: '2.1', status: 'planned' },
      ],
      counts: { kept: 1, partly: 0, violated: 0, undetermined: 0, notShown: 0, planned: 1 },
    });
  });
});
