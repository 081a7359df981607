import { describe, expect, it } from 'vitest';
import { globalName, resourceName } from '../../components/naming';
import { exampleDeployment } from './support/deployment';

const dev = exampleDeployment();
const longest = { ...dev, environment: 'abcdefghij' };

describe('resourceName', () => {
  it('says kind, environment and what tells it from others', () => {
    expect(resourceName(dev, 'networkSecurityGroup', 'aoba', 'app')).toBe('nsg-dev-aoba-app');
  });

  it('refuses what Azure would refuse', () => {
    expect(() => resourceName(longest, 'firewall', 'x'.repeat(42))).toThrow(
      `firewall name afw-abcdefghij-${'x'.repeat(42)} has 57 characters, Azure admits 56`,
    );
  });
});

describe('globalName', () => {
  it.each([
    ['vault', 'ab', /^kv-ab-[0-9a-z]{8}$/],
    ['vault', 'abcdefghijkl', /^kv-abcdefghijkl-[0-9a-z]{8}$/],
    ['vault', 'abcdefghijklm', /^kv-abcdefghijkl-[0-9a-z]{8}$/],
    ['storageAccount', 'ab', /^stab[0-9a-z]{8}$/],
    ['storageAccount', 'abcdefghijkl', /^stabcdefghijkl[0-9a-z]{8}$/],
  ] as const)('%s of %s has a form that Azure takes', (kind, holder, form) => {
    const name = globalName(longest, kind, 'tenants', holder);
    expect(name).toMatch(form);
    expect(name.length).toBeLessThanOrEqual(24);
  });

  it('is the same at every run', () => {
    expect(globalName(dev, 'vault', 'tenants', 'aoba')).toBe('kv-aoba-13ncb4ph');
  });

  it.each([
    ['environment', globalName({ ...dev, environment: 'prod' }, 'vault', 'tenants', 'aoba')],
    ['subscription', globalName({ ...dev, subscriptionId: 'other' }, 'vault', 'tenants', 'aoba')],
    ['area', globalName(dev, 'vault', 'platform', 'aoba')],
    ['holder', globalName(dev, 'vault', 'tenants', 'kita')],
  ])('differs with the %s', (_, other) => {
    expect(other.slice(-8)).not.toBe(globalName(dev, 'vault', 'tenants', 'aoba').slice(-8));
  });

  it('is different for each of 4,096 tenants', () => {
    const names = Array.from({ length: 4096 }, (_, index) =>
      globalName(dev, 'storageAccount', 'tenants', `customer${index}`).slice(-8),
    );
    expect(new Set(names).size).toBe(4096);
  });
});
