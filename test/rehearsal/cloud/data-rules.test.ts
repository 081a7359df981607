import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireObject } from '../../../lib/wire/values';
import type { Made } from '../support/provider-client';
import { group, Rehearsal } from '../support/rehearsal';

const dayMs = 24 * 60 * 60 * 1000;
const directory = '00000000-0000-4000-8000-000000000002';

let rehearsal: Rehearsal;
beforeEach(async () => {
  rehearsal = new Rehearsal();
  await rehearsal.start();
  await rehearsal.makeGroup();
});
afterEach(() => rehearsal.end());

const makeAccount = (accountName = 'stdata', inputs: WireObject = {}) =>
  rehearsal.make('storage:StorageAccount', {
    accountName,
    kind: 'StorageV2',
    sku: { name: 'Standard_ZRS' },
    ...inputs,
  });

const makeVault = (vaultName = 'kv-data', properties: WireObject = {}) =>
  rehearsal.make('keyvault:Vault', {
    vaultName,
    properties: {
      tenantId: directory,
      sku: { family: 'A', name: 'standard' },
      softDeleteRetentionInDays: 7,
      ...properties,
    },
  });

const makeSecret = () =>
  rehearsal.make('keyvault:Secret', { vaultName: 'kv-data', secretName: 'key', properties: { value: 'v' } });

describe('names in the whole world', () => {
  test('an account takes a name that no other group has, in letters and digits', async () => {
    await rehearsal.make('resources:ResourceGroup', { resourceGroupName: 'rg2' });
    const account = await makeAccount();
    await expect(makeAccount('stdata', { resourceGroupName: 'rg2' })).rejects.toThrow(
      'StorageAccountAlreadyTaken',
    );
    await expect(makeAccount('st-data')).rejects.toThrow('expected 3 to 24 small letters and digits');
    await rehearsal.remove('storage:StorageAccount', account);
    await expect(makeAccount('stdata', { resourceGroupName: 'rg2' })).resolves.toMatchObject({
      outputs: { primaryEndpoints: { blob: 'https://stdata.blob.core.windows.net/' } },
    });
  });

  test('a vault keeps its name while it can be recovered', async () => {
    const vault = await makeVault();
    expect(vault.outputs).toMatchObject({ properties: { vaultUri: 'https://kv-data.vault.azure.net/' } });
    await rehearsal.remove('keyvault:Vault', vault);
    await expect(makeVault()).rejects.toThrow("'kv-data' already exists in deleted state");
    await expect(makeVault('kv-data', { createMode: 'recover' })).resolves.toBeDefined();
    await expect(makeVault('kv_data')).rejects.toThrow('Code="InvalidResourceName"');
  });

  test('time frees the name of a deleted vault', async () => {
    await rehearsal.remove('keyvault:Vault', await makeVault());
    rehearsal.now += 7 * dayMs - 1;
    await expect(makeVault()).rejects.toThrow('already exists in deleted state');
    rehearsal.now += 1;
    await expect(makeVault()).resolves.toBeDefined();
  });

  test('a vault is purged, unless it is protected', async () => {
    const vault = await makeVault();
    await rehearsal.remove('keyvault:Vault', vault);
    rehearsal.cloud.purge(vault.id);
    const guarded = await makeVault('kv-data', { enablePurgeProtection: true });
    await rehearsal.remove('keyvault:Vault', guarded);
    expect(() => rehearsal.cloud.purge(guarded.id)).toThrow(
      'cannot be purged before 2026-12-01T00:00:00.000Z',
    );
  });

  test('purge protection is never switched off', async () => {
    const vault = await makeVault('kv-data', { enablePurgeProtection: true });
    const { enablePurgeProtection: _, ...open } = vault.inputs['properties'] as WireObject;
    await expect(rehearsal.update('keyvault:Vault', vault, { properties: open })).rejects.toThrow(
      'irreversible',
    );
    await expect(rehearsal.update('keyvault:Vault', vault, { tags: { a: 'b' } })).resolves.toBeDefined();
  });

  test('a secret keeps its name while it can be recovered', async () => {
    await makeVault();
    const secret = await makeSecret();
    await rehearsal.remove('keyvault:Secret', secret);
    await expect(makeSecret()).rejects.toThrow("'key' already exists in deleted state");
    rehearsal.cloud.purge(secret.id);
    await expect(makeSecret()).resolves.toBeDefined();
  });
});

describe('what can be recovered', () => {
  const recoverable = () =>
    rehearsal.cloud
      .recoverable()
      .map(({ id, purgeProtected, purgedAt }) => [
        id.split('/').at(-1),
        purgeProtected,
        (purgedAt - rehearsal.now) / dayMs,
      ]);

  test('backups are there for the days of their vault, and in the way of the next', async () => {
    const vault = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const item = `${vault}/backupFabrics/Azure/protectionContainers/c/protectedItems/vm`;
    const softDeleteSettings = { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: 20 };
    rehearsal.cloud.put(vault, { properties: { securitySettings: { softDeleteSettings } } });
    rehearsal.cloud.put(item, {});
    rehearsal.cloud.delete(item);
    expect(() => rehearsal.cloud.put(item, {})).toThrow("'vm' already exists in deleted state");
    rehearsal.cloud.delete(vault);
    expect(recoverable()).toEqual([
      ['rsv', true, 20],
      ['vm', true, 20],
    ]);
    rehearsal.now += 20 * dayMs;
    expect(recoverable()).toEqual([]);
  });

  test('an account is there for a time, until somebody takes its name', async () => {
    await rehearsal.remove('storage:StorageAccount', await makeAccount());
    expect(recoverable()).toEqual([['stdata', false, 14]]);
    await makeAccount();
    expect(recoverable()).toEqual([]);
  });
});

describe('immutability', () => {
  const policy = (state: string, days = 30): WireObject => ({
    immutableStorageWithVersioning: {
      enabled: true,
      immutabilityPolicy: {
        state,
        immutabilityPeriodSinceCreationInDays: days,
        allowProtectedAppendWrites: true,
      },
    },
  });
  const makeContainer = () =>
    rehearsal.make('storage:BlobContainer', { accountName: 'stdata', containerName: 'audit' });
  const update = (account: Made, inputs: WireObject) =>
    rehearsal.update('storage:StorageAccount', account, inputs);

  test('under a locked policy neither container nor account is deleted', async () => {
    const account = await update(await makeAccount('stdata', policy('Unlocked')), policy('Locked'));
    const container = await makeContainer();
    await expect(rehearsal.remove('storage:BlobContainer', container)).rejects.toThrow(
      'locked immutability policy',
    );
    await expect(rehearsal.remove('storage:StorageAccount', account)).rejects.toThrow(
      'StorageAccountImmutable',
    );
    expect(rehearsal.cloud.get(container.id)).toBeDefined();
  });

  test('no policy is created locked', async () => {
    await expect(makeAccount('stdata', policy('Locked'))).rejects.toThrow('Disabled or Unlocked only');
    const plain = await makeAccount('stplain');
    await expect(update(plain, policy('Locked'))).rejects.toThrow('Disabled or Unlocked only');
  });

  test('under one that is not locked both are', async () => {
    const account = await makeAccount('stdata', policy('Unlocked'));
    await rehearsal.remove('storage:BlobContainer', await makeContainer());
    await rehearsal.remove('storage:StorageAccount', account);
    expect(rehearsal.cloud.get(account.id)).toBeUndefined();
  });

  test.each([
    ['shorter', policy('Locked', 29)],
    ['unlocked', policy('Unlocked', 30)],
    ['nothing', {}],
  ])('a locked policy does not become %s, only longer', async (_, changed) => {
    const account = await makeAccount('stdata', policy('Unlocked'));
    const locked = await update(account, policy('Locked'));
    const without = { ...locked, inputs: { ...account.inputs, immutableStorageWithVersioning: null } };
    await expect(update(without, changed)).rejects.toThrow('Code="ImmutabilityPolicyLocked"');
    await expect(update(locked, policy('Locked', 31))).resolves.toBeDefined();
  });
});

describe('what is set once', () => {
  test('a vault does not move to another place or directory', async () => {
    const vault = await makeVault();
    await expect(rehearsal.update('keyvault:Vault', vault, { location: 'japanwest' })).rejects.toThrow(
      `Code="PropertyChangeNotAllowed" Message="Changing property 'location' of '${vault.id}' is not allowed."`,
    );
    await expect(
      rehearsal.update('keyvault:Vault', vault, { location: 'Japan East' }),
    ).resolves.toBeDefined();
  });
});

describe('storage services', () => {
  test('the blob service is there with its account, so it is adopted', async () => {
    const make = () =>
      rehearsal.make('storage:BlobServiceProperties', {
        accountName: 'stdata',
        blobServicesName: 'default',
        isVersioningEnabled: true,
      });
    await expect(make()).rejects.toThrow('Code="ParentResourceNotFound"');
    await makeAccount();
    await expect(make()).resolves.toBeDefined();
    await expect(make()).resolves.toMatchObject({ outputs: { isVersioningEnabled: true } });
  });
});
