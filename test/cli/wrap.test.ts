import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../lib/cli/wrap';

describe('wrapping', () => {
  it.each([
    ['a short text', 'one two', 10, 'one two'],
    ['a text as wide as the line', 'one two', 7, 'one two'],
    ['a text that is wider', 'one two three', 9, 'one two\n  three'],
    [
      'a word that is longer than a line',
      'see https://example.com/long now',
      8,
      'see\n  https://example.com/long\n  now',
    ],
    ['wide characters by their columns', '要塞 要塞 要塞', 9, '要塞 要塞\n  要塞'],
    ['lines of their own', 'one\ntwo three', 20, 'one\n  two three'],
    ['nothing', '', 10, ''],
  ])('breaks %s', (_, text, width, wrapped) => {
    expect(wrap(text, width, '  ')).toBe(wrapped);
  });

  it('loses no word, and makes no line too wide but for one long word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 40 }), (list, width) => {
        const lines = wrap(list.join(' '), width, '  ').split('\n');
        expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(list);
        for (const line of lines)
          expect(line.trim().length <= width || line.trim().split(' ').length === 1).toBe(true);
      }),
    );
  });
});
