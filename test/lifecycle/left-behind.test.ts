import { describe, expect, it } from 'vitest';
import { type Deletable, leftBehind } from '../../lib/lifecycle/left-behind';

const of = (type: string, name: string, more: Partial<Deletable> = {}): Deletable => ({
  urn: `urn:pulumi:prod::shop::azure-native:${type}::${name}`,
  type: `azure-native:${type}`,
  inputs: {},
  ...more,
});
const vault = of('keyvault:Vault', 'vault', { inputs: { vaultName: 'kv-aoba' } });
const group = of('resources:ResourceGroup', 'group', { inputs: { resourceGroupName: 'rg-aoba' } });
const account = (more: Partial<Deletable>) =>
  of('storage:StorageAccount', 'data', { inputs: { resourceGroupName: 'rg-aoba' }, ...more });
const key = (more: Partial<Deletable>) =>
  of('keyvault:Key', 'key', { inputs: { vaultName: 'kv-aoba' }, ...more });

describe('what is left behind', () => {
  it.each<[string, Deletable[]]>([
    [
      'what has no such option',
      [group, vault, account({}), account({ retainOnDelete: false, deletedWith: '' })],
    ],
    ['a key of a vault that is deleted, known by its name', [vault, key({ retainOnDelete: true })]],
    [
      'a key of a vault that is deleted, known by what its name was made from',
      [vault, key({ inputs: {}, propertyDependencies: { vaultName: [vault.urn] }, retainOnDelete: true })],
    ],
    ['a key that goes with its vault', [vault, key({ deletedWith: vault.urn })]],
  ])('is not %s', (_words, resources) => {
    expect(leftBehind(resources)).toEqual([]);
  });

  it.each<[string, Deletable[], string[]]>([
    ['an account that is retained', [group, account({ retainOnDelete: true })], ['data retainOnDelete']],
    [
      'an account that goes with its group',
      [group, account({ deletedWith: group.urn })],
      ['data deletedWith'],
    ],
    ['a key of a vault of another stack', [key({ retainOnDelete: true })], ['key retainOnDelete']],
    [
      'a key of another vault',
      [vault, key({ inputs: { vaultName: 'kv-kita' }, retainOnDelete: true })],
      ['key retainOnDelete'],
    ],
    [
      'a key of a vault that is retained itself',
      [{ ...vault, retainOnDelete: true }, key({ retainOnDelete: true })],
      ['vault retainOnDelete', 'key retainOnDelete'],
    ],
    [
      'a key that goes with something else',
      [vault, group, key({ deletedWith: group.urn })],
      ['key deletedWith'],
    ],
    [
      'a vault’s neighbour that only has a vault’s name',
      [
        vault,
        of('storage:StorageAccount', 'data', { inputs: { vaultName: 'kv-aoba' }, retainOnDelete: true }),
      ],
      ['data retainOnDelete'],
    ],
  ])('is %s', (_words, resources, expected) => {
    expect(leftBehind(resources).map(({ urn, option }) => `${urn.split('::').at(-1)} ${option}`)).toEqual(
      expected,
    );
  });
});
