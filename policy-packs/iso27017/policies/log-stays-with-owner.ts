import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { itemsOf, type Value } from '../../../lib/resources/value';
import {
  accountType,
  hasOpenOwner,
  judgeDestination,
  logDestinations,
  type Owner,
  ownerOf,
  workspaceType,
} from '../azure/log-destination';
import { expectAbsent, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

const settingType = 'azure-native:monitor:DiagnosticSetting';
const collectionType = 'azure-native:monitor:DataCollectionRule';

/** The kinds of destinations that the baseline can admit. */
const kinds = {
  workspace: { type: workspaceType, word: 'a workspace' },
  storageAccount: { type: accountType, word: 'a store' },
} as const;

/** Where else a diagnostic setting can send: to event hubs, to a service bus, as once, and to partners. */
const otherProperties = [
  'eventHubAuthorizationRuleId',
  'eventHubName',
  'serviceBusRuleId',
  'marketplacePartnerId',
];

/** Destinations of a data collection rule that this policy knows; the second is the machine's own metrics in Azure. */
const knownDestinations = ['logAnalytics', 'azureMonitorMetrics'];

/**
 * Diagnostic settings and data collection rules send logs to a workspace or store of whose logs they are, by the kinds
 * that the baseline lists, and to nobody else. What a subscription logs is the service operator's. Left out, nothing is
 * sent there.
 * https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings#destinations,
 * https://learn.microsoft.com/azure/templates/microsoft.insights/datacollectionrules (2026-11-27)
 */
export const logStaysWithOwner: Rule = {
  types: [settingType, collectionType],
  config: { logDestinations },
  check(resource, { baseline }) {
    const unlisted = destinationsOf(resource).filter(
      ({ kind }) => !baseline.monitoring.destinations.includes(kind),
    );
    return [...othersOf(resource), ...unlisted.flatMap(({ place }) => expectAbsent(place))];
  },
  checkStack: (stack, context) =>
    stack.ofType(settingType, collectionType).flatMap((resource) => {
      const owner = sourceOf(resource, stack, context);
      const beside = resource.properties.key(
        resource.type === settingType ? 'resourceUri' : 'dataCollectionEndpointId',
      );
      const destinations = destinationsOf(resource).filter(({ kind }) =>
        context.baseline.monitoring.destinations.includes(kind),
      );
      return at(
        resource,
        destinations.flatMap(({ place, kind }) =>
          judgeDestination({ resource, place, ...kinds[kind], owner, beside }, stack, context),
        ),
      );
    }),
};

/** The places at which a resource names a workspace or a store. */
function destinationsOf({ type, properties }: Resource): { place: Value; kind: keyof typeof kinds }[] {
  if (type === settingType) {
    const workspace = properties.key('workspaceId');
    const store = properties.key('storageAccountId');
    return [
      ...(workspace.isAbsent ? [] : [{ place: workspace, kind: 'workspace' as const }]),
      ...(store.isAbsent ? [] : [{ place: store, kind: 'storageAccount' as const }]),
    ];
  }
  const list = properties.at('destinations.logAnalytics');
  return itemsOf(list).map((item) => ({ place: item.key('workspaceResourceId'), kind: 'workspace' }));
}

/** What is wrong with the other places at which it can name a destination. */
function othersOf({ type, properties }: Resource): Result[] {
  if (type === settingType) return otherProperties.flatMap((name) => expectAbsent(properties.key(name)));
  const destinations = properties.key('destinations');
  if (destinations.isUnknown) return [undetermined(destinations, 'workspaces')];
  return destinations.properties
    .filter(({ name }) => !knownDestinations.includes(name))
    .flatMap((place) => expectAbsent(place));
}

/** Whose logs a resource sends: its own, or those of what a diagnostic setting is for. */
function sourceOf(resource: Resource, stack: StackView, context: Context): Owner {
  const owner = ownerOf(resource, stack, context);
  if (resource.type !== settingType) return owner;
  const uri = resource.properties.key('resourceUri');
  const id = parseAzureId(uri.text ?? '');
  // Of a subscription: what the operators of the service do in it.
  if (uri.isKnown && id === undefined) return { ...owner, scope: owner.scope ?? 'cloud-service' };
  const sources = id === undefined ? stack.madeFrom(resource, uri) : stack.along(id);
  const isOpen = sources.length === 0 || sources.some((source) => hasOpenOwner(source, context));
  return { ...owner, isOpen };
}
