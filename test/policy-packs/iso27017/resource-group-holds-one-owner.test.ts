import { resourceGroupHoldsOneOwner } from '../../../policy-packs/iso27017/policies/resource-group-holds-one-owner';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const tags = (owner: unknown) => ({ 'yosai-owner': owner });
const group = (owner: unknown): Shown => ({
  type: 'azure-native:resources:ResourceGroup',
  name: 'group',
  properties: { resourceGroupName: 'rg', tags: owner === undefined ? {} : tags(owner) },
});
const disk = (owner: unknown, resourceGroupName: unknown = 'rg', name = 'disk'): Shown => ({
  type: 'azure-native:compute:Disk',
  name,
  properties: { resourceGroupName, diskName: name, tags: owner === undefined ? {} : tags(owner) },
});
const expected = 'that of the resource group group';

describePolicy('resource-group-holds-one-owner', resourceGroupHoldsOneOwner, {
  compliant: {
    'assets of the owner of the group': { stack: [disk('customer', 'RG'), group('customer')] },
    'assets that say nothing': { stack: [group('customer'), disk(undefined), disk('customer', 'rg', 'd2')] },
    'a group that says nothing, which is for another policy': { stack: [group(undefined), disk('customer')] },
    'assets of two owners in two groups': {
      stack: [group('customer'), disk('customer'), disk('operator', 'rg-2', 'd2')],
    },
  },
  violated: {
    "the operator's disk in the customer's group": {
      stack: [group('customer'), disk('operator')],
      says: [`disk: tags.yosai-owner must be customer, ${expected}, found operator`],
    },
    'a disk in a group that is known by what made its name': {
      stack: [
        group('operator'),
        { ...disk('customer', unknown), madeFrom: { resourceGroupName: ['group'] } },
      ],
      says: [`disk: tags.yosai-owner must be operator, ${expected}, found customer`],
    },
    'two owners in a group of another stack': {
      stack: [disk('operator', 'rg-2', 'one'), disk('customer', 'RG-2', 'two')],
      says: [
        'two: tags.yosai-owner must be operator, that of one, which stands in the same resource group, found customer',
      ],
    },
  },
  undetermined: {
    'a disk whose owner is not known yet': {
      stack: [group('customer'), disk(unknown)],
      says: [`disk: tags.yosai-owner is not known before deployment, must be ${expected}`],
    },
    'a group whose owner is not known yet': {
      stack: [group(unknown), disk('customer')],
      says: [`disk: tags.yosai-owner is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a stack in which nothing says whose it is': {
      stack: [group('customer'), disk(undefined)],
      because: 'nothing in the stack says whose it is',
    },
  },
});
