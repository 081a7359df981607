import { describe, expect, it } from 'vitest';
import { parseIpv6Range } from '../../lib/network-model/ipv6';

describe('parseIpv6Range', () => {
  it.each([
    ['everything', '::/0', 0n, 2n ** 128n - 1n],
    ['the loopback address', '::1', 1n, 1n],
    [
      'a whole address',
      '2001:db8:0:0:0:0:0:1',
      0x20010db8000000000000000000000001n,
      0x20010db8000000000000000000000001n,
    ],
    [
      'a shortened address, in capitals',
      '2001:DB8::1',
      0x20010db8000000000000000000000001n,
      0x20010db8000000000000000000000001n,
    ],
    ['groups at the start only', 'fe80::/10', 0xfe80n << 112n, (0xfec0n << 112n) - 1n],
    ['an IPv4 address at the end', '::ffff:192.0.2.1', 0xffffc0000201n, 0xffffc0000201n],
    [
      'a range named by an address inside it',
      '2001:db8::7/127',
      0x20010db8000000000000000000000006n,
      0x20010db8000000000000000000000007n,
    ],
  ])('reads %s', (_name, text, first, last) => {
    expect(parseIpv6Range(text)).toEqual({ first, last });
  });

  it.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '::/129',
    '::/',
    '::/-1',
    '::1/64/64',
    '10.0.0.1',
    '::256.0.0.1',
    '::1.2.3.4:5',
    '1:2:3:4:5:6:7::8:9',
  ])('refuses %j', (text) => {
    expect(parseIpv6Range(text)).toBeUndefined();
  });
});
