import { describe, expect, it } from 'vitest';
import { buildUrn, defaultProvider, isProviderType, nameOf, packageOf, typeOf } from '../../lib/preview/urn';

describe('a URN', () => {
  const root = 'urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev';
  const group = 'urn:pulumi:dev::shop::own:index:Group::all';

  it.each([
    ['without a parent', '', 'urn:pulumi:dev::shop::own:index:Thing::one'],
    ['below the stack', root, 'urn:pulumi:dev::shop::own:index:Thing::one'],
    ['below a component', group, 'urn:pulumi:dev::shop::own:index:Group$own:index:Thing::one'],
  ])('%s names the types above it', (_, parent, urn) => {
    expect(buildUrn('dev', 'shop', parent, 'own:index:Thing', 'one')).toBe(urn);
  });

  it('gives back type and name, even where the name has colons', () => {
    const urn = buildUrn('dev', 'shop', group, 'own:index:Thing', 'a::b::c');
    expect(typeOf(urn)).toBe('own:index:Thing');
    expect(nameOf(urn)).toBe('a::b::c');
  });

  it.each([
    ['azure-native:network:VirtualNetwork', 'azure-native'],
    ['pulumi:providers:azure-native', 'azure-native'],
    ['pulumi:pulumi:StackReference', 'pulumi'],
  ])('of the type %s is of the package %s', (type, name) => {
    expect(packageOf(type)).toBe(name);
  });

  it('of a provider is known by its type', () => {
    expect(isProviderType('pulumi:providers:random')).toBe(true);
    expect(isProviderType('pulumi:pulumi:Stack')).toBe(false);
  });
});

describe('the name of a default provider', () => {
  it.each([
    ['', '', 'default'],
    ['3.28.0', '', 'default_3_28_0'],
    ['v3.28.0', '', 'default_3_28_0'],
    ['0.17.7-dev.1555435978+gb7030aa4.dirty', '', 'default_0_17_7_dev_1555435978_gb7030aa4_dirty'],
    ['0.18.1', 'pulumi.com/pkg', 'default_0_18_1_pulumi.com/pkg'],
    ['1.0.0', 'github://api.github.com/some org', 'default_1_0_0_github_/api.github.com/some_org'],
  ])('for the version "%s" from "%s" is %s', (version, url, name) => {
    expect(defaultProvider('own', version, url)).toEqual({ type: 'pulumi:providers:own', name });
  });
});
