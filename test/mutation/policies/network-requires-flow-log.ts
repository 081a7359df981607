import type { PlannedResource } from '../../../lib/resources/from-plan';
import { networkType } from '../support/networks';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other, removal } from '../support/rows';
import { azureId, inOtherSubscription, notTrue, otherIds, spellings } from '../support/values';
import type { World } from '../support/world';

const of = 'azure-native:network:FlowLog';
const accountType = 'azure-native:storage:StorageAccount';
const analytics = 'flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration';
const outsideStore = azureId('rg-other', 'Microsoft.Storage', 'storageAccounts', 'stother');
const outsideWorkspace = azureId('rg-other', 'Microsoft.OperationalInsights', 'workspaces', 'log-other');

const isNamed = (log: PlannedResource, key: string, name: unknown) =>
  `${log.inputs[key]}`.toLowerCase().endsWith(`/${name}`.toLowerCase());
/** The network that a flow log is for. */
const networkOf = (log: PlannedResource, world: World) =>
  world
    .ofType(networkType)
    .filter(({ inputs }) => isNamed(log, 'targetResourceId', inputs['virtualNetworkName']))
    .map(({ urn }) => urn);
/** The flow logs that write to a store, or that are for a network. */
const logsTo = ({ inputs }: PlannedResource, world: World) =>
  world
    .ofType(of)
    .filter((log) => isNamed(log, 'storageId', inputs['accountName']))
    .map(({ urn }) => urn);
const logsFor = ({ inputs }: PlannedResource, world: World) =>
  world
    .ofType(of)
    .filter((log) => isNamed(log, 'targetResourceId', inputs['virtualNetworkName']))
    .map(({ urn }) => urn);
const takesFlows = (account: PlannedResource, world: World) => logsTo(account, world).length > 0;
const others = (before: unknown) => ['aoba', 'kita', 'unknown'].filter((tenant) => tenant !== before);
const otherScopes = (before: unknown) => [before === 'corporate' ? 'cloud-service' : 'corporate', 'other'];

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'enabled', to: [...notTrue, absent] }),
    change({ of, path: 'retentionPolicy.enabled', to: [...notTrue, absent] }),
    change({ of, path: 'retentionPolicy.days', to: [30, 0, 1, 89, '89', -1, 'many', '', absent] }),
    change({ of, path: 'retentionPolicy', to: [absent, {}, { enabled: true }, { days: 90 }] }),
    change({ of, path: 'enabledFilteringCriteria', to: ['srcIP=10.64.1.4', 'Action=Deny', 1, ['a']] }),
    change({
      of,
      path: 'targetResourceId',
      at: networkOf,
      to: (before, place) => [
        ...otherIds(before, place),
        inOtherSubscription(before),
        `${before}-other`,
        '',
        absent,
      ],
    }),
    change({
      of,
      path: 'storageId',
      to: (before, place) => [
        ...otherIds(before, place),
        inOtherSubscription(before),
        outsideStore,
        `${before}x`,
        'stother',
        '',
        absent,
      ],
    }),
    change({
      of,
      path: `${analytics}.workspaceResourceId`,
      to: [outsideWorkspace, 'log-other', ''],
    }),
    change({
      of,
      path: analytics,
      to: [{ enabled: true }, { workspaceId: 'b3d1', workspaceRegion: 'japaneast' }],
    }),
    change({
      of,
      path: 'flowAnalyticsConfiguration',
      to: [
        {
          networkWatcherFlowAnalyticsConfiguration: { enabled: true, workspaceResourceId: outsideWorkspace },
        },
      ],
    }),
    removal({ of, at: networkOf }),
    addition((world) =>
      world
        .ofType(networkType)
        .map((network) =>
          copied(network, 'unwatched', { virtualNetworkName: `${network.inputs['virtualNetworkName']}-2` }),
        ),
    ),
    // Whose the store is, and what it is for.
    change({ of: accountType, where: takesFlows, at: logsTo, path: 'tags.yosai-tenant', to: others }),
    change({ of: accountType, where: takesFlows, at: logsTo, path: 'tags.yosai-scope', to: otherScopes }),
    change({
      of: accountType,
      where: takesFlows,
      at: logsTo,
      path: 'tags.yosai-purpose',
      to: ['audit-log', '', absent],
    }),
    change({ of: networkType, at: logsFor, path: 'tags.yosai-tenant', to: others }),
    change({ of: networkType, at: logsFor, path: 'tags.yosai-scope', to: otherScopes }),
  ],
  harmless: [
    other({ of, path: 'enabled', to: ['true', 'True'] }),
    other({ of, path: 'retentionPolicy.enabled', to: ['true'] }),
    other({ of, path: 'retentionPolicy.days', to: ['90', 91, 365] }),
    other({ of, path: 'enabledFilteringCriteria', to: ['', ' ', null] }),
    other({ of, path: ['targetResourceId', 'storageId'], to: (before) => spellings(`${before}`) }),
    other({
      of,
      path: analytics,
      to: [{ enabled: false }, { enabled: 'false', workspaceResourceId: outsideWorkspace }],
    }),
    // One more, for a subnet.
    addition((world) =>
      world
        .ofType(of)
        .map((log) =>
          copied(log, 'of-subnet', { targetResourceId: `${log.inputs['targetResourceId']}/subnets/a` }),
        ),
    ),
  ],
  unbroken: [
    {
      of: ['azure-native:resources:ResourceGroup', 'azure-native:privatedns:VirtualNetworkLink'],
      paths: ['tags.yosai-tenant'],
      because:
        'a network and a store without a tag go by the group in which both stand, and change owners together',
    },
  ],
};
