import { DataCollectionRule } from '@pulumi/azure-native/monitor';
import { VirtualNetwork } from '@pulumi/azure-native/network';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { withoutVersionAliases } from '../../components/without-version-aliases';
import { planOf } from './support/plan';

const type = 'azure-native:network:VirtualNetwork';
const version = { type: 'azure-native:network/v20240501:VirtualNetwork' };

function kept(aliases: pulumi.ResourceOptions['aliases'], of = type) {
  const result = withoutVersionAliases({
    resource: undefined as unknown as pulumi.Resource,
    type: of,
    name: 'vnet',
    props: {},
    opts: aliases === undefined ? {} : { aliases },
  });
  return result === undefined ? 'untouched' : result.opts.aliases;
}

describe('withoutVersionAliases', () => {
  it.each<[string, pulumi.ResourceOptions['aliases'], unknown]>([
    ['another version goes', [version], []],
    ['a preview version goes', [{ type: 'azure-native:network/v20150501preview:VirtualNetwork' }], []],
    [
      'another module stays',
      [{ type: 'azure-native:classic/v20240501:VirtualNetwork' }, version],
      [{ type: 'azure-native:classic/v20240501:VirtualNetwork' }],
    ],
    [
      'another class stays',
      [{ type: 'azure-native:network/v20240501:Network' }],
      [{ type: 'azure-native:network/v20240501:Network' }],
    ],
    ['a former name stays', [{ name: 'old' }, version], [{ name: 'old' }]],
    ['a version with a former name stays', [{ ...version, name: 'old' }], [{ ...version, name: 'old' }]],
    ['a URN stays', ['urn:pulumi:dev::yosai::a:b:C::old'], ['urn:pulumi:dev::yosai::a:b:C::old']],
    ['a version that the program repeats stays, once', [version, { ...version }], [version]],
    ['no aliases, nothing to do', undefined, 'untouched'],
  ])('%s', (_, aliases, expected) => {
    expect(kept(aliases)).toEqual(expected);
  });

  it('leaves the resources of other providers alone', () => {
    expect(kept([{ type: 'tls:index:Key' }], 'tls:index/privateKey:PrivateKey')).toBe('untouched');
  });

  it('works on what azure-native declares, with the aliases of the program beside it', async () => {
    const found = new Map<string, unknown>();
    await planOf(() => {
      pulumi.runtime.registerStackTransformation(withoutVersionAliases);
      pulumi.runtime.registerStackTransformation(({ name, opts }) => {
        found.set(name, opts.aliases);
        return undefined;
      });
      new VirtualNetwork('vnet', { resourceGroupName: 'group' }, { aliases: [{ name: 'old' }, version] });
      new DataCollectionRule('rule', { resourceGroupName: 'group' });
    });
    expect(found.get('vnet')).toEqual([{ name: 'old' }, version]);
    // This type moved: azure-native still knows it by its former module.
    const moved = found.get('rule') as { type: string }[];
    expect(moved.length).toBeGreaterThan(0);
    for (const alias of moved) expect(alias.type).toMatch(/^azure-native:insights/);
  });
});
