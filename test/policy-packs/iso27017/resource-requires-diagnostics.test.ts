import { resourceRequiresDiagnostics } from '../../../policy-packs/iso27017/policies/resource-requires-diagnostics';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const id = (...path: string[]) => ['/subscriptions/1/resourceGroups/rg/providers', ...path].join('/');
const vaultId = id('Microsoft.KeyVault', 'vaults', 'kv');
const vault: Shown = {
  type: 'azure-native:keyvault:Vault',
  name: 'vault',
  properties: { resourceGroupName: 'rg', vaultName: 'kv' },
};
const blobs: Shown = {
  type: 'azure-native:storage:BlobServiceProperties',
  name: 'blobs',
  properties: { resourceGroupName: 'rg', accountName: 'st', blobServicesName: 'default' },
};
const on = (category: string, enabled = true) => ({ category, enabled });
const everything = {
  logs: [on('AuditEvent'), on('AzurePolicyEvaluationDetails')],
  metrics: [on('AllMetrics')],
};
const setting = (resourceUri: string, more: object = everything, name = 'setting'): Shown => ({
  type: 'azure-native:monitor:DiagnosticSetting',
  name,
  properties: {
    resourceUri,
    workspaceId: id('Microsoft.OperationalInsights', 'workspaces', 'log'),
    ...more,
  },
});
const all = 'AuditEvent, AzurePolicyEvaluationDetails, AllMetrics';

describePolicy('resource-requires-diagnostics', resourceRequiresDiagnostics, {
  compliant: {
    'every category, in whatever case': { stack: [vault, setting(vaultId.toUpperCase())] },
    'every category by the group of all': {
      stack: [
        vault,
        setting(vaultId, {
          logs: [{ categoryGroup: 'allLogs', enabled: true }],
          metrics: [on('AllMetrics')],
        }),
      ],
    },
    'two settings that share the work': {
      stack: [
        vault,
        setting(vaultId, { logs: everything.logs }),
        setting(vaultId, { metrics: everything.metrics }, 'other'),
      ],
    },
    'a blob service, known by its account': {
      stack: [
        blobs,
        setting(id('Microsoft.Storage', 'storageAccounts', 'st', 'blobServices', 'default'), {
          logs: [on('StorageRead'), on('StorageWrite'), on('StorageDelete')],
          metrics: [on('AllMetrics')],
        }),
      ],
    },
    'a resource by what the id was made from': {
      stack: [vault, { ...setting(unknown), madeFrom: { resourceUri: ['vault'] } }],
    },
  },
  violated: {
    'a resource without any': {
      stack: [vault],
      says: [`vault: the resource must be with diagnostics of ${all} in a workspace, found no setting`],
    },
    'one that is for another resource': {
      stack: [vault, setting(id('Microsoft.KeyVault', 'vaults', 'kv2'))],
      says: [`vault: the resource must be with diagnostics of ${all} in a workspace, found no setting`],
    },
    'one that goes to no workspace': {
      stack: [vault, setting(vaultId, { ...everything, workspaceId: undefined })],
      says: [
        `vault: the resource must be with diagnostics of ${all} in a workspace, found a setting without`,
      ],
    },
    'a category that is off, and metrics left out': {
      stack: [
        vault,
        setting(vaultId, { logs: [on('AuditEvent', false), on('AzurePolicyEvaluationDetails')] }),
      ],
      says: [
        'vault: the resource must be with diagnostics of AuditEvent, AllMetrics in a workspace, found a setting without',
      ],
    },
    'the blob service of another account': {
      stack: [
        blobs,
        setting(id('Microsoft.Storage', 'storageAccounts', 'other', 'blobServices', 'default'), {
          logs: [{ categoryGroup: 'allLogs', enabled: true }],
        }),
      ],
      says: [
        'blobs: the resource must be with diagnostics of StorageRead, StorageWrite, StorageDelete, AllMetrics in a workspace, found no setting',
      ],
    },
  },
  undetermined: {
    'a setting of which nothing tells what it is for': {
      stack: [vault, setting(unknown)],
      says: [
        `vault: the resource is not known before deployment, must be with diagnostics of ${all} in a workspace`,
      ],
    },
    'categories that are not known yet': {
      stack: [vault, setting(vaultId, { logs: unknown, metrics: everything.metrics })],
      says: [
        'vault: the resource is not known before deployment, must be with diagnostics of AuditEvent, AzurePolicyEvaluationDetails in a workspace',
      ],
    },
  },
  notApplicable: {
    'a stack of other things': {
      stack: [{ type: 'azure-native:network:RouteTable', properties: {} }],
      because: 'the stack holds nothing that the baseline lists',
    },
  },
});
