import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parsePin, pinsFromConsole, pinsFromKnownHosts } from '../../../../lib/host-audit/facts/ssh/pins';

// A key of a machine that is no more, and its fingerprint as its own ssh-keygen wrote it.
const encoded = 'AAAAC3NzaC1lZDI1NTE5AAAAIOXP90Bpf//OYZ7spwJt4uSYzTNh5D8E6YaGdyDXzXf/';
const key = `ssh-ed25519 ${encoded}`;
const fingerprint = 'SHA256:OkU7DeaSxEgi2b0+IhyKkd2+7JeusXjCVbbxH1XQIgI';
const other = `SHA256:${'B'.repeat(43)}`;
const pin = { fingerprint, kind: 'ssh-ed25519' };

describe('a pin', () => {
  it.each([
    ['a fingerprint', fingerprint, { fingerprint }],
    ['a public key', key, pin],
    ['a public key with a comment', ` ${key} root@aoba-app-1 `, pin],
    ['a line of known_hosts', `[10.64.1.4]:22 ${key}`, pin],
    ['what ssh-keygen says', `256 ${fingerprint} root@aoba-app-1 (ED25519)`, pin],
    ['what it says of RSA', `3072 ${fingerprint} no comment (RSA)`, { fingerprint, kind: 'ssh-rsa' }],
    ['what it says of ECDSA', `256 ${fingerprint} a (ECDSA)`, { fingerprint, kind: 'ecdsa-sha2-nistp256' }],
    ['a fingerprint that is cut', fingerprint.slice(0, -1), undefined],
    ['a fingerprint by MD5', 'MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48', undefined],
    ['a key of another kind than it says', key.replace('ed25519', 'rsa'), undefined],
    ['a key that is cut', 'ssh-ed25519 AAAA', undefined],
    ['an authority', `@cert-authority *.example.jp ${key}`, undefined],
    ['a word', 'yes', undefined],
    ['nothing', '', undefined],
  ])('is read from %s', (_, text, expected) => expect(parsePin(text)).toEqual(expected));
});

describe('known hosts', () => {
  const salt = Buffer.from('0123456789abcdefghij');
  const hash = (name: string) =>
    `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
  it.each([
    ['by a name', 'server.example', [pin]],
    ['by a name in other letters', 'SERVER.example', [pin]],
    ['by one of several names', 'a,server.example,10.0.0.1', [pin]],
    ['by a pattern', '*.example', [pin]],
    ['by a pattern of one letter', 'serve?.example', [pin]],
    ['by a hash', hash('server.example'), [pin]],
    ['not by a hash of another', hash('other.example'), []],
    ['not where it is taken out', '*.example,!server.example', []],
    ['not by another name', 'serverXexample', []],
    ['not at another port', '[server.example]:2222', []],
  ])('are looked up %s', (_, names, expected) => {
    expect(pinsFromKnownHosts(`# known\n\n${names} ${key}\n`, 'server.example', 22)).toEqual(expected);
  });

  it('are looked up with the port when it is another than 22', () => {
    const text = `[server.example]:2222 ${key}\nserver.example ssh-ed25519 AAAA\n`;
    expect(pinsFromKnownHosts(text, 'server.example', 2222)).toEqual([pin]);
  });

  it('are none where the key is revoked or an authority', () => {
    for (const marker of ['@revoked', '@cert-authority']) {
      const text = `server.example ${key}\n${marker} * ${key}\n`;
      expect(pinsFromKnownHosts(text, 'server.example', 22)).toEqual(marker === '@revoked' ? [] : [pin]);
    }
  });
});

describe("a console's log", () => {
  const fingerprints = (...lines: string[]) =>
    [
      '<14>Nov 28 05:46:41 cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----',
      ...lines.map((line) => `<14>Nov 28 05:46:41 cloud-init: ${line}`),
      '<14>Nov 28 05:46:42 cloud-init: -----END SSH HOST KEY FINGERPRINTS-----',
    ].join('\r\n');
  const keys = `-----BEGIN SSH HOST KEY KEYS-----\n${key} root@aoba-app-1\n-----END SSH HOST KEY KEYS-----\n`;

  it.each([
    ['from fingerprints', fingerprints(`256 ${fingerprint} root@aoba-app-1 (ED25519)`), [{ fingerprint }]],
    ['from keys', `[  666.1] booted\n${keys}login:`, [pin]],
    [
      'from both, each once',
      `${fingerprints(`256 ${fingerprint} root@a (ED25519)`, `3072 ${other} root@a (RSA)`)}\n${keys}`,
      [pin, { fingerprint: other }],
    ],
    [
      'from the last time',
      `${fingerprints(`256 ${other} x`)}\n${fingerprints(`256 ${fingerprint} x`)}`,
      [{ fingerprint }],
    ],
    ['not from a block without its end', keys.slice(0, keys.indexOf('-----END')), []],
    ['not from elsewhere in the log', `256 ${fingerprint} root@aoba-app-1\n${key}\n`, []],
  ])('tells pins %s', (_, text, expected) => expect(pinsFromConsole(text)).toEqual(expected));
});
