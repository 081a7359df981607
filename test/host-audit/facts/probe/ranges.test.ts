import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, holds, parseRanges, renderRanges } from '../../../../lib/host-audit/facts/probe/ranges';

describe('ranges of ports', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 65_535 })), (numbers) => {
        const ports = numbers.sort((a, b) => a - b);
        const text = renderRanges(ports);
        expect(text === '' ? [] : parseRanges(text)).toEqual(ports);
        expect(countOf(text)).toBe(ports.length);
        for (const port of [1, 80, 65_535]) expect(holds(text, port)).toBe(ports.includes(port));
      }),
    );
  });

  it.each([
    ['22', [22]],
    ['22, 80-82', [22, 80, 81, 82]],
    ['80,80', [80]],
  ])('are read from %s', (text, ports) => expect(parseRanges(text)).toEqual(ports));

  it.each([[''], ['0'], ['65536'], ['80-79'], ['-80'], ['80-'], ['ssh'], ['80;81'], ['1e3']])(
    'are not read from "%s"',
    (text) => expect(parseRanges(text)).toBeUndefined(),
  );
});
