import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import {
  accountType,
  followIn,
  judgeDestination,
  logDestinations,
  ownerOf,
  workspaceType,
} from '../azure/log-destination';
import { expectAbsent, expectAtLeast, expectBoolean, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Located, Rule } from '../framework/rule';
import { networkType } from '../network/subnets';

const flowLogType = 'azure-native:network:FlowLog';
const expected = 'with a flow log';

/**
 * Who talked to whom is recorded in every network: it has a flow log, and each flow log is on, leaves no traffic out,
 * and keeps what it records for the baseline's days, in a store that is for flow logs and of the network's owner, and
 * in no workspace of others. Left out, retention is off and nothing is ever deleted, which keeps addresses of users for
 * ever; a filter that is left out leaves nothing out; and no workspace takes them.
 * https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview,
 * https://learn.microsoft.com/azure/templates/microsoft.network/networkwatchers/flowlogs (2026-11-27)
 */
export const networkRequiresFlowLog: Rule = {
  types: [networkType, flowLogType],
  config: { logDestinations },
  check(resource, { baseline }) {
    if (resource.type === networkType) return { notApplicable: 'which flow log is for it shows the stack' };
    const { properties } = resource;
    const retention = properties.key('retentionPolicy');
    const days = baseline.monitoring.flowLogs.retentionDays;
    return [
      ...expectBoolean(properties.key('enabled'), true),
      ...expectBoolean(retention.key('enabled'), true, { resource, value: false }),
      ...expectAtLeast(retention.key('days'), days, 'days', { resource, value: 0 }),
      ...expectAbsent(properties.key('enabledFilteringCriteria')),
    ];
  },
  checkStack(stack, context) {
    const networks = stack.ofType(networkType);
    const logs = stack.ofType(flowLogType);
    const targets = logs.map((log) => {
      const place = log.properties.key('targetResourceId');
      return followIn(stack, log, place, networkType, place);
    });
    const isOpen = targets.some(({ kind }) => kind === 'unknown');
    const logged = new Set(targets.flatMap((target) => (target.kind === 'resource' ? target.resource : [])));
    const bare = networks.filter((network) => !logged.has(network));
    return [
      ...bare.flatMap((network) =>
        at(network, [isOpen ? undetermined('', expected) : violated('', expected, 'none')]),
      ),
      ...logs.flatMap((log, index) => {
        const target = targets[index];
        return judgeStores(log, target?.kind === 'resource' ? target.resource : log, stack, context);
      }),
    ];
  },
};

/** Where a flow log writes, and the workspace that traffic analytics copies it to; `source` says whose it is. */
function judgeStores(log: Resource, source: Resource, stack: StackView, context: Context): Located[] {
  const sending = {
    resource: log,
    owner: ownerOf(source, stack, context),
    beside: log.properties.key('targetResourceId'),
  };
  const store = {
    ...sending,
    place: log.properties.key('storageId'),
    type: accountType,
    word: 'a store of flow logs',
    purpose: 'flow-logs',
  };
  const analytics = log.properties.at('flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration');
  const isOff = analytics.isAbsent || analytics.key('enabled').boolean === false;
  const workspace = {
    ...sending,
    place: analytics.key('workspaceResourceId'),
    type: workspaceType,
    word: 'a workspace',
  };
  return at(log, [
    ...judgeDestination(store, stack, context),
    ...(isOff ? [] : judgeDestination(workspace, stack, context)),
  ]);
}
