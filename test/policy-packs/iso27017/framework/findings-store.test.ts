import { describe, expect, it } from 'vitest';
import { FindingsStore } from '../../../../policy-packs/iso27017/framework/findings-store';

const line = (urn: string, text: string) => ({ urn, line: text });

describe('FindingsStore', () => {
  it('keeps lines apart when requests about two resources alternate', () => {
    const store = new FindingsStore();
    store.put('a', 'first', [line('a', '1')]);
    store.put('b', 'first', [line('b', '2')]);
    store.put('a', 'second', [line('a', '3')]);
    expect(store.take('b')).toEqual([line('b', '2')]);
    expect(store.take('a')).toEqual([line('a', '1'), line('a', '3')]);
    expect(store.take('a')).toEqual([]);
  });

  it('replaces what a policy said before', () => {
    const store = new FindingsStore();
    store.put('a', 'first', [line('a', 'old')]);
    store.put('a', 'first', [line('a', 'new')]);
    store.put('a', 'second', [line('a', 'gone')]);
    store.put('a', 'second', []);
    expect(store.take('a')).toEqual([line('a', 'new')]);
  });
});
