import type { Resource } from '../../../lib/resources/resource';
import { expect, expectAbsent, undetermined } from '../framework/expect';
import type { Result, Rule } from '../framework/rule';

const workspaceType = 'azure-native:operationalinsights:Workspace';
const collectionType = 'azure-native:monitor:DataCollectionRule';

/**
 * A log workspace takes in whatever is sent to it: it has no daily cap, at which it would stop until the next day, no
 * default collection rule, which may drop or change what comes from diagnostic settings, or send it elsewhere, and no
 * collection rule drops or changes what it collects. Left out, there is none of these; a cap of -1 is none, and `source`
 * changes nothing.
 * https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap,
 * https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-transformations (2026-11-27)
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
  return flows.items.flatMap((flow) => {
    const place = flow.key('transformKql');
    return place.text?.trim().toLowerCase() === 'source' ? [] : expectAbsent(place);
  });
}
