import { customerRoleDeniesBackup } from '../../../policy-packs/iso27017/policies/customer-role-denies-backup';
import { describePolicy } from './support/describe-policy';
import { baseline, unknown } from './support/pack-run';

const role = (id: string) => `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const logs = role(baseline.access.grantable.find((entry) => entry.role === 'logAnalyticsReader')?.id ?? '');
/** Backup Operator: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles (2026-11-24). */
const backup = role('00c29273-979b-4161-815c-10b084fb9324');
const customer = '00000000-0000-4000-8000-000000000201';
const operators = '00000000-0000-4000-8000-000000000101';
const assignment = (principalId: unknown, roleDefinitionId: unknown, principalType: unknown = 'Group') => ({
  resource: {
    type: 'azure-native:authorization:RoleAssignment',
    properties: { principalId, roleDefinitionId, principalType, scope: '/subscriptions/s' },
  },
});
const expected = 'a role without backup actions (Log Analytics Reader)';

describePolicy('customer-role-denies-backup', customerRoleDeniesBackup, {
  compliant: {
    'a customer who reads logs': assignment(customer, logs),
    'somebody unknown who reads logs': assignment('00000000-0000-4000-8000-000000000777', logs),
  },
  violated: {
    'a customer who runs backups': {
      ...assignment(customer, backup),
      says: [`it: roleDefinitionId must be ${expected}, found ${backup}`],
    },
    'a person whom the register does not list': {
      ...assignment('00000000-0000-4000-8000-000000000777', backup, undefined),
      says: [`it: roleDefinitionId must be ${expected}, found ${backup}`],
    },
    'a customer by the register in the configuration': {
      ...assignment(operators, backup),
      config: { groups: [{ id: 'kita', objectId: operators, tenant: 'kita' }], grants: [] },
      says: [`it: roleDefinitionId must be ${expected}, found ${backup}`],
    },
  },
  undetermined: {
    'a role that is not known yet': {
      ...assignment(customer, unknown),
      says: [`it: roleDefinitionId is not known before deployment, must be ${expected}`],
    },
    'a group that is not known yet': {
      ...assignment(unknown, backup),
      says: [`it: roleDefinitionId is not known before deployment, must be ${expected}`],
    },
  },
  notApplicable: {
    "a group of the provider's own": {
      ...assignment(operators, backup),
      because: "the assignment is to a group of the provider's own",
    },
    'an identity': {
      ...assignment(unknown, backup, 'ServicePrincipal'),
      because: 'the assignment is to an identity of a program',
    },
  },
});
