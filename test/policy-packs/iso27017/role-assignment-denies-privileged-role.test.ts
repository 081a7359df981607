import { roleAssignmentDeniesPrivilegedRole } from '../../../policy-packs/iso27017/policies/role-assignment-denies-privileged-role';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const { deniedRoles, roles } = baseline.access;
const idOf = (name: string) => deniedRoles.find((role) => role.name === name)?.id ?? '';
const full = (id: string) => `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const assignment = (roleDefinitionId: unknown) => ({
  resource: { type: 'azure-native:authorization:RoleAssignment', properties: { roleDefinitionId } },
});
const definition = (actions: unknown) => ({
  resource: {
    type: 'azure-native:authorization:RoleDefinition',
    properties: { permissions: [{ actions }] },
  },
});
const expected = 'without actions on everything or on rights';

describePolicy('role-assignment-denies-privileged-role', roleAssignmentDeniesPrivilegedRole, {
  compliant: {
    'a role for one task': assignment(full(roles.keyVaultSecretsUser)),
    'a role of its own that reads': definition(['Microsoft.Compute/virtualMachines/read', '*/read']),
  },
  violated: {
    'the only action of a role of its own, which is no list': {
      ...definition('*'),
      says: [`it: permissions[0].actions must be ${expected}, found *`],
    },
    Owner: {
      ...assignment(full(idOf('Owner'))),
      says: ['it: roleDefinitionId must be a role for the task, found Owner, which nobody may hold'],
    },
    'Contributor by its id alone, in capitals': {
      ...assignment(idOf('Contributor').toUpperCase()),
      says: ['it: roleDefinitionId must be a role for the task, found Contributor, which nobody may hold'],
    },
    'a role of its own that may do everything': {
      ...definition(['Microsoft.Compute/*/read', '*']),
      says: [`it: permissions[0].actions[1] must be ${expected}, found *`],
    },
    'Owner with a slash at the end': {
      ...assignment(`${full(idOf('Owner'))}/`),
      says: ['it: roleDefinitionId must be a role for the task, found Owner, which nobody may hold'],
    },
    'a role by its name instead of its id': {
      ...assignment('Owner'),
      says: ['it: roleDefinitionId must be the id of a role for the task, found Owner'],
    },
    'rights hidden behind wildcards': {
      ...definition([
        '*/*',
        'Microsoft.Authorization/role*/write',
        'Microsoft.Authorization/elevateAccess/Action',
      ]),
      says: [
        `it: permissions[0].actions[0] must be ${expected}, found */*`,
        `it: permissions[0].actions[1] must be ${expected}, found Microsoft.Authorization/role*/write`,
        `it: permissions[0].actions[2] must be ${expected}, found Microsoft.Authorization/elevateAccess/Action`,
      ],
    },
    'a role of its own that may grant rights': {
      ...definition(['Microsoft.Authorization/roleAssignments/write']),
      says: [
        `it: permissions[0].actions[0] must be ${expected}, found Microsoft.Authorization/roleAssignments/write`,
      ],
    },
    'no role': {
      ...assignment(undefined),
      says: ['it: roleDefinitionId must be the id of a role for the task, found nothing'],
    },
  },
  undetermined: {
    'a role that is not known yet': {
      ...assignment(unknown),
      says: ['it: roleDefinitionId is not known before deployment, must be the id of a role for the task'],
    },
    'an action that is not known yet': {
      ...definition(['Microsoft.Compute/*/read', unknown]),
      says: [`it: permissions[0].actions[1] is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    'a vault': {
      resource: { type: 'azure-native:keyvault:Vault', properties: {} },
      because:
        'the policy is for azure-native:authorization:RoleAssignment, azure-native:authorization:RoleDefinition',
    },
  },
});
