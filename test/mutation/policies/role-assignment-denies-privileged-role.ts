import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { assignmentType, roleId } from '../support/assignments';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, made, other } from '../support/rows';

const definition = 'azure-native:authorization:RoleDefinition';
const denied = baseline.access.deniedRoles.map(({ id }) => id);
const actions = [
  '*',
  '*/*',
  '*/write',
  'Microsoft.Authorization/*',
  'Microsoft.Authorization/roleAssignments/*',
  'Microsoft.Authorization/roleAssignments/write',
  'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
  'Microsoft.Authorization/*/write',
  'Microsoft.Authorization/role*/write',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.Authorization/elevateAccess/action',
  'Microsoft.Authorization/roleAssignmentScheduleRequests/write',
  'Microsoft.Authorization/roleEligibilityScheduleRequests/write',
  ' * ',
];

export const mutants: PolicyMutants = {
  specimens: () => [
    made(definition, 'role-of-ones-own', {
      roleName: 'Reader of alerts',
      permissions: [{ actions: ['Microsoft.Insights/alertRules/read'], notActions: [] }],
    }),
  ],
  broken: [
    change({
      of: assignmentType,
      path: 'roleDefinitionId',
      to: [
        ...denied.flatMap((id) => [roleId(id), id, roleId(id).toUpperCase(), `${roleId(id)}/`]),
        'Owner',
        'roleDefinitions/Contributor',
        '',
        absent,
        null,
      ],
    }),
    change({ of: definition, path: 'permissions[].actions[]', to: actions }),
    change({
      of: definition,
      path: 'permissions[].actions',
      to: actions.map((action) => ['Microsoft.Insights/alertRules/read', action]),
    }),
    change({
      of: definition,
      path: 'permissions',
      to: actions.map((action) => [{ actions: [] }, { actions: [action] }]),
    }),
  ],
  harmless: [
    other({
      of: assignmentType,
      path: 'roleDefinitionId',
      to: baseline.access.grantable.flatMap(({ id }) => [roleId(id), id.toUpperCase(), `/${id}`]),
    }),
    other({
      of: definition,
      path: 'permissions[].actions[]',
      to: [
        '*/read',
        'Microsoft.Authorization/*/read',
        'Microsoft.Compute/*',
        'Microsoft.Authorization/locks/write',
      ],
    }),
    other({ of: definition, path: 'permissions', to: [[], [{ notActions: ['*'] }]] }),
  ],
};
