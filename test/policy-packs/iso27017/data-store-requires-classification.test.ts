import { dataStoreRequiresClassification } from '../../../policy-packs/iso27017/policies/data-store-requires-classification';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const vault = (tags: unknown) => ({
  resource: { type: 'azure-native:keyvault:Vault', properties: { tags } },
});

describePolicy('data-store-requires-classification', dataStoreRequiresClassification, {
  compliant: {
    'a class of the baseline': vault({ 'yosai-classification': 'secret' }),
    'the key in another spelling, which Azure takes as the same': vault({
      'Yosai-Classification': 'general',
    }),
  },
  violated: {
    'no tags': {
      ...vault(undefined),
      says: ['it: tags.yosai-classification must be general, personal or secret, found nothing'],
    },
    'a class that the baseline does not have': {
      ...vault({ 'yosai-classification': 'public' }),
      says: ['it: tags.yosai-classification must be general, personal or secret, found public'],
    },
    'a database without class': {
      resource: { type: 'azure-native:dbforpostgresql:Server', properties: { tags: {} } },
      says: ['it: tags.yosai-classification must be general, personal or secret, found nothing'],
    },
  },
  undetermined: {
    'tags that are not known yet': {
      ...vault(unknown),
      says: [
        'it: tags.yosai-classification is not known before deployment, must be general, personal or secret',
      ],
    },
    'a class that is not known yet': {
      ...vault({ 'yosai-classification': unknown }),
      says: [
        'it: tags.yosai-classification is not known before deployment, must be general, personal or secret',
      ],
    },
  },
  notApplicable: {
    'a network': {
      resource: { type: 'azure-native:network:VirtualNetwork', properties: {} },
      because: `the policy is for ${dataStoreRequiresClassification.types?.join(', ')}`,
    },
  },
});
