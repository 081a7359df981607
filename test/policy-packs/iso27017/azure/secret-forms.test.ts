import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretForms } from '../../../../policy-packs/iso27017/azure/secret-forms';
import { baseline } from '../support/pack-run';

const forms = SecretForms.of(baseline.secrets);
const told = (text: string) => forms.formOf(text) ?? forms.randomIn(text);
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((all) => Buffer.from(all));
const ofCharacters = (characters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length });
const letters = 'abcdefghijklmnopqrstuvwxyz';
const alphanumeric = `${letters}${letters.toUpperCase()}0123456789`;

const word = fc.constantFrom(
  ...'the every tenant network security group gateway application machine policy rule Diagnostic Setting Workspace'.split(
    ' ',
  ),
);
const japanese = fc.string({
  unit: fc.constantFrom(...'顧客の環境は日本国内にあり鍵はボールトで守られている。'),
  minLength: 1,
});

describe('what never looks like a secret', () => {
  it.each<[string, fc.Arbitrary<string>]>([
    ['a GUID', fc.uuid()],
    ['a GUID in capitals', fc.uuid().map((id) => id.toUpperCase())],
    ['a name of Azure', ofCharacters(`${letters}0123456789-`, 60)],
    ['a name of a storage account', ofCharacters(`${letters}0123456789`, 24)],
    [
      'a type of many words',
      fc.array(word, { minLength: 6, maxLength: 12 }).map((all) => all.map(capital).join('')),
    ],
    [
      'an Azure id',
      fc
        .tuple(fc.uuid(), word, word)
        .map(
          ([id, group, name]) =>
            `/subscriptions/${id}/resourceGroups/rg-${group}/providers/Microsoft.Network/privateEndpoints/${name}`,
        ),
    ],
    [
      'a role without a subscription',
      fc.uuid().map((id) => `/providers/Microsoft.Authorization/roleDefinitions/${id}`),
    ],
    ['a digest', bytes(40).map((all) => createHash('sha256').update(all).digest('hex'))],
    [
      'a digest with its name',
      bytes(40).map((all) => `sha512-${createHash('sha512').update(all).digest('base64')}`),
    ],
    ['a fingerprint', bytes(32).map((all) => `SHA256:${all.toString('base64').replace(/=+$/, '')}`)],
    ['a version', fc.tuple(fc.nat(), fc.nat(), fc.nat()).map((parts) => parts.join('.'))],
    ['a time', fc.date({ noInvalidDate: true }).map((date) => date.toISOString())],
    ['an address', fc.oneof(fc.ipV4(), fc.ipV6())],
    ['a page', fc.webUrl()],
    ['a sentence', fc.array(word, { minLength: 1, maxLength: 60 }).map((all) => `${all.join(' ')}.`)],
    ['a sentence in Japanese', japanese],
  ])('%s', (_name, texts) => {
    fc.assert(fc.property(texts, (text) => void expect(told(text)).toBeUndefined()));
  });

  it('the public parts of keys', () => {
    for (const type of ['ec', 'ed25519'] as const) {
      const { publicKey } = generateKeyPairSync(type as 'ec', { namedCurve: 'P-384' });
      expect(told(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toBeUndefined();
      expect(told(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'))).toBeUndefined();
    }
  });
});

describe('what always looks like a secret', () => {
  it.each<[string, fc.Arbitrary<string>]>([
    ['a password of 44 letters and digits', ofCharacters(alphanumeric, 44)],
    ['a key of 32 bytes in base64', bytes(32).map((all) => all.toString('base64'))],
    ['a key of 64 bytes in base64', bytes(64).map((all) => all.toString('base64'))],
    ['a key inside a sentence', bytes(48).map((all) => `use ${all.toString('base64url')} for it`)],
    [
      'a signature that gives access',
      bytes(32).map((all) => `?sv=2024-11-04&sig=${encodeURIComponent(all.toString('base64'))}`),
    ],
    ['a connection string', bytes(64).map((all) => `AccountName=a;AccountKey=${all.toString('base64')}`)],
    ['a token of GitHub', ofCharacters(alphanumeric, 36).map((text) => `ghp_${text}`)],
    [
      'a JSON web token',
      bytes(32).map((all) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.${all.toString('base64url')}`),
    ],
    [
      'a password in an address',
      ofCharacters(letters, 12).map((text) => `postgresql://app:${text}@db:5432/app`),
    ],
    [
      'a password in a connection string',
      ofCharacters(letters, 12).map((text) => `Server=db;Password=${text};`),
    ],
  ])('%s', (_name, texts) => {
    // Without the edges that fast-check likes: chance makes no key of one character again and again.
    fc.assert(fc.property(fc.noBias(texts), (text) => void expect(told(text)).toBeDefined()));
  });

  it('keys that were really made', () => {
    for (let count = 0; count < 500; count += 1) {
      expect(told(randomBytes(32).toString('base64'))).toBeDefined();
      expect(told(randomBytes(48).toString('base64url'))).toBeDefined();
    }
    for (const format of ['pem', 'der'] as const) {
      for (const type of ['pkcs8', 'sec1'] as const) {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const key = privateKey.export({ type, format } as { type: 'pkcs8'; format: 'der' });
        expect(told(format === 'pem' ? key.toString() : key.toString('base64'))).toMatch(/private key$/);
      }
    }
  });
});

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
