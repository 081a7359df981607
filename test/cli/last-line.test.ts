import { describe, expect, it } from 'vitest';
import { lastLine } from '../../lib/cli/last-line';

describe('the last line', () => {
  const line = { head: 'yosai it: OK', counts: ['1 host', '2 violated', '3 open'], seconds: 4.56 };
  const whole = 'yosai it: OK – 1 host, 2 violated, 3 open (4.6 s)';
  it.each([
    ['is whole where it just fits', whole.length, `${whole}\n`],
    [
      'comes after a number for which one column is missing',
      whole.length - 1,
      '3 open\nyosai it: OK – 1 host, 2 violated (4.6 s)\n',
    ],
    ['comes after all that do not fit', 30, '2 violated, 3 open\nyosai it: OK – 1 host (4.6 s)\n'],
    ['keeps its beginning where no number fits', 18, '1 host, 2\nviolated, 3 open\nyosai it: OK (4.6 s)\n'],
  ])('%s', (_, width, expected) => {
    expect(lastLine(line, { width })).toBe(expected);
  });

  it('rather leaves out a number that is zero', () => {
    const counts = ['1 host', '0 blocking', '10 open'];
    expect(lastLine({ ...line, counts }, { width: 40 })).toBe(
      '0 blocking\nyosai it: OK – 1 host, 10 open (4.6 s)\n',
    );
  });
});
