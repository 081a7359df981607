import { expect, it } from 'vitest';
import { canonicalAddress } from '../../lib/baseline/canonical-address';

it.each([
  ['Server.Example.', 'server.example'],
  ['vm_1', 'vm_1'],
  ['127.1', '127.0.0.1'],
  ['0x7f000001', '127.0.0.1'],
  ['127.0.0.01', '127.0.0.1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['2001:DB8:0::1', '2001:db8::1'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::ffff:7f00:1', '127.0.0.1'],
  ['256.1.1.1', '256.1.1.1'],
  ['a b', 'a b'],
])('%s is %s in one spelling', (text, expected) => {
  expect(canonicalAddress(text)).toBe(expected);
});
