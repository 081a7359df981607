import { describe, expect, it } from 'vitest';
import type { SshOffer } from '../../../../lib/host-audit/facts/probe/ssh-packets';
import { baseline, key, login, otherKey, said, withLogin, withOffer } from '../../../support/probed-host';

describe('what SSH offers', () => {
  const sshd = (...lines: string[]) =>
    ['KexAlgorithms', 'HostKeyAlgorithms', 'Ciphers', 'MACs', 'Compression'].map(
      (keyword) => lines.find((line) => line.includes(` ${keyword}`)) ?? `compliant: port 22 ${keyword}`,
    );
  it.each<[string, Partial<SshOffer>, string]>([
    [
      'an old key exchange',
      { kex: ['curve25519-sha256', 'diffie-hellman-group1-sha1'] },
      'violated: port 22 KexAlgorithms: diffie-hellman-group1-sha1',
    ],
    [
      'what newer releases know besides',
      { kex: ['mlkem768x25519-sha256', 'curve25519-sha256'] },
      'compliant: port 22 KexAlgorithms',
    ],
    ['an old host key', { hostKeys: ['ssh-rsa'] }, 'violated: port 22 HostKeyAlgorithms: ssh-rsa'],
    ['an old cipher', { ciphers: ['3des-cbc'] }, 'violated: port 22 Ciphers: 3des-cbc'],
    ['an old MAC', { macs: ['hmac-md5'] }, 'violated: port 22 MACs: hmac-md5'],
    ['compression for everybody', { compression: ['none', 'zlib'] }, 'violated: port 22 Compression: zlib'],
    [
      'nothing but signals',
      { kex: ['ext-info-s'] },
      'undetermined: port 22 KexAlgorithms: nothing is offered for KexAlgorithms',
    ],
  ])('%s', (_, more, expected) =>
    expect(said('ssh-algorithms', withOffer(more))).toEqual([
      'compliant: port 22 protocol',
      ...sshd(expected),
    ]),
  );

  it('version 1', () =>
    expect(said('ssh-algorithms', withOffer({ protocol: '1.99' }))[0]).toBe(
      'violated: port 22 protocol: SSH 1.99',
    ));

  it('to nobody knows what', () => {
    const seen = { ssh: { 22: { offer: { unknown: 'hangs' }, login: { unknown: 'not asked: hangs' } } } };
    expect(said('ssh-algorithms', seen)).toEqual(['undetermined: port 22: hangs']);
    expect(said('ssh-authentication-methods', seen)).toEqual(['undetermined: port 22: not asked: hangs']);
    expect(said('ssh-host-key', seen)).toEqual(['undetermined: port 22: not asked: hangs']);
  });

  it('against a baseline that says nothing of it', () => {
    const hostAreas = {};
    expect(said('ssh-algorithms', {}, { baseline: { ...baseline, hostAreas } })).toContain(
      'undetermined: port 22 MACs: no requirement of hosts says what MACs may be',
    );
    expect(said('ssh-authentication-methods', {}, { baseline: { ...baseline, hostAreas } })).toEqual([
      'undetermined: port 22: no requirement of hosts says how one may log in',
    ]);
  });

  it.each<[string, object, string]>([
    ['keys alone', {}, 'compliant: port 22'],
    [
      'passwords too',
      { login: { value: { methods: ['publickey', 'password'] } } },
      'violated: port 22: password',
    ],
    [
      'everybody in',
      { login: { value: { admits: 'everybody' } } },
      'violated: port 22: a login without any authentication',
    ],
    ['no way', { login: { value: { methods: [] } } }, 'undetermined: port 22: no method is offered'],
    ['nothing that was seen', { login: { unknown: 'closed' } }, 'undetermined: port 22: closed'],
  ])('lets in %s', (_, more, expected) =>
    expect(said('ssh-authentication-methods', withLogin(more))).toEqual([expected]),
  );

  it.each<[string, object, readonly string[], string]>([
    ['that is known', {}, [key], 'compliant: port 22'],
    ['that is not known', {}, [otherKey], `violated: port 22: ssh-ed25519 ${key}`],
    [
      'where none is known',
      {},
      [],
      `undetermined: port 22: no key is known to compare with (--host-key); shown: ssh-ed25519 ${key}`,
    ],
    [
      'of which another was not seen',
      { keys: [...login.keys, { kind: 'ssh-rsa', unknown: 'closed' }] },
      [key],
      'undetermined: port 22: the ssh-rsa key was not shown: closed',
    ],
    ['that was not shown', { keys: [] }, [key], 'undetermined: port 22: no host key was shown'],
  ])('a host key %s', (_, more, hostKeys, expected) =>
    expect(said('ssh-host-key', withLogin(more), { hostKeys })).toEqual([expected]),
  );
});
