import { dataStoreRequiresDeleteLock } from '../../../policy-packs/iso27017/policies/data-store-requires-delete-lock';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const group = '/subscriptions/1/resourceGroups/rg';
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
const resourceGroup: Shown = {
  type: 'azure-native:resources:ResourceGroup',
  name: 'group',
  properties: { resourceGroupName: 'rg' },
};
const vault: Shown = {
  type: 'azure-native:keyvault:Vault',
  name: 'vault',
  properties: { resourceGroupName: 'rg', vaultName: 'kv' },
};
const lock = (scope: unknown, level: unknown = 'CanNotDelete', madeFrom: string[] = []): Shown => ({
  type: 'azure-native:authorization:ManagementLockByScope',
  name: 'lock',
  properties: { scope, level },
  madeFrom: { scope: madeFrom },
});
const expected = 'locked against deletion';
const none = [`vault: the resource must be ${expected}, found no lock`];
const open = [`vault: the resource is not known before deployment, must be ${expected}`];

describePolicy('data-store-requires-delete-lock', dataStoreRequiresDeleteLock, {
  compliant: {
    'a vault with a lock': { stack: [vault, lock(vaultId)] },
    'a vault that nobody may change either': { stack: [vault, lock(vaultId, 'readonly')] },
    'a vault in a group with a lock': { stack: [vault, lock(group)] },
    'a vault in a subscription with a lock': { stack: [vault, lock('/subscriptions/1')] },
    'a lock whose scope was made from the vault': {
      stack: [resourceGroup, vault, lock(unknown, 'CanNotDelete', ['group', 'vault'])],
    },
  },
  violated: {
    'a vault without a lock': { stack: [vault], says: none },
    'a lock on another vault': { stack: [vault, lock(`${vaultId}-other`)], says: none },
    'a lock on a key in the vault': { stack: [vault, lock(`${vaultId}/keys/disk`)], says: none },
    'a lock on something else of the same name': {
      stack: [vault, lock(`${group}/providers/Microsoft.RecoveryServices/vaults/kv`)],
      says: none,
    },
    'a lock on another group': { stack: [vault, lock(`${group}-other`)], says: none },
    'a lock that stops nobody': { stack: [vault, lock(vaultId, 'NotSpecified')], says: none },
    'a lock of which no level is said': { stack: [vault, lock(vaultId, null)], says: none },
  },
  undetermined: {
    'a lock of which nothing tells the scope': { stack: [vault, lock(unknown)], says: open },
    'a lock of which only the group is known': {
      stack: [resourceGroup, vault, lock(unknown, 'CanNotDelete', ['group'])],
      says: open,
    },
    'a lock that may be on something in the vault': {
      stack: [
        vault,
        { type: 'azure-native:keyvault:Key', name: 'key', properties: {} },
        lock(unknown, 'CanNotDelete', ['vault', 'key']),
      ],
      says: open,
    },
    'one lock that was made from two vaults': {
      stack: [vault, { ...vault, name: 'second' }, lock(unknown, 'CanNotDelete', ['vault', 'second'])],
      says: [...open, ...open.map((line) => line.replace('vault', 'second'))],
    },
    'a level that is not known yet': { stack: [vault, lock(vaultId, unknown)], says: open },
  },
  notApplicable: {
    'a stack that keeps nothing': {
      stack: [resourceGroup],
      because: 'the stack holds nothing that the baseline has locked',
    },
  },
});
