import { resourceRequiresScopeTags } from '../../../policy-packs/iso27017/policies/resource-requires-scope-tags';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const tags = {
  'yosai-scope': 'cloud-service',
  'yosai-environment': 'dev',
  'yosai-owner': 'operator',
};
const network = (given: unknown, type = 'azure-native:network:VirtualNetwork') => ({
  resource: { type, properties: { tags: given } },
});

describePolicy('resource-requires-scope-tags', resourceRequiresScopeTags, {
  compliant: {
    'all tags of the baseline': network(tags),
    'a key in another spelling': network({
      'Yosai-Scope': 'corporate',
      'yosai-environment': 'dev',
      'yosai-owner': 'operator',
    }),
    'a tenant and its slot': network({ ...tags, 'yosai-tenant': 'aoba', 'yosai-slot': '0' }),
    'a type with its API version': network(tags, 'azure-native:network/v20240301:VirtualNetwork'),
  },
  violated: {
    'no tags': {
      ...network(undefined),
      says: ['it: tags must be with yosai-scope, yosai-environment, yosai-owner, found none of them'],
    },
    'one tag missing': {
      ...network({ ...tags, 'yosai-owner': undefined }),
      says: ['it: tags must be with yosai-owner, found tags without'],
    },
    'a value that the baseline does not admit': {
      ...network({ ...tags, 'yosai-owner': 'vendor' }),
      says: ['it: tags.yosai-owner must be customer or operator, found vendor'],
    },
    'a value in another spelling, which is another value': {
      ...network({ ...tags, 'yosai-scope': 'Cloud-Service' }),
      says: ['it: tags.yosai-scope must be cloud-service or corporate, found Cloud-Service'],
    },
    'an empty environment': {
      ...network({ ...tags, 'yosai-environment': ' ' }),
      says: ['it: tags.yosai-environment must be a name, found an empty text'],
    },
    'a tenant without its slot': {
      ...network({ ...tags, 'yosai-tenant': 'aoba' }),
      says: ["it: tags.yosai-slot must be the slot of the tenant's environment, found nothing"],
    },
    'a slot that the address plan has not': {
      ...network({ ...tags, 'yosai-tenant': 'aoba', 'yosai-slot': 'nine' }),
      says: ["it: tags.yosai-slot must be the slot of the tenant's environment, found nine"],
    },
    'a tenant without a name': {
      ...network({ ...tags, 'yosai-tenant': ' ', 'yosai-slot': '0' }),
      says: ['it: tags.yosai-tenant must be the id of the tenant in that slot, found an empty text'],
    },
    'a slot without its tenant': {
      ...network({ ...tags, 'yosai-slot': '0' }),
      says: ['it: tags.yosai-tenant must be the id of the tenant in that slot, found nothing'],
    },
  },
  undetermined: {
    'tags that are not known yet': {
      ...network(unknown),
      says: [
        'it: tags is not known before deployment, must be with yosai-scope, yosai-environment, yosai-owner',
      ],
    },
    'one value that is not known yet': {
      ...network({ ...tags, 'yosai-owner': unknown }),
      says: ['it: tags.yosai-owner is not known before deployment, must be customer or operator'],
    },
    'a slot that is not known yet': {
      ...network({ ...tags, 'yosai-tenant': 'aoba', 'yosai-slot': unknown }),
      says: [
        "it: tags.yosai-slot is not known before deployment, must be the slot of the tenant's environment",
      ],
    },
  },
  notApplicable: {
    'a subnet, which takes no tags': {
      ...network(undefined, 'azure-native:network:Subnet'),
      because: 'the resource takes no tags',
    },
    'a component': {
      ...network(undefined, 'yosai:azure:PlatformHub'),
      because: 'the resource takes no tags',
    },
  },
});
