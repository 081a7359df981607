import type { Resource } from '../../../lib/resources/resource';
import { itemsOf } from '../../../lib/resources/value';
import { expect, expectAbsent, undetermined } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const workspaceType = 'azure-native:operationalinsights:Workspace';
const collectionType = 'azure-native:monitor:DataCollectionRule';

/**
 * A log workspace takes in whatever is sent to it: it has no daily cap, at which it would stop until the next day, no
 * default collection rule, which may drop or change what comes from diagnostic settings, or send it elsewhere, and no
 * collection rule drops or changes what it collects, be it by a query or by one of Azure's own transformations. Left
 * out, there is none of these; a cap of -1 is none, and `source` changes nothing.
 * https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap,
 * https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-transformations,
 * https://learn.microsoft.com/azure/templates/microsoft.insights/datacollectionrules#dataflow (2026-11-27)
 */
export const workspaceTakesEveryLog: Rule = {
  types: [workspaceType, collectionType],
  check(resource) {
    const { type, properties } = resource;
    if (type === collectionType) return judgeFlows(resource);
    const cap = properties.at('workspaceCapping.dailyQuotaGb');
    return [
      ...(cap.isAbsent ? [] : expect(cap, 'absent or -1, for no cap', ({ number }) => number === -1)),
      ...expectAbsent(properties.key('defaultDataCollectionRuleResourceId')),
    ];
  },
};

function judgeFlows({ properties }: Resource): Result[] {
  const flows = properties.key('dataFlows');
  if (flows.isUnknown) return [undetermined(flows, 'without transformations')];
  return itemsOf(flows).flatMap((flow) => {
    const place = flow.key('transformKql');
    const isSource = place.text?.trim().toLowerCase() === 'source';
    if (flow.isUnknown) return expectAbsent(place);
    return [...(isSource ? [] : expectAbsent(place)), ...expectAbsent(flow.key('builtInTransform'))];
  });
}
