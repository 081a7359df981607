import type { PlannedResource } from '../../../lib/resources/from-plan';
import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, change, copied, other } from '../support/rows';
import {
  azureId,
  idsOfOtherTenants,
  inOtherSubscription,
  otherIds,
  spellings,
  tagsOf,
} from '../support/values';
import type { World } from '../support/world';

const of = 'azure-native:monitor:DiagnosticSetting';
const collection = 'azure-native:monitor:DataCollectionRule';
const workspaceType = 'azure-native:operationalinsights:Workspace';
const accountType = 'azure-native:storage:StorageAccount';
const inRule = 'destinations.logAnalytics[].workspaceResourceId';

const outsideWorkspace = azureId('rg-other', 'Microsoft.OperationalInsights', 'workspaces', 'log-other');
const outsideStore = azureId('rg-other', 'Microsoft.Storage', 'storageAccounts', 'stother');
const hub = azureId('rg-other', 'Microsoft.EventHub', 'namespaces', 'n', 'authorizationRules', 'send');
const partner = azureId('rg-other', 'Microsoft.Datadog', 'monitors', 'dd');

/** The settings and rules that send to a workspace or store. */
const senders =
  (key: 'workspaceName' | 'accountName') =>
  ({ inputs }: PlannedResource, world: World) =>
    world
      .ofType(of, collection)
      .filter((one) => JSON.stringify(one.inputs).includes(`/${inputs[key]}"`))
      .filter((one) => key === 'workspaceName' || one.inputs['storageAccountId'] !== undefined)
      .map(({ urn }) => urn);
const sendsToStore = ({ inputs }: PlannedResource) => inputs['storageAccountId'] !== undefined;
const takesLogs = (account: PlannedResource, world: World) => {
  const name = account.inputs['accountName'];
  return world.ofType(of).some(({ inputs }) => `${inputs['storageAccountId']}`.endsWith(`/${name}`));
};
/** Types that settings are for and that say by their own tags whose they are. */
const watchedTypes = [
  'azure-native:compute:VirtualMachine',
  'azure-native:keyvault:Vault',
  'azure-native:network:ApplicationGateway',
  'azure-native:network:AzureFirewall',
  'azure-native:network:BastionHost',
  'azure-native:network:NetworkSecurityGroup',
  'azure-native:network:PublicIPAddress',
  'azure-native:network:VirtualNetwork',
  'azure-native:recoveryservices:Vault',
];
/** The settings that are for a resource, known by its name at the end of their id. */
const settingsFor = ({ inputs }: PlannedResource, world: World) =>
  world
    .ofType(of)
    .filter((one) => Object.values(inputs).includes(`${one.inputs['resourceUri']}`.split('/').at(-1)))
    .map(({ urn }) => urn);
const isWatched = (one: PlannedResource, world: World) => settingsFor(one, world).length > 0;
const others = (before: unknown) => ['aoba', 'kita', 'unknown'].filter((tenant) => tenant !== before);
const otherScopes = (before: unknown) => [before === 'corporate' ? 'cloud-service' : 'corporate', 'other'];
const hasTenant = (resource: PlannedResource) => tagsOf(resource)['yosai-tenant'] !== undefined;

export const mutants: PolicyMutants = {
  broken: [
    change({ of, path: 'eventHubName', to: ['logs', ['logs']] }),
    change({
      of,
      path: 'workspaceId',
      to: (before, place) => [
        outsideWorkspace,
        inOtherSubscription(before),
        ...otherIds(before, place),
        'log',
        '',
      ],
    }),
    change({
      of,
      where: sendsToStore,
      path: 'storageAccountId',
      to: (before, place) => [
        outsideStore,
        inOtherSubscription(before),
        ...idsOfOtherTenants(before, place),
        'st',
        '',
      ],
    }),
    change({ of, where: (one) => !sendsToStore(one), path: 'storageAccountId', to: [outsideStore, 'st'] }),
    change({ of, path: ['eventHubAuthorizationRuleId', 'serviceBusRuleId'], to: [hub, 'rule', 1] }),
    change({ of, path: 'marketplacePartnerId', to: [partner, {}] }),
    change({
      of,
      path: 'resourceUri',
      to: (before, place) => [...idsOfOtherTenants(before, place).slice(0, 4)],
    }),
    change({
      of: collection,
      path: inRule,
      to: (before, place) => [
        outsideWorkspace,
        inOtherSubscription(before),
        ...otherIds(before, place),
        'log',
        '',
        absent,
      ],
    }),
    change({
      of: collection,
      path: 'destinations.logAnalytics[]',
      to: [{ name: 'workspace', workspaceResourceId: outsideWorkspace }, { name: 'workspace' }],
    }),
    change({
      of: collection,
      path: 'destinations.logAnalytics',
      to: (before) => [[...(before as object[]), { name: 'second', workspaceResourceId: outsideWorkspace }]],
    }),
    change({
      of: collection,
      path: 'destinations',
      to: [
        { eventHubs: [{ name: 'e', eventHubResourceId: hub }] },
        { storageBlobsDirect: [{ name: 's', storageAccountResourceId: outsideStore }] },
        { monitoringAccounts: [{ name: 'm' }] },
      ],
    }),
    // Somebody's second setting beside the one that is there.
    addition((world) =>
      world
        .ofType(of)
        .slice(0, 9)
        .map((one) => copied(one, 'copy', { name: 'copy', workspaceId: outsideWorkspace })),
    ),
    // Whose the destination is.
    change({ of: workspaceType, at: senders('workspaceName'), path: 'tags.yosai-tenant', to: others }),
    change({
      of: workspaceType,
      at: senders('workspaceName'),
      path: 'tags.yosai-scope',
      to: otherScopes,
    }),
    change({
      of: accountType,
      where: takesLogs,
      at: senders('accountName'),
      path: 'tags.yosai-tenant',
      to: others,
    }),
    change({
      of: accountType,
      where: takesLogs,
      at: senders('accountName'),
      path: 'tags.yosai-scope',
      to: otherScopes,
    }),
    // Whose the logs are.
    change({ of: watchedTypes, where: isWatched, at: settingsFor, path: 'tags.yosai-tenant', to: others }),
    change({
      of: watchedTypes,
      where: isWatched,
      at: settingsFor,
      path: 'tags.yosai-scope',
      to: otherScopes,
    }),
    change({ of: collection, where: hasTenant, path: 'tags.yosai-tenant', to: others }),
    change({ of: collection, path: 'tags.yosai-scope', to: otherScopes }),
  ],
  harmless: [
    other({ of, path: 'workspaceId', to: (before) => (before === undefined ? [] : spellings(`${before}`)) }),
    other({
      of,
      path: ['eventHubAuthorizationRuleId', 'eventHubName', 'serviceBusRuleId', 'marketplacePartnerId'],
      to: [null, ''],
    }),
    other({ of: collection, path: inRule, to: (before) => spellings(`${before}`) }),
    other({ of: collection, path: 'destinations.azureMonitorMetrics', to: [{ name: 'metrics' }] }),
    other({ of: collection, path: 'destinations.eventHubs', to: [absent, []] }),
  ],
  unbroken: [
    {
      of: collection,
      paths: ['dataCollectionEndpointId'],
      because:
        'it tells the subscription only where the provider does not, and the plan has a provider that does',
    },
    {
      of: ['azure-native:resources:ResourceGroup', 'azure-native:privatedns:VirtualNetworkLink'],
      paths: ['tags.yosai-tenant', 'tags.yosai-scope'],
      because:
        'what has no tag goes by its group, as does the workspace beside it, and both change owners together',
    },
  ],
};
