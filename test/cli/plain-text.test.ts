import { describe, expect, it } from 'vitest';
import { plainText } from '../../lib/cli/plain-text';

describe('a text on its way to the terminal', () => {
  it.each([
    ['keeps words, line breaks and tabs', 'ポート 22\n\topen [20.1]', 'ポート 22\n\topen [20.1]'],
    ['loses colours', '\u001b[31mred\u001b[0m', 'red'],
    ['loses movements of the cursor and cleared lines', 'ok\u001b[2K\u001b[1A\rfake', 'okfake'],
    ['loses the escape character of other sequences', '\u001b]0;title\u0007text', ']0;titletext'],
    ['loses marks that reverse the direction', 'a\u202eb\u2066c', 'abc'],
  ])('%s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
