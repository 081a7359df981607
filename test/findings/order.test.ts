import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy } from '../../lib/findings/group-by';
import { compareControls, compareFindings } from '../../lib/findings/order';
import { findingOf } from '../support/findings';

const subject = (id: string) => ({ kind: 'resource' as const, id });

describe('the order of findings', () => {
  const ordered = [
    findingOf({ controls: ['7.2'], severity: 'low' }),
    findingOf({ controls: ['7.10'], severity: 'critical' }),
    findingOf({ controls: ['20.1'], severity: 'critical' }),
    findingOf({ controls: ['20.1'], source: { kind: 'policy', id: 'a' } }),
    findingOf({ controls: ['20.1'], source: { kind: 'policy', id: 'b' }, subject: subject('a') }),
    findingOf({
      controls: ['20.1'],
      source: { kind: 'policy', id: 'b' },
      subject: subject('b'),
      at: { path: 'x' },
    }),
    findingOf({
      controls: ['20.1'],
      source: { kind: 'policy', id: 'b' },
      subject: subject('b'),
      at: { path: 'y' },
    }),
    findingOf({ controls: ['20.1'], severity: 'low', message: 'a' }),
    findingOf({ controls: ['20.1'], severity: 'low', message: 'b' }),
    findingOf({ controls: [], severity: 'critical' }),
  ];

  it('is by section, then worst first, then by policy, subject, path and words', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
        expect([...shuffled].sort(compareFindings)).toEqual(ordered);
      }),
    );
  });

  it.each([
    ['7.2', '20.1', -1],
    ['7.10', '7.9', 1],
    ['7.1', '7.1', 0],
    [undefined, '7.1', 1],
    ['7.1', undefined, -1],
    [undefined, undefined, 0],
  ])('of %s and %s is %i', (a, b, sign) => {
    expect(Math.sign(compareControls(a, b))).toBe(sign);
  });
});

describe('grouping', () => {
  it('keeps the order in which keys and members come', () => {
    const groups = groupBy(['b1', 'a1', 'b2'], (text) => text.charAt(0));
    expect([...groups]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ]);
  });

  it('leaves out what has no key', () => {
    const groups = groupBy([1, 2, 3], (number) => (number === 2 ? undefined : 'odd'));
    expect([...groups]).toEqual([['odd', [1, 3]]]);
  });
});
