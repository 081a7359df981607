import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, nameForm } from '../../lib/cli/file-name';

describe('the name of a file', () => {
  it.each([
    ['::1', '0-0-0-0-0-0-0-1'],
    ['0:0:0:0:0:0:0:1', '0-0-0-0-0-0-0-1'],
    ['::', '0-0-0-0-0-0-0-0'],
    ['1::', '1-0-0-0-0-0-0-0'],
    ['2001:DB8::5:2222', '2001-db8-0-0-0-0-5-2222'],
    ['::ffff:127.0.0.1', '0-0-0-0-0-ffff-7f00-1'],
    ['fe80::1%eth0', 'fe80-0-0-0-0-0-0-1-eth0'],
    ['fe80::1%a/b', 'fe80-0-0-0-0-0-0-1-a_b'],
    ['127.0.0.1', '127.0.0.1'],
    ['aoba.cloud.example.jp', 'aoba.cloud.example.jp'],
  ])('of %s is %s', (address, name) => {
    expect(fileNameOf(address)).toBe(name);
  });

  it('of any IPv6 address is one that every system admits, and tells the address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const name = fileNameOf(address);
        expect(name).toMatch(nameForm);
        const groups = name.replaceAll('-', ':');
        expect(isIPv6(groups)).toBe(true);
        expect(new URL(`http://[${groups}]/`).hostname).toBe(new URL(`http://[${address}]/`).hostname);
      }),
    );
  });
});
