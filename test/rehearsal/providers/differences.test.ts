import { expect, test } from 'vitest';
import { differences } from '../../../lib/rehearsal/providers/differences';
import type { WireObject } from '../../../lib/wire/values';

test.each<[string, WireObject, WireObject, string[]]>([
  ['nothing', { a: { b: [1] } }, { a: { b: [1] } }, []],
  ['another order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['a new property', {}, { a: 1 }, ['add a']],
  ['one that has gone', { a: 1 }, {}, ['delete a']],
  ['an item deep inside', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['update a[0].b']],
  ['a longer list', { a: [1] }, { a: [1, 2] }, ['add a[1]']],
  [
    'a property that needs a new resource',
    { once: { x: 1 } },
    { once: { x: 2 } },
    ['update once.x, replaces'],
  ],
  ['one in an item', { list: [{ once: 1 }] }, { list: [{ once: 2 }] }, ['update list[0].once, replaces']],
  ['a key with a dot', { tags: { 'a.b': '1' } }, { tags: { 'a.b': '2' } }, ['update tags["a.b"]']],
])('%s', (_, olds, news, expected) => {
  const found = differences(olds, news, (path) => ['once', 'list[].once'].includes(path));
  expect(found.map(({ kind, path, replaces }) => `${kind} ${path}${replaces ? ', replaces' : ''}`)).toEqual(
    expected,
  );
});
