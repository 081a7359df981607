import { backupVaultRequiresSoftDelete } from '../../../policy-packs/iso27017/policies/backup-vault-requires-soft-delete';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const type = 'azure-native:recoveryservices:Vault';
const vault = (softDeleteState: unknown, softDeleteRetentionPeriodInDays: unknown = 14) => ({
  resource: {
    type,
    properties: {
      properties: {
        securitySettings: { softDeleteSettings: { softDeleteState, softDeleteRetentionPeriodInDays } },
      },
    },
  },
});
const place = 'properties.securitySettings.softDeleteSettings';

describePolicy('backup-vault-requires-soft-delete', backupVaultRequiresSoftDelete, {
  compliant: {
    'a soft delete that nobody can turn off': vault('AlwaysON'),
    'one that lasts for longer': vault('AlwaysON', 15),
    'one without days, of which Azure takes 14': vault('AlwaysON', undefined),
  },
  violated: {
    'a vault without soft delete': {
      ...vault('Disabled'),
      says: [`it: ${place}.softDeleteState must be AlwaysON, found Disabled`],
    },
    'a soft delete that can be turned off': {
      ...vault('Enabled'),
      says: [`it: ${place}.softDeleteState must be AlwaysON, found Enabled`],
    },
    'a vault that says nothing': {
      resource: { type, properties: {} },
      says: [`it: ${place}.softDeleteState must be AlwaysON, found nothing, which Azure takes as Enabled`],
    },
    'a soft delete of some days': {
      ...vault('AlwaysON', 7),
      says: [`it: ${place}.softDeleteRetentionPeriodInDays must be at least 14 days, found 7`],
    },
  },
  undetermined: {
    'a state that is not known yet': {
      ...vault(unknown),
      says: [`it: ${place}.softDeleteState is not known before deployment, must be AlwaysON`],
    },
  },
  notApplicable: {
    'a key vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because: `the policy is for ${type}`,
    },
  },
});
