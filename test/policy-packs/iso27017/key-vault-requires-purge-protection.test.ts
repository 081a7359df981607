import { keyVaultRequiresPurgeProtection } from '../../../policy-packs/iso27017/policies/key-vault-requires-purge-protection';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const vault = (properties: unknown) => ({
  resource: { type: 'azure-native:keyvault:Vault', properties: { properties } },
});

describePolicy('key-vault-requires-purge-protection', keyVaultRequiresPurgeProtection, {
  compliant: {
    'purge protection, with soft delete by default': vault({ enablePurgeProtection: true }),
    'both said': vault({ enablePurgeProtection: true, enableSoftDelete: true }),
  },
  violated: {
    'a vault that can be purged': {
      ...vault({ enablePurgeProtection: false }),
      says: ['it: properties.enablePurgeProtection must be true, found false'],
    },
    'a vault that says nothing': {
      ...vault({}),
      says: ['it: properties.enablePurgeProtection must be true, found nothing, which Azure takes as false'],
    },
    'no soft delete, without which protection has no effect': {
      ...vault({ enablePurgeProtection: true, enableSoftDelete: false }),
      says: ['it: properties.enableSoftDelete must be true, found false'],
    },
  },
  undetermined: {
    'a protection that is not known yet': {
      ...vault({ enablePurgeProtection: unknown }),
      says: ['it: properties.enablePurgeProtection is not known before deployment, must be true'],
    },
  },
  notApplicable: {
    'a secret': {
      resource: { type: 'azure-native:keyvault:Secret', properties: {} },
      because: 'the policy is for azure-native:keyvault:Vault',
    },
  },
});
