import { keyVaultRequiresRbac } from '../../../policy-packs/iso27017/policies/key-vault-requires-rbac';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const vault = (properties: unknown) => ({
  resource: { type: 'azure-native:keyvault:Vault', properties: { properties } },
});

describePolicy('key-vault-requires-rbac', keyVaultRequiresRbac, {
  compliant: {
    'rights by role': vault({ enableRbacAuthorization: true }),
    'an empty list of access policies': vault({ enableRbacAuthorization: true, accessPolicies: [] }),
  },
  violated: {
    'access policies by default': {
      ...vault({}),
      says: [
        'it: properties.enableRbacAuthorization must be true, found nothing, which Azure takes as false',
      ],
    },
    'access policies beside roles': {
      ...vault({ enableRbacAuthorization: true, accessPolicies: [{ objectId: 'x' }] }),
      says: ['it: properties.accessPolicies must be empty, found a list of 1'],
    },
  },
  undetermined: {
    'properties that are not known yet': {
      ...vault(unknown),
      says: ['it: properties.enableRbacAuthorization is not known before deployment, must be true'],
    },
    'access policies that are not known yet': {
      ...vault({ enableRbacAuthorization: true, accessPolicies: unknown }),
      says: ['it: properties.accessPolicies is not known before deployment, must be empty'],
    },
  },
  notApplicable: {
    'a storage account': {
      resource: { type: 'azure-native:storage:StorageAccount', properties: {} },
      because: 'the policy is for azure-native:keyvault:Vault',
    },
  },
});
