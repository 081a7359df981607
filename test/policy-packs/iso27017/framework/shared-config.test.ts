import { describe, expect, it } from 'vitest';
import type { PackConfiguration } from '../../../../policy-packs/iso27017/framework/configuration';
import { sharedWith } from '../../../../policy-packs/iso27017/framework/shared-config';

const list = { type: 'array' };
const rules = {
  a: { config: { hubs: list, asOf: {} } },
  b: { config: { hubs: list, asOf: {} } },
  c: { config: { hubs: list } },
  d: {},
};
const told = (properties: Readonly<Record<string, unknown>>) => ({ properties });

describe('what one policy is told of another', () => {
  it.each<[string, PackConfiguration, object]>([
    ['is nothing when nobody is told', {}, {}],
    ['is what another is told', { b: told({ hubs: ['1'] }) }, { hubs: ['1'] }],
    [
      'is what all others are told alike',
      { b: told({ hubs: ['1'] }), c: told({ hubs: ['1'] }) },
      { hubs: ['1'] },
    ],
    ['is nothing where others differ', { b: told({ hubs: ['1'] }), c: told({ hubs: ['2'] }) }, {}],
    ['gives way to its own', { a: told({ hubs: [] }), b: told({ hubs: ['1'] }) }, {}],
    ['is no day', { b: told({ asOf: '2027-01-15' }) }, {}],
    ['is nothing of a policy without the property', { d: told({ hubs: ['1'] }) }, {}],
  ])('%s', (_words, configuration, expected) => {
    expect(sharedWith('a', rules, configuration)).toEqual(expected);
  });

  it('is nothing for a policy without configuration', () => {
    expect(sharedWith('d', rules, { a: told({ hubs: ['1'] }) })).toEqual({});
  });
});
