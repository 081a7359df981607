import type { PlannedResource } from '../../../lib/resources/from-plan';
import { baseline } from '../../policy-packs/iso27017/support/pack-run';
import { assignmentType as of, roleId, subscription } from '../support/assignments';
import { absent, unknown } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, configured, copied, leftOpen, made, other } from '../support/rows';
import { azureId, idsOfOtherTenants } from '../support/values';

const otherWays = [
  'azure-native:authorization:PimRoleEligibilitySchedule',
  'azure-native:authorization:RoleManagementPolicy',
  'azure-native:authorization:RoleManagementPolicyAssignment',
  'azure-native:managedservices:RegistrationDefinition',
  'azure-native:managedservices:RegistrationAssignment',
  'azure-native:managedidentity:FederatedIdentityCredential',
];
const isGroup = ({ inputs }: PlannedResource) => inputs['principalType'] === 'Group';
const isIdentity = (one: PlannedResource) => !isGroup(one);
const nobody = '99999999-0000-4000-8000-000000000009';
const { grantable, roles, deniedRoles } = baseline.access;
const forPeople = grantable.map(({ id }) => id);
const forIdentities = Object.values(roles);
const wide = [
  subscription,
  `${subscription}/`,
  '/',
  '/providers/Microsoft.Management/managementGroups/root',
  '',
  absent,
];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, where: isGroup, path: 'principalId', to: [nobody, 'operators', '', absent, null] }),
    change({ of, where: isGroup, path: 'principalType', to: ['User', 'ForeignGroup', 'Device', '', absent] }),
    change({
      of,
      where: isGroup,
      path: 'roleDefinitionId',
      to: [...forIdentities, ...deniedRoles.map(({ id }) => id), nobody].map(roleId).concat('Reader', ''),
    }),
    change({
      of,
      where: isGroup,
      path: 'scope',
      to: [
        ...wide,
        `${subscription}/resourceGroups/rg-elsewhere`,
        azureId('rg-dev-hub', 'Microsoft.Network', 'virtualNetworks', 'vnet-dev-hub'),
        '/subscriptions/99999999-0000-4000-8000-000000000001/resourceGroups/rg-dev-hub',
      ],
    }),
    // A grant before its first or after its last day.
    ...['2026-10-31', '2030-01-01', '2026-13-01'].map((asOf) =>
      configured(
        { asOf },
        asOf.includes('-13-')
          ? leftOpen(change({ of, where: isGroup, path: 'principalType', to: ['group'] }))
          : change({ of, where: isGroup, path: 'principalType', to: ['group'] }),
      ),
    ),
    change({
      of,
      where: isIdentity,
      path: 'principalId',
      to: [nobody, '00000000-0000-4000-8000-000000000101', '', absent],
    }),
    change({
      of,
      where: isIdentity,
      path: 'roleDefinitionId',
      to: [...forPeople, ...deniedRoles.map(({ id }) => id), nobody].map(roleId).concat('', 'x'),
    }),
    change({
      of,
      where: isIdentity,
      path: 'scope',
      to: [...wide, `${subscription}/resourceGroups/rg-dev-hub`],
    }),
    change({ of, where: isIdentity, path: 'principalType', to: ['Group', 'ForeignGroup', absent] }),
    addition(() =>
      otherWays.flatMap((type) => [
        made(type, 'by-hand', {}),
        made(type, 'with-scope', { scope: subscription }),
      ]),
    ),
    addition((world) =>
      world
        .ofType(of)
        .filter(isGroup)
        .map((one) => copied(one, 'to-somebody', { principalId: nobody, principalType: 'User' })),
    ),
    leftOpen(
      addition(() => [
        made(of, 'open-group', {
          principalType: 'Group',
          principalId: unknown,
          roleDefinitionId: unknown,
          scope: unknown,
        }),
        made(of, 'open-identity', {
          principalType: 'ServicePrincipal',
          principalId: unknown,
          roleDefinitionId: unknown,
          scope: unknown,
        }),
      ]),
    ),
  ],
  harmless: [
    other({
      of,
      path: 'principalType',
      to: (before) => [String(before).toLowerCase(), String(before).toUpperCase()],
    }),
    other({
      of,
      where: isGroup,
      path: 'principalId',
      to: (before) => [String(before).toUpperCase(), ` ${before} `],
    }),
    other({
      of,
      path: 'roleDefinitionId',
      to: (before) => [String(before).toUpperCase(), String(before).split('/').at(-1)],
    }),
    other({ of, path: 'scope', to: (before) => [String(before).toLowerCase(), `${before}/`] }),
    other({ of, path: 'roleAssignmentName', to: ['11111111-2222-4333-8444-555555555555'] }),
    configured(
      { asOf: '2027-10-31' },
      other({ of, where: isGroup, path: 'description', to: ['on the last day'] }),
    ),
    // Tenants' operators have the same role at each of them.
    other({
      of,
      where: (one) => isGroup(one) && String(one.inputs['scope']).includes('-operator'),
      path: 'scope',
      to: idsOfOtherTenants,
    }),
  ],
  unbroken: [
    {
      paths: ['tags.*', 'identity', 'identity.type'],
      because: 'tags and identities of what is referred to tell what it is; the references are tried',
    },
  ],
};
