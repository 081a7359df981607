import { describe, expect, it } from 'vitest';
import { judgeSecretMarks } from '../../../lib/cli/preview/secret-marks';
import type { PackEnforcement } from '../../../lib/preview/pack-messages';
import type { PlanResource } from '../../../lib/preview/plan';
import type { PlanObject } from '../../../lib/wire/values';
import { packWith, planned, planWith, repositoryCatalogue } from '../../support/judged-plan';

const catalogue = repositoryCatalogue();
const marked = (kind: string): PlanObject => ({ 'yosai:value': kind });
const secret = marked('secret');
const secretUnknown = marked('secretUnknown');
const unknown = marked('unknown');

const password = planned(
  'random:index/randomPassword:RandomPassword',
  'password',
  {},
  { outputs: { result: secretUnknown } },
);
const key = planned(
  'tls:index/privateKey:PrivateKey',
  'key',
  {},
  { outputs: { privateKeyPem: secretUnknown } },
);
const network = planned('azure-native:network:VirtualNetwork', 'net', {});
const madeFrom = (property: string, ...resources: readonly PlanResource[]) => ({
  propertyDependencies: { [property]: resources.map(({ urn }) => urn) },
});
const vaultSecret = (value: PlanObject | string, more: Partial<PlanResource> = {}) =>
  planned('azure-native:keyvault/v20240401:Secret', 'item', { secretName: 's', properties: { value } }, more);
const tagged = (note: PlanObject | string, more: Partial<PlanResource> = {}) =>
  planned('azure-native:network:VirtualNetwork', 'net2', { tags: { note } }, more);

function judge(resource: PlanResource, level: PackEnforcement | 'absent' = 'mandatory') {
  const plan = planWith([password, key, network, resource]);
  const packs = level === 'absent' ? [] : [packWith('secret-value-stays-in-vault', level)];
  return judgeSecretMarks({ plan, packs }, catalogue);
}
const lines = (resource: PlanResource) =>
  judge(resource).map(({ verdict, at, expected, found }) => [verdict, at?.path, expected, found]);

describe('secrets by their marks', () => {
  it.each<[string, PlanResource]>([
    ['a marked value in a vault', vaultSecret(secret)],
    [
      'a value in a vault that is not known yet, made from a password',
      vaultSecret(unknown, madeFrom('properties', password)),
    ],
    [
      'a value in a vault that is not known yet, made from a key and more',
      vaultSecret(unknown, madeFrom('properties', network, key)),
    ],
    [
      'a key where what signs certificates takes it',
      planned('tls:index/certRequest:CertRequest', 'c', { privateKeyPem: secretUnknown }),
    ],
    [
      'a value that is not known yet and made from what gives out no secret',
      tagged(unknown, madeFrom('tags', network)),
    ],
    [
      'a value that is not known yet and may be the public part of a key',
      tagged(unknown, madeFrom('tags', key)),
    ],
    ['a value in plain text', tagged('a note')],
    ['a component, which only hands on what it gets', { ...tagged(secret), custom: false }],
  ])('is content with %s', (_name, resource) => {
    expect(lines(resource)).toEqual([]);
  });

  it.each<[string, PlanResource, unknown[]]>([
    [
      'a marked value outside of the vault',
      tagged(secret),
      ['violated', 'tags.note', 'in a vault', 'a value that the program marks as secret'],
    ],
    [
      'a marked value that is not known yet, in a list',
      planned('azure-native:web:WebApp', 'w', { settings: [{ value: 'a' }, { value: secretUnknown }] }),
      ['violated', 'settings[1].value', 'in a vault', 'a value that the program marks as secret'],
    ],
    [
      'a text that holds a secret whose mark the program took away',
      tagged('Bearer [secret]'),
      ['violated', 'tags.note', 'in a vault', 'the content of a secret, without its mark'],
    ],
    [
      'a value that is not known yet and made from a password alone',
      tagged(unknown, madeFrom('tags', password)),
      ['violated', 'tags.note', 'in a vault', 'a value made from password'],
    ],
    [
      'a value that is not known yet and made from a password and more',
      tagged(unknown, madeFrom('tags', password, network)),
      ['undetermined', 'tags.note', 'in a vault', undefined],
    ],
    [
      'a secret in a vault that the program gives in plain text',
      vaultSecret('hunter2'),
      ['violated', 'properties.value', 'marked as secret by the program', 'a value in plain text'],
    ],
    [
      'a secret in a vault of which only deployment tells',
      vaultSecret(unknown),
      ['undetermined', 'properties.value', 'marked as secret by the program', undefined],
    ],
    [
      'an object that is marked as a whole, around the place of the secret',
      planned('azure-native:keyvault:Secret', 's', { properties: secret }),
      ['undetermined', 'properties', 'secret only where it holds a secret', undefined],
    ],
    [
      'a secret under a name with dots',
      planned('azure-native:keyvault:Secret', 's', { 'properties.value': secret }),
      ['violated', '["properties.value"]', 'in a vault', 'a value that the program marks as secret'],
    ],
  ])('refuses %s', (_name, resource, line) => {
    expect(lines(resource)).toEqual([line]);
  });

  it('has the promises, the severity, the fix and the enforcement of the policy', () => {
    expect(judge(tagged(secret), 'advisory')).toMatchObject([
      {
        controls: ['4.3', '16.3'],
        source: { kind: 'policy', id: 'secret-value-stays-in-vault', pack: 'iso27017@0.1.0' },
        severity: 'critical',
        enforcement: 'advisory',
        subject: { kind: 'resource', name: 'net2' },
        fix: catalogue?.policies['secret-value-stays-in-vault']?.fix.en,
      },
    ]);
  });

  it('finds nothing where the policy is switched off, or no pack has it', () => {
    expect(judge(tagged(secret), 'disabled')).toEqual([]);
    expect(judge(tagged(secret), 'absent')).toEqual([]);
  });
});
