import { subnetRanges } from '../lib/baseline/addresses';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { HardenedHost } from './hardening/host';
import { placeMachines } from './machine-placement';
import { tenantEndpoints } from './tenant-endpoints';

/**
 * The machines of a tenant as their hardening is made for them, in the order of the baseline's roles.
 *
 * @param bundleKey public key by which later bundles are signed, PEM; none where unsigned ones are admitted.
 */
export function tenantHosts(
  deployment: Deployment,
  tenant: Tenant,
  bundleKey: string | undefined,
): HardenedHost[] {
  const { baseline } = deployment;
  const ranges = subnetRanges(baseline.network, 'tenant', tenant.slot);
  const privateNames = Object.values(tenantEndpoints(deployment, tenant, ranges));
  return placeMachines(deployment, tenant, ranges).map(({ role, number }) => ({
    baseline,
    tenantSlot: tenant.slot,
    role,
    hostName: `${tenant.id}-${role}-${number}`,
    privateNames,
    ...(bundleKey !== undefined && { bundleKey }),
  }));
}
