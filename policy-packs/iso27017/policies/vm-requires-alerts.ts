import {
  expectAlert,
  fitsMetric,
  fitsQuery,
  metricAlertTypes,
  queryAlertTypes,
  watchersOf,
} from '../azure/alerts';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

const machineType = 'azure-native:compute:VirtualMachine';

/**
 * Somebody is told when a machine is down, silent, or short of processor time, memory or disk: every alert that the
 * baseline lists for machines, on metrics of the machine itself and on what the workspace of its owner says.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview (2026-11-24)
 */
export const vmRequiresAlerts: Rule = {
  types: [machineType, ...metricAlertTypes, ...queryAlertTypes],
  checkStack(stack, context) {
    const machines = stack.ofType(machineType);
    if (machines.length === 0) return { notApplicable: 'the stack has no machine' };
    const { metrics, queries } = context.baseline.monitoring.alerts;
    const watchers = watchersOf(machineType, 'Microsoft.Compute/virtualMachines', stack);
    const queryAlerts = stack.ofType(...queryAlertTypes);
    return machines.flatMap((machine) => {
      const own = watchers.of.get(machine) ?? [];
      return at(machine, [
        ...metrics
          .filter(({ of }) => of === 'machines')
          .flatMap((rule) =>
            expectAlert(
              rule,
              own.map((alert) => fitsMetric(alert, rule)),
              watchers.open.length > 0,
            ),
          ),
        ...queries
          .filter(({ of }) => of === 'machines')
          .flatMap((rule) =>
            expectAlert(
              rule,
              queryAlerts.map((alert) => fitsQuery(alert, rule, machine, stack, context)),
            ),
          ),
      ]);
    });
  },
};
