import { expect, test } from 'vitest';
import { AddressNames, rangesOf } from '../../../lib/network-model/address-sets';
import { packets } from '../../../lib/network-model/traffic';
import { packetOf } from '../../../lib/reachability/claims/packet';

test.each([
  ['of a whole subnet the first that Azure gives away', ['10.64.6.0/24'], '10.64.6.4'],
  [
    'past those that Azure keeps where a machine is taken out',
    ['10.64.6.0/30', '10.64.6.5/32', '10.64.6.6/31', '10.64.6.8/29'],
    '10.64.6.9',
  ],
  ['one that Azure keeps where nothing else is left', ['10.64.6.0/30'], '10.64.6.3'],
])('a packet goes to an address that a machine may have: %s', (_, ranges, expected) => {
  const traffic = packets({ destinations: rangesOf(...ranges) });
  expect(packetOf(traffic, new AddressNames())?.destination).toBe(expected);
});
