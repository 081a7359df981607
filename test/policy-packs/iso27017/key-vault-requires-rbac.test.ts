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
    'no service that fetches for whoever deploys': vault({
      enableRbacAuthorization: true,
      enabledForDeployment: false,
      enabledForDiskEncryption: 'false',
      enabledForTemplateDeployment: false,
    }),
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
    'services that fetch for whoever deploys': {
      ...vault({
        enableRbacAuthorization: true,
        enabledForDeployment: true,
        enabledForDiskEncryption: 'true',
        enabledForTemplateDeployment: true,
      }),
      says: [
        'it: properties.enabledForDeployment must be false, found true',
        'it: properties.enabledForDiskEncryption must be false, found true',
        'it: properties.enabledForTemplateDeployment must be false, found true',
      ],
    },
    'one such service, and another of which it is not known yet': {
      ...vault({
        enableRbacAuthorization: true,
        enabledForDiskEncryption: true,
        enabledForTemplateDeployment: unknown,
      }),
      says: ['it: properties.enabledForDiskEncryption must be false, found true'],
      andOpen: ['it: properties.enabledForTemplateDeployment is not known before deployment, must be false'],
    },
    'a vault that says nothing of services in an API version whose defaults are not known': {
      resource: {
        type: 'azure-native:keyvault/v20250501:Vault',
        properties: {
          properties: {
            enableRbacAuthorization: true,
            enabledForDeployment: false,
            enabledForDiskEncryption: false,
          },
        },
      },
      says: ['it: properties.enabledForTemplateDeployment must be false, said explicitly, found nothing'],
    },
  },
  undetermined: {
    'properties that are not known yet': {
      ...vault(unknown),
      says: [
        'it: properties.enableRbacAuthorization is not known before deployment, must be true',
        'it: properties.enabledForDeployment is not known before deployment, must be false',
        'it: properties.enabledForDiskEncryption is not known before deployment, must be false',
        'it: properties.enabledForTemplateDeployment is not known before deployment, must be false',
      ],
    },
    'a service of which it is not known yet': {
      ...vault({ enableRbacAuthorization: true, enabledForDeployment: unknown }),
      says: ['it: properties.enabledForDeployment is not known before deployment, must be false'],
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
