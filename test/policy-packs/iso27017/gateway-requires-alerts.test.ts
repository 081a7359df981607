import { gatewayRequiresAlerts } from '../../../policy-packs/iso27017/policies/gateway-requires-alerts';
import { condition, metricAlert, metricRules } from './support/alerts';
import { describePolicy } from './support/describe-policy';
import { type Shown, unknown } from './support/pack-run';

const id = (name: string) =>
  `/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/${name}`;
const gateway: Shown = {
  type: 'azure-native:network:ApplicationGateway',
  name: 'gateway',
  properties: { resourceGroupName: 'rg', applicationGatewayName: 'agw' },
};
const rules = metricRules('gateway');
const stack = (scopes: unknown, change: object = {}): { stack: Shown[] } => ({
  stack: [gateway, ...rules.map((rule) => metricAlert(rule, scopes, change))],
});
const says = rules.map(
  (rule) => `gateway: the resource must be watched by an alert like ${rule.id} of the baseline, found none`,
);
const open = rules.map(
  (rule) =>
    `gateway: the resource is not known before deployment, must be watched by an alert like ${rule.id} of the baseline`,
);

describePolicy('gateway-requires-alerts', gatewayRequiresAlerts, {
  compliant: {
    'every alert of the baseline': stack([id('agw')]),
    'alerts on several gateways': stack([id('other'), id('agw').toUpperCase()]),
    'alerts of the module’s older name': {
      stack: stack([id('agw')]).stack.map((shown) => ({
        ...shown,
        type: shown.type.replace(':monitor:', ':insights:'),
      })),
    },
  },
  violated: {
    'a gateway that nobody watches': { stack: [gateway], says },
    'an alert on another gateway': { ...stack([id('other')]), says },
    'an alert that is off': { ...stack([id('agw')], { enabled: false }), says },
    'an alert on another metric': {
      stack: [
        gateway,
        ...rules.map((rule) =>
          metricAlert(rule, [id('agw')], {
            criteria: { allOf: [condition(rule, { metricName: 'Throughput' })] },
          }),
        ),
      ],
      says,
    },
  },
  undetermined: {
    'alerts of which nothing tells what they watch': { ...stack(unknown), says: open },
    'alerts that may be off': { ...stack([id('agw')], { enabled: unknown }), says: open },
  },
  notApplicable: {
    'a closed tenant': {
      stack: rules.map((rule) => metricAlert(rule, [id('agw')])),
      because: 'the stack has no gateway',
    },
  },
});
