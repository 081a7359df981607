import { describe, expect, it } from 'vitest';
import { dailyBackup } from '../../components/backup-settings';
import { exampleDeployment } from './support/deployment';
import { exampleEnvironment } from './support/environment';
import { planOf } from './support/plan';

describe('the backups of a tenant', async () => {
  const plan = await planOf(() => exampleEnvironment());
  const all = (type: string) => plan.resources.filter((resource) => resource.type === type);
  const vault = plan.one('azure-native:recoveryservices:Vault', 'aoba-backup-vault');

  it('lie in a vault of its own, among the customer’s assets, closed and encrypted with its key', () => {
    expect(vault.protect).toBe(true);
    expect(vault.inputs).toMatchObject({
      vaultName: 'rsv-dev-aoba',
      resourceGroupName: 'rg-dev-aoba-customer',
      tags: { 'yosai-owner': 'customer', 'yosai-classification': 'secret' },
      properties: {
        publicNetworkAccess: 'Disabled',
        encryption: {
          kekIdentity: { userAssignedIdentity: expect.stringMatching(/\/id-dev-aoba-backup$/) },
          keyVaultProperties: {
            keyUri: expect.stringMatching(/^https:\/\/kv-aoba-\w+\.vault\.azure\.net\/keys\/backup$/),
          },
        },
        redundancySettings: { standardTierStorageRedundancy: 'ZoneRedundant' },
        securitySettings: {
          softDeleteSettings: { softDeleteState: 'AlwaysON', softDeleteRetentionPeriodInDays: 14 },
        },
      },
    });
    expect(vault.dependencies).toContain('aoba-backup-identity-role');
  });

  it('are daily, by the enhanced policy, for the days of the baseline', () => {
    const { properties } = plan.one(
      'azure-native:recoveryservices:ProtectionPolicy',
      'aoba-backup-policy',
    ).inputs;
    expect(properties).toMatchObject({
      policyType: 'V2',
      timeZone: 'Tokyo Standard Time',
      instantRpRetentionRangeInDays: 2,
      schedulePolicy: { schedulePolicyType: 'SimpleSchedulePolicyV2', scheduleRunFrequency: 'Daily' },
      retentionPolicy: { dailySchedule: { retentionDuration: { count: 14, durationType: 'Days' } } },
    });
  });

  it('cover every machine, under the names that Azure gives them', () => {
    const items = all('azure-native:recoveryservices:ProtectedItem').map(({ name, inputs, protect }) => [
      name,
      inputs.containerName,
      inputs.properties.sourceResourceId.split('/').at(-1),
      protect,
    ]);
    const container = (machine: string) =>
      `iaasvmcontainer;iaasvmcontainerv2;rg-dev-aoba-operator;${machine}`;
    expect(items.sort()).toEqual([
      ['aoba-backup-app-1', container('vm-dev-aoba-app-1'), 'vm-dev-aoba-app-1', false],
      ['aoba-backup-app-2', container('vm-dev-aoba-app-2'), 'vm-dev-aoba-app-2', false],
      ['aoba-backup-db-1', container('vm-dev-aoba-db-1'), 'vm-dev-aoba-db-1', true],
    ]);
    expect(items).toHaveLength(all('azure-native:compute:VirtualMachine').length);
  });

  it('tell whoever is on call when they fail', () => {
    const rule = plan.one('azure-native:alertsmanagement:AlertProcessingRuleByName', 'aoba-backup-alerts');
    expect(rule.inputs.properties).toMatchObject({
      scopes: [expect.stringMatching(/\/vaults\/rsv-dev-aoba$/)],
      actions: [{ actionType: 'AddActionGroups', actionGroupIds: [expect.stringMatching(/\/ag-dev-hub$/)] }],
    });
  });
});

it('follows the time of the baseline', () => {
  const deployment = exampleDeployment();
  deployment.baseline.dataStores.backup.timeOfDay = '23:30';
  expect(dailyBackup(deployment, 'rg-backup')).toMatchObject({
    schedulePolicy: { dailySchedule: { scheduleRunTimes: ['2026-01-01T23:30:00Z'] } },
    retentionPolicy: { dailySchedule: { retentionTimes: ['2026-01-01T23:30:00Z'] } },
    instantRPDetails: { azureBackupRGNamePrefix: 'rg-backup-' },
  });
});
