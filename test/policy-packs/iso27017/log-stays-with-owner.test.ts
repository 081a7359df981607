import { logStaysWithOwner } from '../../../policy-packs/iso27017/policies/log-stays-with-owner';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const inGroup = (subscription: string, ...path: string[]) =>
  [`/subscriptions/${subscription}/resourceGroups/rg/providers`, ...path].join('/');
const id = (...path: string[]) => inGroup('1', ...path);
const vaultId = id('Microsoft.KeyVault', 'vaults', 'kv');
const workspaceId = id('Microsoft.OperationalInsights', 'workspaces', 'log');
const storageAccountId = id('Microsoft.Storage', 'storageAccounts', 'st');
const elsewhere = (text: string) => text.replace('/subscriptions/1/', '/subscriptions/2/');
const outside = inGroup('2', 'Microsoft.OperationalInsights', 'workspaces', 'theirs');
const hub = inGroup('1', 'Microsoft.EventHub', 'namespaces', 'n', 'authorizationRules', 'r');
const ofAoba = { 'yosai-scope': 'cloud-service', 'yosai-tenant': 'aoba' };
const ofKita = { 'yosai-scope': 'cloud-service', 'yosai-tenant': 'kita' };
const ofHub = { 'yosai-scope': 'cloud-service' };
const ofOffice = { 'yosai-scope': 'corporate' };

const vault = (tags: unknown = ofAoba): Shown => ({
  type: 'azure-native:keyvault:Vault',
  name: 'vault',
  properties: { resourceGroupName: 'rg', vaultName: 'kv', tags },
});
const workspace = (tags: unknown = ofAoba): Shown => ({
  type: 'azure-native:operationalinsights:Workspace',
  name: 'workspace',
  properties: { resourceGroupName: 'rg', workspaceName: 'log', tags },
});
const account = (tags: unknown = ofAoba): Shown => ({
  type: 'azure-native:storage:StorageAccount',
  name: 'store',
  properties: { resourceGroupName: 'rg', accountName: 'st', tags },
});
const setting = (more: object = { workspaceId }): Shown => ({
  type: 'azure-native:monitor:DiagnosticSetting',
  name: 'setting',
  properties: { resourceUri: vaultId, ...more },
});
const collection = (destinations: unknown, tags: unknown = ofAoba): Shown => ({
  type: 'azure-native:monitor:DataCollectionRule',
  name: 'collection',
  properties: { destinations, tags },
});
const toWorkspace = (workspaceResourceId: unknown) => ({
  logAnalytics: [{ name: 'w', workspaceResourceId }],
});
const inRule = 'destinations.logAnalytics[0].workspaceResourceId';

describePolicy('log-stays-with-owner', logStaysWithOwner, {
  compliant: {
    'a workspace and a store of the tenant': {
      stack: [vault(), workspace(), account(), setting({ workspaceId, storageAccountId })],
    },
    'ids in whatever case': {
      stack: [
        vault(),
        workspace(),
        setting({ resourceUri: vaultId.toUpperCase(), workspaceId: workspaceId.toLowerCase() }),
      ],
    },
    'a workspace by what the ids were made from': {
      stack: [
        vault(),
        workspace(),
        {
          ...setting({ resourceUri: unknown, workspaceId: unknown }),
          madeFrom: { resourceUri: ['vault'], workspaceId: ['workspace'] },
        },
      ],
    },
    'the hub’s resource and workspace': { stack: [vault(ofHub), workspace(ofHub), setting()] },
    'the subscription’s log in the hub’s workspace': {
      stack: [workspace(ofHub), setting({ resourceUri: '/subscriptions/1', workspaceId })],
    },
    'a workspace outside the stack that the configuration names': {
      stack: [vault(), setting({ workspaceId: outside })],
      config: { logDestinations: [outside.toUpperCase()] },
    },
    'destinations that are said to be none': {
      resource: setting({ eventHubName: '', marketplacePartnerId: null }),
    },
    'a rule that sends to the tenant’s workspace, and metrics to Azure': {
      stack: [workspace(), collection({ ...toWorkspace(workspaceId), azureMonitorMetrics: { name: 'm' } })],
    },
    'a rule with empty lists besides': {
      resource: collection({ ...toWorkspace(workspaceId), eventHubs: [] }),
    },
  },
  violated: {
    'a rule whose only destination is no list': {
      stack: [workspace(ofKita), collection({ logAnalytics: { workspaceResourceId: workspaceId } })],
      says: [
        'collection: destinations.logAnalytics.workspaceResourceId must be a workspace of tenant aoba, found workspace of tenant kita',
      ],
    },
    'the workspace of another tenant': {
      stack: [vault(), workspace(ofKita), setting()],
      says: ['setting: workspaceId must be a workspace of tenant aoba, found workspace of tenant kita'],
    },
    'the operator’s workspace for a tenant’s logs': {
      stack: [vault(), workspace(ofHub), setting()],
      says: [
        'setting: workspaceId must be a workspace of tenant aoba, found workspace of the operator in cloud-service',
      ],
    },
    'a tenant’s workspace for the hub’s logs': {
      stack: [vault(ofHub), workspace(), setting()],
      says: [
        'setting: workspaceId must be a workspace of the operator in cloud-service, found workspace of tenant aoba',
      ],
    },
    'the office’s store for the hub’s logs': {
      stack: [vault(ofHub), account(ofOffice), setting({ storageAccountId })],
      says: [
        'setting: storageAccountId must be a store of the operator in cloud-service, found store of the operator in corporate',
      ],
    },
    'a tenant’s workspace for the subscription’s log': {
      stack: [workspace(), setting({ resourceUri: '/subscriptions/1', workspaceId })],
      says: [
        'setting: workspaceId must be a workspace of the operator in cloud-service, found workspace of tenant aoba',
      ],
    },
    'the office’s workspace for the subscription’s log': {
      stack: [workspace(ofOffice), setting({ resourceUri: '/subscriptions/1', workspaceId })],
      says: [
        'setting: workspaceId must be a workspace of the operator in cloud-service, found workspace of the operator in corporate',
      ],
    },
    'a workspace outside the stack': {
      stack: [vault(), setting({ workspaceId: outside })],
      says: [
        `setting: workspaceId must be a workspace of tenant aoba, found ${outside}, which is not in this stack`,
      ],
    },
    'a workspace of the same name in another subscription': {
      stack: [vault(), workspace(), setting({ workspaceId: elsewhere(workspaceId) })],
      says: [
        `setting: workspaceId must be a workspace of tenant aoba, found ${elsewhere(workspaceId)}, which is not in this stack`,
      ],
    },
    'one of a rule, whose provider says in which it is': {
      stack: [
        { ...workspace(), provider: { subscriptionId: '1' } },
        collection(toWorkspace(elsewhere(workspaceId))),
      ],
      says: [
        `collection: ${inRule} must be a workspace of tenant aoba, found ${elsewhere(workspaceId)}, which is not in this stack`,
      ],
    },
    'an event hub and a partner': {
      resource: setting({
        workspaceId,
        eventHubAuthorizationRuleId: hub,
        eventHubName: 'logs',
        serviceBusRuleId: hub,
        marketplacePartnerId: hub,
      }),
      says: [
        `setting: eventHubAuthorizationRuleId must be absent, found ${hub}`,
        'setting: eventHubName must be absent, found logs',
        `setting: serviceBusRuleId must be absent, found ${hub}`,
        `setting: marketplacePartnerId must be absent, found ${hub}`,
      ],
    },
    'a rule that sends to another tenant’s workspace': {
      stack: [workspace(ofKita), collection(toWorkspace(workspaceId))],
      says: [`collection: ${inRule} must be a workspace of tenant aoba, found workspace of tenant kita`],
    },
    'a rule that sends to an event hub': {
      resource: collection({ eventHubsDirect: [{ name: 'e', eventHubResourceId: hub }] }),
      says: ['collection: destinations.eventHubsDirect must be absent, found a list of 1'],
    },
  },
  undetermined: {
    'a destination of which nothing tells what it is': {
      stack: [vault(), setting({ workspaceId: unknown, storageAccountId: unknown })],
      says: [
        'setting: workspaceId is not known before deployment, must be a workspace of tenant aoba',
        'setting: storageAccountId is not known before deployment, must be a store of tenant aoba',
      ],
    },
    'a resource that is not in the stack': {
      stack: [workspace(), setting()],
      says: [
        'setting: workspaceId is not known before deployment, must be a workspace of an owner that is not known yet',
      ],
    },
    'a resource of which nothing tells what it is': {
      stack: [workspace(), setting({ resourceUri: unknown, workspaceId })],
      says: [
        'setting: workspaceId is not known before deployment, must be a workspace of an owner that is not known yet',
      ],
    },
    'a resource whose tags are not known yet': {
      stack: [vault(unknown), workspace(), setting()],
      says: [
        'setting: workspaceId is not known before deployment, must be a workspace of an owner that is not known yet',
      ],
    },
    'an event hub that is not known yet': {
      resource: setting({ workspaceId, eventHubAuthorizationRuleId: unknown }),
      says: ['setting: eventHubAuthorizationRuleId is not known before deployment, must be absent'],
    },
    'one workspace of a rule': {
      stack: [workspace(), collection(toWorkspace(unknown))],
      says: [`collection: ${inRule} is not known before deployment, must be a workspace of tenant aoba`],
    },
    'the destinations of a rule': {
      resource: collection(unknown),
      says: ['collection: destinations is not known before deployment, must be workspaces'],
    },
  },
  notApplicable: {
    'a stack of other things': {
      stack: [vault()],
      because:
        'the stack has none of azure-native:monitor:DiagnosticSetting, azure-native:monitor:DataCollectionRule',
    },
  },
});
