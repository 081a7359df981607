import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { show } from '../../../../lib/resources/show';
import { Value } from '../../../../lib/resources/value';
import { unknown } from '../support/pack-run';

const { unknownCheckingProxy } = createRequire(__filename)('@pulumi/policy/proxy') as {
  unknownCheckingProxy(properties: object): unknown;
};
const value = Value.of(
  unknownCheckingProxy({
    list: ['a', unknown, 3],
    open: unknown,
    deep: { none: null, flag: 'True', 'a.b': 1, number: '42' },
  }),
);

describe('Value', () => {
  it.each([
    ['as it is written', 'flag', 'deep.flag', 'known'],
    ['in another case', 'NUMBER', 'deep.number', 'known'],
    ['that is not there, as it was asked for', 'Other', 'deep.Other', 'absent'],
  ])('finds a name %s', (_name, name, path, state) => {
    const found = value.key('deep').keyInAnyCase(name);
    expect([found.path, found.state]).toEqual([path, state]);
  });

  it.each([
    ['a value', 'deep.number', 'known'],
    ['what is not known', 'open', 'unknown'],
    ['below what is not known', 'open.securityRules', 'unknown'],
    ['null, as Azure takes it', 'deep.none', 'absent'],
    ['below nothing', 'deep.none.further', 'absent'],
    ['below a text', 'deep.flag.further', 'absent'],
    ['what every object inherits', 'deep.constructor', 'absent'],
  ])('tells %s', (_name, path, state) => {
    expect(value.at(path).state).toBe(state);
    expect(value.at(path).path).toBe(path);
  });

  it('goes through a list past what is not known', () => {
    expect(value.at('list').items.map(({ path, state }) => [path, state])).toEqual([
      ['list[0]', 'known'],
      ['list[1]', 'unknown'],
      ['list[2]', 'known'],
    ]);
  });

  it('reads true, false and numbers also where they were written as texts', () => {
    expect(value.at('deep.flag').boolean).toBe(true);
    expect(value.at('deep.number').number).toBe(42);
    expect(value.at('deep.number').boolean).toBeUndefined();
  });

  it('passes on an error that is not about what is unknown', () => {
    const broken = Value.of({
      get name(): string {
        throw new TypeError('broken');
      },
    });
    expect(() => broken.key('name')).toThrow('broken');
  });
});

describe('show', () => {
  it.each([
    ['a word', 'Standard_ZRS', 'Standard_ZRS'],
    ['a number', 7, '7'],
    ['false', false, 'false'],
    ['a short list', ['Tcp', 'Udp'], 'Tcp, Udp'],
    ['an empty list', [], 'an empty list'],
    ['a list of objects', [{ a: 1 }], 'a list of 1'],
    ['an object', { a: 1 }, 'an object'],
    ['nothing', undefined, 'nothing'],
    ['an empty text', '', 'an empty text'],
    ['a text of several lines', 'line\nline', 'a text of 9 characters'],
    ['a text with signs that passwords have', 'pa$$w0rd!', 'a text of 9 characters'],
    ['a long text', 'a'.repeat(161), 'a text of 161 characters'],
  ])('shows %s', (_name, raw, shown) => {
    expect(show(Value.of({ raw }).key('raw'))).toBe(shown);
  });
});
