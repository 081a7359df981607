import { expectAlert, fitsMetric, metricAlertTypes, watchersOf } from '../azure/alerts';
import { gatewayType } from '../azure/gateway';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

/**
 * Somebody is told when machines behind a gateway do not answer: every alert that the baseline lists for gateways.
 * https://learn.microsoft.com/azure/application-gateway/application-gateway-metrics (2026-11-24)
 */
export const gatewayRequiresAlerts: Rule = {
  types: [gatewayType, ...metricAlertTypes],
  checkStack(stack, { baseline }) {
    const gateways = stack.ofType(gatewayType);
    if (gateways.length === 0) return { notApplicable: 'the stack has no gateway' };
    const watchers = watchersOf(gatewayType, 'Microsoft.Network/applicationGateways', stack);
    const rules = baseline.monitoring.alerts.metrics.filter(({ of }) => of === 'gateway');
    return gateways.flatMap((gateway) =>
      at(
        gateway,
        rules.flatMap((rule) =>
          expectAlert(
            rule,
            (watchers.of.get(gateway) ?? []).map((alert) => fitsMetric(alert, rule)),
            watchers.open.length > 0,
          ),
        ),
      ),
    );
  },
};
