import { describe, expect, it } from 'vitest';
import { AddressReader } from '../../lib/network-model/address-sets';
import { covers, meets } from '../../lib/network-model/number-set';
import { readServiceTags, type ServiceTags } from '../../lib/network-model/service-tags';

const file = {
  changeNumber: 353,
  cloud: 'Public',
  values: [
    { name: 'Storage', id: 'Storage', properties: { addressPrefixes: ['20.38.0.0/17', '2603:1040::/32'] } },
    { name: 'Storage.JapanEast', id: 'Storage.JapanEast', properties: { addressPrefixes: ['20.38.1.0/24'] } },
  ],
};
const tags = readServiceTags(file) as ServiceTags;

describe('a dated file of service tags', () => {
  it('gives tags their addresses, in any case', () => {
    const reader = new AddressReader({ serviceTags: tags });
    expect(covers(reader.read('STORAGE'), reader.read('20.38.1.7'))).toBe(true);
    expect(covers(reader.read('storage'), reader.read('2603:1040::1'))).toBe(true);
    expect(meets(reader.read('Storage.japaneast'), reader.read('20.38.2.0/24'))).toBe(false);
    expect(covers(reader.read('Storage'), reader.read('Storage.JapanEast'))).toBe(true);
    expect([reader.isOpaque('Storage'), reader.isOpaque('Sql')]).toEqual([false, true]);
  });

  it('says what it is proven with', () => {
    expect([tags.cloud, tags.changeNumber]).toEqual(['Public', 353]);
  });

  it.each([
    ['a list', [], 'The file of service tags must be a JSON object.'],
    ['no values', {}, 'The file of service tags must have a list `values`.'],
    [
      'a tag without prefixes',
      { values: [{ name: 'Sql' }] },
      'The file of service tags must name a tag and its addressPrefixes at values[0].',
    ],
  ])('is refused when it is %s', (_name, wrong, expected) => {
    expect(readServiceTags(wrong)).toBe(expected);
  });
});
