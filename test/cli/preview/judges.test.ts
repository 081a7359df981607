import { describe, expect, it } from 'vitest';
import { type JudgingPack, renderDisabled, renderJudges } from '../../../lib/cli/preview/judges';

function packOf(enforcements: Readonly<Record<string, 'mandatory' | 'disabled'>>): JudgingPack {
  return {
    name: 'shop',
    version: '1.2.0',
    policies: Object.keys(enforcements).map((name) => ({ name })),
    enforcement: (policy) => enforcements[policy] ?? 'mandatory',
  };
}

describe('who has judged', () => {
  it.each<[string, readonly JudgingPack[], string]>([
    ['nobody', [], 'no policy pack: nothing was judged'],
    ['one policy', [packOf({ a: 'mandatory' })], 'judged by shop 1.2.0 (1 policy)'],
    [
      'what is switched off',
      [packOf({ a: 'mandatory', b: 'mandatory', c: 'disabled' })],
      'judged by shop 1.2.0 (2 policies, 1 disabled: c)',
    ],
    [
      'three of all that is',
      [packOf({ a: 'disabled', b: 'disabled', c: 'disabled', d: 'disabled' })],
      'judged by shop 1.2.0 (0 policies, 4 disabled: a, b, c, …)',
    ],
  ])('%s', (_name, packs, expected) => {
    expect(renderJudges(packs)).toBe(expected);
  });
});

describe('what is switched off', () => {
  it('is named whole in the short output, and nothing is said where nothing is', () => {
    const off = ['aaaa-bbbb', 'cccc-dddd', 'eeee-ffff', 'gggg-hhhh'];
    const pack = packOf(
      Object.fromEntries([...off, 'on'].map((name) => [name, name === 'on' ? 'mandatory' : 'disabled'])),
    );
    expect(renderDisabled([packOf({ a: 'mandatory' }), pack], { width: 40 })).toBe(
      'switched off in shop: aaaa-bbbb,\n  cccc-dddd, eeee-ffff, gggg-hhhh\n',
    );
    expect(renderDisabled([packOf({ a: 'mandatory' })], { width: 40 })).toBe('');
  });
});
