import { roleAssignmentTargetsGroup } from '../../../policy-packs/iso27017/policies/role-assignment-targets-group';
import { describePolicy } from './support/describe-policy';
import { unknown } from './support/pack-run';

const assignment = (principalType: unknown) => ({
  resource: {
    type: 'azure-native:authorization:RoleAssignment',
    properties: { principalId: 'x', principalType },
  },
});

describePolicy('role-assignment-targets-group', roleAssignmentTargetsGroup, {
  compliant: {
    'a group': assignment('Group'),
    'a managed identity': assignment('ServicePrincipal'),
    'another spelling': assignment('group'),
  },
  violated: {
    'a person': {
      ...assignment('User'),
      says: ['it: principalType must be Group or ServicePrincipal, found User'],
    },
    'a principal of unsaid kind': {
      ...assignment(undefined),
      says: ['it: principalType must be Group or ServicePrincipal, found nothing, which Azure takes as User'],
    },
  },
  undetermined: {
    'a kind that is not known yet': {
      ...assignment(unknown),
      says: ['it: principalType is not known before deployment, must be Group or ServicePrincipal'],
    },
  },
  notApplicable: {
    'a role definition': {
      resource: { type: 'azure-native:authorization:RoleDefinition', properties: {} },
      because: 'the policy is for azure-native:authorization:RoleAssignment',
    },
  },
});
