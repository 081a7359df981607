import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { named } from '../../lib/cli/audit/machine';
import type { AuditOptions } from '../../lib/cli/audit/options';
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

describe('the name of a host on the command line', () => {
  const options = { account: 'auditor', identity: 'agent' } as AuditOptions;
  const nameOf = (host: string) => named(host, 'the host', options, [])?.name ?? '';
  const long = `${'a'.repeat(60)}.example`;

  it('is its address, with a port that is not that of ssh', () => {
    expect(['web.example', 'web.example:2222'].map(nameOf)).toEqual(['web.example', 'web.example-2222']);
    expect(nameOf('a'.repeat(63))).toBe('a'.repeat(63));
  });

  it('is shorter for a long one, and not that of another one, whose exceptions and facts are others', () => {
    const names = [long, `${long}.jp`, `${long}:2222`].map(nameOf);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(nameForm);
    expect(nameOf(long)).toBe(names[0]);
  });
});
