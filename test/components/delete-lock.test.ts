import { describe, expect, it } from 'vitest';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('the locks of a tenant', async () => {
  const plan = await planOf(() => exampleEnvironment());
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);

  it('locks what holds state, one by one, and no group', () => {
    const locks = all('azure-native:authorization:ManagementLockByScope').map(({ name, inputs }) => [
      name,
      inputs.level,
      inputs.scope.split('/').slice(-2).join('/'),
    ]);
    expect(locks.sort()).toEqual([
      ['aoba-keep-db-1-data', 'CanNotDelete', 'disks/disk-dev-aoba-db-1'],
      ['aoba-keep-flows', 'CanNotDelete', expect.stringMatching(/^storageAccounts\/st/)],
      ['aoba-keep-storage', 'CanNotDelete', expect.stringMatching(/^storageAccounts\/staoba/)],
      ['aoba-keep-vault', 'CanNotDelete', expect.stringMatching(/^vaults\/kv-aoba-/)],
    ]);
  });

  it('makes a lock after every right on what it covers, so that it goes before them', () => {
    const lock = plan.one('azure-native:authorization:ManagementLockByScope', 'aoba-keep-vault');
    const grants = all('azure-native:authorization:RoleAssignment')
      .filter(({ inputs }) => /\/vaults\//.test(inputs.scope))
      .map(({ name }) => name);
    expect(grants.length).toBeGreaterThan(3);
    const before = new Set(lock.dependencies);
    for (const name of before) {
      const found = plan.resources.find((resource) => resource.name === name);
      for (const dependency of found?.dependencies ?? []) before.add(dependency);
    }
    expect([...before]).toEqual(expect.arrayContaining(grants));
  });

  it('lets machines behind the gateway read their certificate by an identity that outlives them', () => {
    const identityOf = (name: string) =>
      plan.one('azure-native:compute:VirtualMachine', name).inputs.identity;
    for (const name of ['aoba-app-1-machine', 'aoba-app-2-machine']) {
      expect(identityOf(name)).toEqual({
        type: 'SystemAssigned, UserAssigned',
        userAssignedIdentities: [expect.stringMatching(/\/id-dev-aoba-backend$/)],
      });
    }
    expect(identityOf('aoba-db-1-machine')).toEqual({ type: 'SystemAssigned' });
    expect(plan.one('azure-native:compute:VirtualMachine', 'aoba-app-1-machine').dependencies).toContain(
      'aoba-backend-identity-role',
    );
  });
});
