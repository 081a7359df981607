import { backupCopyStaysInJapan } from '../../../policy-packs/iso27017/policies/backup-copy-stays-in-japan';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const row = (type: string, properties: Record<string, unknown>, provider?: Record<string, unknown>) => ({
  resource: { type: `azure-native:${type}`, properties, ...(provider && { provider }) },
});
const vault = (standardTierStorageRedundancy: unknown, location: unknown) =>
  row('recoveryservices:Vault', {
    location,
    properties: { redundancySettings: { standardTierStorageRedundancy } },
  });
const path = 'properties.redundancySettings.standardTierStorageRedundancy';
const expected = 'without a copy in another region, unless both are in Japan';

describePolicy('backup-copy-stays-in-japan', backupCopyStaysInJapan, {
  compliant: {
    'a vault of which Azure keeps a copy in the other region of Japan': vault('GeoRedundant', 'Japan East'),
    'a vault that says nothing, in Japan': row('recoveryservices:Vault', { location: 'japanwest' }),
    'a vault without a copy, elsewhere': vault('ZoneRedundant', 'eastus'),
    'a vault of which the copy is not known yet, in Japan': vault(unknown, 'japaneast'),
    'a vault that stands where the provider says': row(
      'recoveryservices:Vault',
      { properties: {} },
      { location: 'japaneast' },
    ),
    'a database server that says nothing': row('dbforpostgresql:Server', { location: 'eastus' }),
    'a backup vault without a copy': row('dataprotection:BackupVault', {
      location: 'eastus',
      properties: { storageSettings: [{ type: 'LocallyRedundant' }] },
    }),
  },
  violated: {
    'a vault with a copy, elsewhere': {
      ...vault('georedundant', 'eastus'),
      says: [`it: ${path} must be ${expected}, found georedundant`],
    },
    'a vault that says nothing, elsewhere': {
      ...row('recoveryservices:Vault', { location: 'eastus' }),
      says: [`it: ${path} must be ${expected}, found nothing, which Azure takes as a copy`],
    },
    'a backup vault with a copy, elsewhere': {
      ...row('dataprotection:BackupVault', {
        location: 'eastus',
        properties: { storageSettings: [{ type: 'LocallyRedundant' }, { type: 'GeoRedundant' }] },
      }),
      says: [`it: properties.storageSettings[1].type must be ${expected}, found GeoRedundant`],
    },
    'a database with a copy, elsewhere': {
      ...row('sql:Database', { location: 'koreacentral', requestedBackupStorageRedundancy: 'GeoZone' }),
      says: [`it: requestedBackupStorageRedundancy must be ${expected}, found GeoZone`],
    },
    'a server with a copy, elsewhere': {
      ...row('dbformysql:Server', { location: 'eastus', backup: { geoRedundantBackup: 'Enabled' } }),
      says: [`it: backup.geoRedundantBackup must be ${expected}, found Enabled`],
    },
  },
  undetermined: {
    'a vault elsewhere of which the copy is not known yet': {
      ...vault(unknown, 'eastus'),
      says: [`it: ${path} is not known before deployment, must be ${expected}`],
    },
    'a vault with a copy of which it is not known where it stands': {
      ...vault('GeoRedundant', unknown),
      says: [`it: ${path} is not known before deployment, must be ${expected}`],
    },
    'a vault with a copy that stands where its group does': {
      ...vault('GeoRedundant', undefined),
      says: [`it: ${path} is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a storage account, whose copies are for another policy': {
      ...row('storage:StorageAccount', {}),
      because:
        'the policy is for azure-native:recoveryservices:Vault, azure-native:dataprotection:BackupVault, azure-native:sql:Database, azure-native:sql:ManagedInstance, azure-native:dbforpostgresql:Server, azure-native:dbformysql:Server',
    },
  },
});
