import { describe, expect, it } from 'vitest';
import { isAtLeast } from '../../lib/baseline/versions';

describe('versions', () => {
  it.each([
    ['2.1', '2.1', true],
    ['2.10', '2.9', true],
    ['3.0', '2.9', true],
    ['2.1.0', '2.1', true],
    ['2.1.1', '2.1', true],
    ['2', '2.0', true],
    ['2.0', '2.1', false],
    ['1.9', '2.0', false],
    ['2', '2.1', false],
    ['latest', '2.1', undefined],
    ['2.1-preview', '2.1', undefined],
    ['', '2.1', undefined],
    ['2.', '2.1', undefined],
  ])('compares %s with %s number by number', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});
