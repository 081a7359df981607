import { keyVaultDeniesPublicNetwork } from '../../../policy-packs/iso27017/policies/key-vault-denies-public-network';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const vault = (properties: unknown) => ({
  resource: { type: 'azure-native:keyvault:Vault', properties: { properties } },
});

describePolicy('key-vault-denies-public-network', keyVaultDeniesPublicNetwork, {
  compliant: {
    'a vault that is closed': vault({ publicNetworkAccess: 'Disabled' }),
    'the same in another spelling': vault({ publicNetworkAccess: 'disabled' }),
    'firewall rules that Azure disregards then': vault({
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Allow' },
    }),
  },
  violated: {
    'a vault that is open': {
      ...vault({ publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Deny' } }),
      says: ['it: properties.publicNetworkAccess must be Disabled, found Enabled'],
    },
    'a vault that says nothing': {
      ...vault({}),
      says: [
        'it: properties.publicNetworkAccess must be Disabled, found nothing, which Azure takes as Enabled',
      ],
    },
  },
  undetermined: {
    'an access that is not known yet': {
      ...vault({ publicNetworkAccess: unknown }),
      says: ['it: properties.publicNetworkAccess is not known before deployment, must be Disabled'],
    },
  },
  notApplicable: {
    'a key': {
      resource: { type: 'azure-native:keyvault:Key', properties: {} },
      because: 'the policy is for azure-native:keyvault:Vault',
    },
  },
});
