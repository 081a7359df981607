import { keyVaultTrustsOwnDirectory } from '../../../policy-packs/iso27017/policies/key-vault-trusts-own-directory';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const own = '00000000-0000-4000-8000-00000000000a';
const foreign = '00000000-0000-4000-8000-0000000000ff';
const vault = (tenantId: unknown, provider?: Record<string, unknown>) => ({
  resource: {
    type: 'azure-native:keyvault:Vault',
    properties: { properties: { tenantId } },
    ...(provider && { provider }),
  },
});

describePolicy('key-vault-trusts-own-directory', keyVaultTrustsOwnDirectory, {
  compliant: {
    'a vault of the directory of its provider': vault(own, { tenantId: own }),
    'the same in capitals': vault(own.toUpperCase(), { tenantId: own }),
    'a vault of the configured directory': { ...vault(own), config: { directoryId: own } },
  },
  violated: {
    'a vault of another directory': {
      ...vault(foreign, { tenantId: own }),
      says: [`it: properties.tenantId must be ${own}, found ${foreign}`],
    },
    'a vault of another directory than the configured one': {
      ...vault(own, { tenantId: own }),
      config: { directoryId: foreign },
      says: [`it: properties.tenantId must be ${foreign}, found ${own}`],
    },
    'a vault of none': {
      ...vault(undefined, { tenantId: own }),
      says: [`it: properties.tenantId must be ${own}, found nothing`],
    },
  },
  undetermined: {
    'a directory that is not known yet': {
      ...vault(unknown, { tenantId: own }),
      says: [`it: properties.tenantId is not known before deployment, must be ${own}`],
    },
    'a stack of which nobody tells the directory': {
      ...vault(own),
      says: [
        'it: properties.tenantId is not known before deployment, must be the directory of the stack, which neither provider nor configuration tells',
      ],
    },
  },
  notApplicable: {
    'a key': {
      resource: { type: 'azure-native:keyvault:Key', properties: {} },
      because: 'the policy is for azure-native:keyvault:Vault',
    },
  },
});
