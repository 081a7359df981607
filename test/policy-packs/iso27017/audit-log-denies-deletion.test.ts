import { auditLogDeniesDeletion } from '../../../policy-packs/iso27017/policies/audit-log-denies-deletion';
import { describePolicy } from './support/describe-policy';
import { baseline, type Shown, unknown } from './support/pack-run';

const group = '/subscriptions/1/resourceGroups/rg';
const storeId = `${group}/providers/Microsoft.Storage/storageAccounts/staudit`;
const role = (id: string) => `/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const writer = role(baseline.access.roles.storageBlobDataContributor);
const reader = role(baseline.access.grantable.find((entry) => entry.role === 'reader')?.id ?? '');
const store = (tags: unknown = { 'yosai-scope': 'cloud-service', 'yosai-owner': 'operator' }): Shown => ({
  type: 'azure-native:storage:StorageAccount',
  name: 'store',
  properties: { resourceGroupName: 'rg', accountName: 'staudit', tags },
});
const assignment = (roleDefinitionId: unknown, scope: unknown): Shown => ({
  type: 'azure-native:authorization:RoleAssignment',
  properties: { principalId: 'x', principalType: 'Group', roleDefinitionId, scope },
});
const row = (roleDefinitionId: unknown, scope: unknown) => ({
  stack: [store(), assignment(roleDefinitionId, scope)],
});
/** The stack with somebody who writes into what is made from the given resources. */
const rowFrom = (...scope: string[]) => ({
  stack: [
    store(),
    { ...store({ 'yosai-tenant': 'aoba' }), name: 'other' },
    ...['rg', 'rg-2'].map((name) => ({
      type: 'azure-native:resources:ResourceGroup',
      name,
      properties: { resourceGroupName: name },
    })),
    {
      type: 'azure-native:storage:BlobContainer',
      name: 'container',
      properties: { resourceGroupName: 'rg', accountName: unknown },
      madeFrom: { accountName: ['store'] },
    },
    { type: 'azure-native:keyvault:Vault', name: 'vault', properties: { resourceGroupName: 'rg' } },
    { type: 'random:index/randomId:RandomId', name: 'random', properties: {} },
    { ...assignment(writer, unknown), madeFrom: { scope } },
  ],
});
const expected =
  'a role that cannot delete the audit log (Reader, Log Analytics Reader, Virtual Machine User Login or Virtual Machine Administrator Login)';
const refused = [`it: roleDefinitionId must be ${expected}, found ${writer}`];
const open = [`it: roleDefinitionId is not known before deployment, must be ${expected}`];

describePolicy('audit-log-denies-deletion', auditLogDeniesDeletion, {
  compliant: {
    'nobody who may do anything': { stack: [store()] },
    'a reader of the group around it': row(reader, group),
    'somebody who writes into another store': row(writer, `${storeId}2`),
    'somebody who writes into another group': row(writer, `${group}-2`),
    'somebody who writes into a store of that name in another group': row(
      writer,
      storeId.replace('/rg/', '/rg-2/'),
    ),
    'somebody who writes into what another store made': rowFrom('other', 'rg'),
    'somebody who writes into another group, known by what made it': rowFrom('rg-2'),
    'somebody with a role on a vault in the group': rowFrom('rg', 'vault'),
    'a reader of nobody knows what': row(reader, unknown),
  },
  violated: {
    'somebody who writes into the store': { ...row(writer, storeId), says: refused },
    'in other capitals': { ...row(writer, storeId.toUpperCase()), says: refused },
    'somebody who writes into its container': {
      ...row(writer, `${storeId}/blobServices/default/containers/audit-log`),
      says: refused,
    },
    'somebody who writes into everything of the group': { ...row(writer, group), says: refused },
    'somebody who writes into everything of the subscription': {
      ...row(writer, '/subscriptions/1'),
      says: refused,
    },
    'somebody who writes into what its container made': { ...rowFrom('container'), says: refused },
    'somebody who writes into what the store made': {
      stack: [store(), { ...assignment(writer, unknown), madeFrom: { scope: ['store'] } }],
      says: refused,
    },
  },
  undetermined: {
    'a writer of what the group around it made': { ...rowFrom('rg'), says: open },
    'a writer of what a group made, and nothing tells the group of the store': {
      stack: [
        {
          type: 'azure-native:storage:StorageAccount',
          name: 'store',
          properties: { ...store().properties, resourceGroupName: unknown },
        },
        {
          type: 'azure-native:resources:ResourceGroup',
          name: 'rg-2',
          properties: { resourceGroupName: 'rg-2' },
        },
        { ...assignment(writer, unknown), madeFrom: { scope: ['rg-2'] } },
      ],
      says: open,
    },
    'a writer of what nothing in Azure made': { ...rowFrom('random'), says: open },
    'a writer of nobody knows what': { ...row(writer, unknown), says: open },
    'a role on the store that is not known yet': { ...row(unknown, storeId), says: open },
    'a writer of a store of which it is not known what it is for': {
      stack: [store(unknown), assignment(writer, storeId)],
      says: open,
    },
  },
  notApplicable: {
    'a stack without the store': {
      stack: [assignment(writer, storeId)],
      because: 'the stack has no store of the audit log',
    },
  },
});
