import { roleAssignmentFollowsRegister } from '../../../policy-packs/iso27017/policies/role-assignment-follows-register';
import { describePolicy } from './support/describe-policy';
import { baseline, type Shown, unknown } from './support/pack-run';

const { grantable, roles, deniedRoles } = baseline.access;
const subscription = '/subscriptions/s';
const role = (id = '') => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const grantableRole = (word: string) => role(grantable.find((entry) => entry.role === word)?.id);
const groupId = (name: string) => `${subscription}/resourceGroups/${name}`;
const operators = '00000000-0000-4000-8000-000000000101';

const group = (name: string, tags: unknown): Shown => ({
  type: 'azure-native:resources:ResourceGroup',
  name,
  properties: { resourceGroupName: name, tags },
});
const tags = (scope: string, owner: string, tenant?: string) => ({
  'yosai-scope': scope,
  'yosai-owner': owner,
  ...(tenant && { 'yosai-tenant': tenant }),
});
const workspace = (name: string, tenant?: string): Shown => ({
  type: 'azure-native:operationalinsights:Workspace',
  name,
  properties: {
    resourceGroupName: 'rg',
    workspaceName: name,
    tags: tags('cloud-service', 'operator', tenant),
  },
});
const workspaceId = (name: string) =>
  `${groupId('rg')}/providers/Microsoft.OperationalInsights/workspaces/${name}`;
const stack = [
  group('rg-hub', tags('cloud-service', 'operator')),
  group('rg-corporate', tags('corporate', 'operator')),
  group('rg-aoba-customer', tags('cloud-service', 'customer', 'aoba')),
  group('rg-aoba', tags('cloud-service', 'operator', 'aoba')),
  group('rg-kita-customer', tags('cloud-service', 'customer', 'kita')),
  group('rg-nobody', { 'yosai-scope': 'cloud-service', 'yosai-tenant': 'aoba' }),
  group('rg-open', { 'yosai-scope': 'cloud-service', 'yosai-owner': unknown }),
  workspace('log-hub'),
  workspace('log-aoba', 'aoba'),
];

const reader = {
  principalId: operators,
  principalType: 'Group',
  roleDefinitionId: grantableRole('reader'),
  scope: groupId('rg-hub'),
};
const assignment = (properties: Readonly<Record<string, unknown>>): Shown => ({
  type: 'azure-native:authorization:RoleAssignment',
  properties,
});
const row = (change: object, more: object = {}) => ({
  stack: [...stack, { ...assignment({ ...reader, ...change }), ...more }],
});

const key = `${groupId('rg')}/providers/Microsoft.KeyVault/vaults/v/keys/k`;
const identity: Shown = {
  type: 'azure-native:managedidentity:UserAssignedIdentity',
  name: 'identity',
  properties: { resourceGroupName: 'rg', resourceName: 'id' },
};
const withIdentity = (name: string, type: unknown): Shown => ({
  type: 'azure-native:compute:DiskEncryptionSet',
  name,
  properties: { resourceGroupName: 'rg', diskEncryptionSetName: name, identity: type && { type } },
});
const toIdentity = (change: object, madeFrom: readonly string[] = ['identity']) => ({
  stack: [
    identity,
    group('rg-hub', tags('cloud-service', 'operator')),
    withIdentity('disk-encryption', 'SystemAssigned, UserAssigned'),
    withIdentity('machine', undefined),
    withIdentity('open', unknown),
    {
      ...assignment({
        principalId: unknown,
        principalType: 'ServicePrincipal',
        roleDefinitionId: role(roles.keyVaultCryptoServiceEncryptionUser),
        scope: key,
        ...change,
      }),
      madeFrom: { principalId: madeFrom },
    },
  ],
});

const places =
  'it: scope must be a resource group or workspace of this stack that is a place of the access register, found';
const named =
  'Reader, Log Analytics Reader, Virtual Machine User Login or Virtual Machine Administrator Login';
const ended = { validFrom: '2026-01-01', validUntil: '2026-12-31' };

describePolicy('role-assignment-follows-register', roleAssignmentFollowsRegister, {
  compliant: {
    'a grant on the hub': row({}),
    'a grant in the subscription of the provider': {
      stack: [
        { ...group('rg-hub', tags('cloud-service', 'operator')), provider: { subscriptionId: 'S' } },
        assignment(reader),
      ],
    },
    'a grant in other capitals': row({
      principalId: operators.toUpperCase(),
      principalType: 'group',
      roleDefinitionId: grantableRole('reader').toUpperCase(),
      scope: groupId('RG-HUB').toUpperCase(),
    }),
    'a grant on the corporate network': row({ scope: groupId('rg-corporate') }),
    "a grant on one customer's assets": row({ scope: groupId('rg-aoba-customer') }),
    "a grant on every tenant's machines": row({
      roleDefinitionId: grantableRole('virtualMachineUserLogin'),
      scope: groupId('rg-aoba'),
    }),
    'the audit log, to operators': row({
      roleDefinitionId: grantableRole('logAnalyticsReader'),
      scope: workspaceId('log-hub'),
    }),
    "a tenant's logs, to the customer": row({
      principalId: '00000000-0000-4000-8000-000000000201',
      roleDefinitionId: grantableRole('logAnalyticsReader'),
      scope: workspaceId('log-aoba'),
    }),
    'an identity of the stack with its key': toIdentity({}),
    'an identity of a resource of the stack': toIdentity({}, ['disk-encryption']),
    'an identity whose id is known': toIdentity({ principalId: '00000000-0000-4000-8000-000000000999' }),
    'a grant of the register in the configuration': {
      ...row({ principalId: '00000000-0000-4000-8000-000000000301' }),
      config: {
        asOf: '2026-12-31',
        groups: [{ id: 'others', objectId: '00000000-0000-4000-8000-000000000301' }],
        grants: [{ group: 'others', role: 'reader', place: 'platformHub', ...ended }],
      },
    },
  },
  violated: {
    'a person': {
      ...row({ principalId: '00000000-0000-4000-8000-000000000777', principalType: 'User' }),
      says: [
        'it: principalType must be Group, found User',
        'it: principalId must be that of a group of the access register, found 00000000-0000-4000-8000-000000000777',
      ],
    },
    'a principal of unsaid kind': {
      ...row({ principalType: undefined }),
      says: ['it: principalType must be Group, found nothing, which Azure takes as User'],
    },
    'a group that the register does not know': {
      ...row({ principalId: '00000000-0000-4000-8000-000000000777' }),
      says: [
        'it: principalId must be that of a group of the access register, found 00000000-0000-4000-8000-000000000777',
      ],
    },
    'a role that cannot be granted': {
      ...row({ roleDefinitionId: role(deniedRoles[1]?.id) }),
      says: [`it: roleDefinitionId must be ${named}, found ${role(deniedRoles[1]?.id)}`],
    },
    'a resource group of that name in another subscription': {
      stack: [
        { ...group('rg-hub', tags('cloud-service', 'operator')), provider: { subscriptionId: 't' } },
        assignment(reader),
      ],
      says: [`${places} ${reader.scope}`],
    },
    'a workspace of that name in another subscription': {
      stack: [
        { ...workspace('log-hub'), provider: { subscriptionId: 't' } },
        assignment({
          ...reader,
          roleDefinitionId: grantableRole('logAnalyticsReader'),
          scope: workspaceId('log-hub'),
        }),
      ],
      says: [`${places} ${workspaceId('log-hub')}`],
    },
    'a workspace of another kind': {
      ...row({
        roleDefinitionId: grantableRole('logAnalyticsReader'),
        scope: workspaceId('log-hub').replace('OperationalInsights', 'MachineLearningServices'),
      }),
      says: [`${places} ${workspaceId('log-hub').replace('OperationalInsights', 'MachineLearningServices')}`],
    },
    'the whole subscription': {
      ...row({ scope: subscription }),
      says: [`${places} ${subscription}`],
    },
    'a management group': {
      ...row({ scope: '/providers/Microsoft.Management/managementGroups/root' }),
      says: [`${places} /providers/Microsoft.Management/managementGroups/root`],
    },
    'a resource group of another stack': {
      ...row({ scope: groupId('rg-elsewhere') }),
      says: [`${places} ${groupId('rg-elsewhere')}`],
    },
    'a resource group of a tenant that says nothing of its owner': {
      ...row({ scope: groupId('rg-nobody') }),
      says: [`${places} ${groupId('rg-nobody')}`],
    },
    'a single vault': {
      ...row({ scope: `${groupId('rg')}/providers/Microsoft.KeyVault/vaults/v` }),
      says: [`${places} ${groupId('rg')}/providers/Microsoft.KeyVault/vaults/v`],
    },
    'what the register grants for another tenant': {
      ...row({ scope: groupId('rg-kita-customer') }),
      says: [
        'it: the resource must be in the access register, found Reader of group operators at customerAssets of kita',
      ],
    },
    'what the register grants in another place': {
      ...row({ scope: groupId('rg-aoba') }),
      says: [
        'it: the resource must be in the access register, found Reader of group operators at operatorAssets of aoba',
      ],
    },
    'a grant that is over': {
      ...row({ principalId: '00000000-0000-4000-8000-000000000301' }),
      config: {
        asOf: '2027-01-01',
        groups: [{ id: 'others', objectId: '00000000-0000-4000-8000-000000000301' }],
        grants: [{ group: 'others', role: 'reader', place: 'platformHub', ...ended }],
      },
      says: [
        'it: the resource must be within the days of the access register (from 2026-01-01 to 2026-12-31), found Reader of group others at platformHub on 2027-01-01',
      ],
    },
    'a grant that has not begun': {
      ...row({}),
      config: { asOf: '2026-10-31' },
      says: [
        'it: the resource must be within the days of the access register (from 2026-11-01 to 2999-12-31), found Reader of group operators at platformHub on 2026-10-31',
      ],
    },
    'an eligibility': {
      stack: [{ type: 'azure-native:authorization:PimRoleEligibilitySchedule', properties: {} }],
      says: ['it: the resource must be an assignment of the access register, found an eligibility'],
    },
    'rights of another directory': {
      stack: [
        { type: 'azure-native:managedservices:RegistrationDefinition', properties: {} },
        { type: 'azure-native:managedservices:RegistrationAssignment', name: 'given', properties: {} },
      ],
      says: [
        'it: the resource must be an assignment of the access register, found an offer to another directory',
        'given: the resource must be an assignment of the access register, found rights of another directory',
      ],
    },
    'trust in another issuer': {
      stack: [{ type: 'azure-native:managedidentity:FederatedIdentityCredential', properties: {} }],
      says: ['it: the resource must be an assignment of the access register, found trust in another issuer'],
    },
    'rules for eligibilities': {
      stack: [
        { type: 'azure-native:authorization:RoleManagementPolicy', properties: {} },
        { type: 'azure-native:authorization:RoleManagementPolicyAssignment', name: 'put', properties: {} },
      ],
      says: [
        'it: the resource must be an assignment of the access register, found rules for eligibilities',
        'put: the resource must be an assignment of the access register, found rules for eligibilities',
      ],
    },
    'an identity from nowhere': {
      ...toIdentity({ principalId: '00000000-0000-4000-8000-000000000999' }, []),
      says: [
        'it: principalId must be that of an identity which this stack makes, found 00000000-0000-4000-8000-000000000999',
      ],
    },
    'an identity that a resource group is said to have': {
      ...toIdentity({ principalId: '00000000-0000-4000-8000-000000000999' }, ['rg-hub']),
      says: [
        'it: principalId must be that of an identity which this stack makes, found 00000000-0000-4000-8000-000000000999',
      ],
    },
    'the same, not known yet': {
      ...toIdentity({}, ['rg-hub']),
      says: [
        'it: principalId must be that of an identity which this stack makes, found one made from rg-hub',
      ],
    },
    'an identity mixed with something else': {
      ...toIdentity({}, ['identity', 'rg-hub']),
      says: [
        'it: principalId must be that of an identity which this stack makes, found one made from identity, rg-hub',
      ],
    },
    'a machine without an identity of its own': {
      ...toIdentity({}, ['machine']),
      says: [
        'it: principalId must be that of an identity which this stack makes, found one made from machine',
      ],
    },
    'an identity with a role of people': {
      ...toIdentity({ roleDefinitionId: grantableRole('reader') }),
      says: [
        `it: roleDefinitionId must be a role that the baseline admits for identities, found ${grantableRole('reader')}`,
      ],
    },
    'an identity with a whole resource group': {
      ...toIdentity({ scope: groupId('rg') }),
      says: [`it: scope must be a single resource, found ${groupId('rg')}`],
    },
  },
  undetermined: {
    'a kind that is not known yet': {
      ...row({ principalType: unknown }),
      says: ['it: principalType is not known before deployment, must be Group'],
    },
    'a group that is not known yet': {
      ...row({ principalId: unknown }),
      says: [
        'it: principalId is not known before deployment, must be that of a group of the access register',
      ],
    },
    'a role and a scope that are not known yet': {
      ...row({ roleDefinitionId: unknown, scope: unknown }),
      says: [
        `it: roleDefinitionId is not known before deployment, must be ${named}`,
        'it: scope is not known before deployment, must be a resource group or workspace of this stack that is a place of the access register',
      ],
    },
    'a resource group of which it is not known whose it is': {
      ...row({ scope: groupId('rg-open') }),
      says: [
        'it: scope is not known before deployment, must be a resource group or workspace of this stack that is a place of the access register',
      ],
    },
    'an identity of which it is not known whether it is one': {
      ...toIdentity({}, ['open']),
      says: [
        'it: principalId is not known before deployment, must be that of an identity which this stack makes',
      ],
    },
    'an identity of which nothing tells where it comes from': {
      ...toIdentity({}, []),
      says: [
        'it: principalId is not known before deployment, must be that of an identity which this stack makes',
      ],
    },
    'a day of judgement that is none': {
      ...row({}),
      config: { asOf: '2026-02-30' },
      says: [
        'it: the resource is not known before deployment, must be judged on a day of the calendar, as `asOf` in the configuration has to be',
      ],
    },
  },
  notApplicable: {
    'a stack that assigns nothing': {
      stack,
      because:
        'the stack has none of azure-native:authorization:RoleAssignment, azure-native:authorization:PimRoleEligibilitySchedule, azure-native:authorization:RoleManagementPolicy, azure-native:authorization:RoleManagementPolicyAssignment, azure-native:managedservices:RegistrationDefinition, azure-native:managedservices:RegistrationAssignment, azure-native:managedidentity:FederatedIdentityCredential',
    },
  },
});
