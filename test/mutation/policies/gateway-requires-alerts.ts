import type { PlannedResource } from '../../../lib/resources/from-plan';
import { metricAlertRows, metricAlertType } from '../support/alerts';
import type { PolicyMutants } from '../support/policy-mutants';
import { addition, copied } from '../support/rows';
import { tenantOf } from '../support/values';
import type { World } from '../support/world';

const gateway = 'azure-native:network:ApplicationGateway';
const old = 'azure-native:insights:MetricAlert';
const rows = metricAlertRows('gateway', (alert, world) => gatewaysOf(tenantOf(alert), world));

function gatewaysOf(tenant: unknown, world: World): string[] {
  return world
    .ofType(gateway)
    .filter((one) => tenantOf(one) === tenant)
    .map(({ urn }) => urn);
}

export const mutants: PolicyMutants = {
  broken: [
    ...rows.broken,
    addition((world) =>
      world
        .ofType(gateway)
        .map((one) => copied(one, 'unwatched', { applicationGatewayName: `${one.name}-2` })),
    ),
  ],
  harmless: [
    ...rows.harmless,
    addition((world) =>
      world
        .ofType(metricAlertType)
        .map((alert: PlannedResource) => copied(alert, 'twice', { ruleName: `${alert.name}-2` })),
    ),
  ],
  unbroken: [
    {
      paths: ['scopes*', 'enabled', 'actions*', 'criteria*', 'targetResourceType'],
      of: metricAlertType,
      because:
        'alerts for machines are read to find those for gateways; a gateway is never watched by its type alone',
    },
    { of: old, paths: [''], because: "the type's older name is read by the same code as the newer" },
  ],
};
