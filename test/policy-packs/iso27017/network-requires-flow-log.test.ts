import { networkRequiresFlowLog } from '../../../policy-packs/iso27017/policies/network-requires-flow-log';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const id = (...path: string[]) => ['/subscriptions/1/resourceGroups/rg/providers', ...path].join('/');
const networkId = id('Microsoft.Network', 'virtualNetworks', 'vnet');
const accountId = id('Microsoft.Storage', 'storageAccounts', 'st');
const workspaceId = id('Microsoft.OperationalInsights', 'workspaces', 'log');
const ofAoba = { 'yosai-scope': 'cloud-service', 'yosai-tenant': 'aoba' };
const ofHub = { 'yosai-scope': 'cloud-service' };
const forFlows = { ...ofAoba, 'yosai-purpose': 'flow-logs' };

const network = (tags: unknown = ofAoba): Shown => ({
  type: 'azure-native:network:VirtualNetwork',
  name: 'vnet',
  properties: { resourceGroupName: 'rg', virtualNetworkName: 'vnet', tags },
});
const account = (tags: unknown = forFlows): Shown => ({
  type: 'azure-native:storage:StorageAccount',
  name: 'store',
  properties: { resourceGroupName: 'rg', accountName: 'st', tags },
});
const workspace = (tags: unknown): Shown => ({
  type: 'azure-native:operationalinsights:Workspace',
  name: 'workspace',
  properties: { resourceGroupName: 'rg', workspaceName: 'log', tags },
});
const log = (more: object = {}): Shown => ({
  type: 'azure-native:network:FlowLog',
  name: 'log',
  properties: {
    targetResourceId: networkId,
    storageId: accountId,
    enabled: true,
    retentionPolicy: { enabled: true, days: 90 },
    tags: forFlows,
    ...more,
  },
});
const analytics = (more: object) => ({
  flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: { enabled: true, ...more } },
});
const inAnalytics = 'flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId';
const outside = '/subscriptions/2/resourceGroups/rg2/providers/Microsoft.Storage/storageAccounts/theirs';
const elsewhere = (text: string) => text.replace('/subscriptions/1/', '/subscriptions/2/');
const storeOfAoba = 'a store of flow logs of tenant aoba';

describePolicy('network-requires-flow-log', networkRequiresFlowLog, {
  compliant: {
    'a flow log in the store of the network’s tenant': { stack: [network(), account(), log()] },
    'ids in whatever case': {
      stack: [
        network(),
        account(),
        log({ targetResourceId: networkId.toUpperCase(), storageId: accountId.toLowerCase() }),
      ],
    },
    'a flow log by what the ids were made from': {
      stack: [
        network(),
        account(),
        {
          ...log({ targetResourceId: unknown, storageId: unknown }),
          madeFrom: { targetResourceId: ['vnet'], storageId: ['store'] },
        },
      ],
    },
    'the hub’s, whose owner has no tenant': {
      stack: [network(ofHub), account({ ...ofHub, 'yosai-purpose': 'flow-logs' }), log({ tags: ofHub })],
    },
    'a store outside the stack that the configuration names': {
      stack: [network(), log({ storageId: outside })],
      config: { logDestinations: [outside.toUpperCase()] },
    },
    'one that is kept longer': { resource: log({ retentionPolicy: { enabled: 'true', days: '365' } }) },
    'analytics that are off': {
      stack: [network(), account(), log(analytics({ enabled: false, workspaceResourceId: outside }))],
    },
    'analytics in the tenant’s workspace': {
      stack: [network(), account(), workspace(ofAoba), log(analytics({ workspaceResourceId: workspaceId }))],
    },
  },
  violated: {
    'a network without any': {
      stack: [network()],
      says: ['vnet: the resource must be with a flow log, found none'],
    },
    'one that is for another network': {
      stack: [network(), account(), log({ targetResourceId: `${networkId}-2` })],
      says: ['vnet: the resource must be with a flow log, found none'],
    },
    'one that is off, never deletes, and leaves traffic out': {
      resource: log({
        enabled: false,
        retentionPolicy: undefined,
        enabledFilteringCriteria: 'srcIP=10.64.1.4',
      }),
      says: [
        'log: enabled must be true, found false',
        'log: retentionPolicy.enabled must be true, found nothing, which Azure takes as false',
        'log: retentionPolicy.days must be at least 90 days, found nothing, which Azure takes as 0',
        'log: enabledFilteringCriteria must be absent, found a text of 15 characters',
      ],
    },
    'one that is kept too short': {
      resource: log({ retentionPolicy: { enabled: true, days: 30 } }),
      says: ['log: retentionPolicy.days must be at least 90 days, found 30'],
    },
    'the store of another tenant': {
      stack: [network(), account({ ...forFlows, 'yosai-tenant': 'kita' }), log()],
      says: [`log: storageId must be ${storeOfAoba}, found store of tenant kita`],
    },
    'the store of the corporate network for the hub’s': {
      stack: [network(ofHub), account({ 'yosai-scope': 'corporate', 'yosai-purpose': 'flow-logs' }), log()],
      says: [
        'log: storageId must be a store of flow logs of the operator in cloud-service, found store of the operator in corporate',
      ],
    },
    'a store of something else': {
      stack: [network(), account(ofAoba), log()],
      says: [`log: storageId must be ${storeOfAoba}, found store, which is for something else`],
    },
    'a store outside the stack': {
      stack: [network(), log({ storageId: outside })],
      says: [`log: storageId must be ${storeOfAoba}, found ${outside}, which is not in this stack`],
    },
    'a store of the same name in another subscription': {
      stack: [network(), account(), log({ storageId: elsewhere(accountId) })],
      says: [
        `log: storageId must be ${storeOfAoba}, found ${elsewhere(accountId)}, which is not in this stack`,
      ],
    },
    'a flow log for a network of the same name in another subscription': {
      stack: [
        { ...network(), provider: { subscriptionId: '1' } },
        account(),
        log({ targetResourceId: elsewhere(networkId), storageId: elsewhere(accountId) }),
      ],
      says: ['vnet: the resource must be with a flow log, found none'],
    },
    'no store': {
      stack: [network(), log({ storageId: undefined })],
      says: [`log: storageId must be ${storeOfAoba}, found nothing`],
    },
    'analytics in the workspace of another tenant': {
      stack: [
        network(),
        account(),
        workspace({ ...ofAoba, 'yosai-tenant': 'kita' }),
        log(analytics({ workspaceResourceId: workspaceId })),
      ],
      says: [`log: ${inAnalytics} must be a workspace of tenant aoba, found workspace of tenant kita`],
    },
    'analytics in a workspace that no id names': {
      stack: [network(), account(), log(analytics({ workspaceId: '0000' }))],
      says: [`log: ${inAnalytics} must be a workspace of tenant aoba, found nothing`],
    },
  },
  undetermined: {
    'a flow log of which nothing tells what it is for': {
      stack: [network(), account(), log({ targetResourceId: unknown })],
      says: ['vnet: the resource is not known before deployment, must be with a flow log'],
    },
    'each setting by itself': {
      resource: log({
        enabled: unknown,
        retentionPolicy: { enabled: true, days: unknown },
        enabledFilteringCriteria: unknown,
      }),
      says: [
        'log: enabled is not known before deployment, must be true',
        'log: retentionPolicy.days is not known before deployment, must be at least 90 days',
        'log: enabledFilteringCriteria is not known before deployment, must be absent',
      ],
    },
    'a store of which nothing tells what it is': {
      stack: [network(), account(), log({ storageId: unknown })],
      says: [`log: storageId is not known before deployment, must be ${storeOfAoba}`],
    },
    'a store whose tags are not known yet': {
      stack: [network(), account(unknown), log()],
      says: [`log: storageId is not known before deployment, must be ${storeOfAoba}`],
    },
    'a network whose tags are not known yet': {
      stack: [network(unknown), account(), log()],
      says: [
        'log: storageId is not known before deployment, must be a store of flow logs of an owner that is not known yet',
      ],
    },
    'analytics that are not known yet': {
      stack: [network(), account(), log({ flowAnalyticsConfiguration: unknown })],
      says: [`log: ${inAnalytics} is not known before deployment, must be a workspace of tenant aoba`],
    },
  },
  notApplicable: {
    'a network by itself': {
      resource: network(),
      because: 'which flow log is for it shows the stack',
    },
  },
});
