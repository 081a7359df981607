import { subnetRanges } from '../lib/baseline/addresses';
import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import type { HardenedHost } from './hardening/host';
import { placeMachines, rolesBehindGateway } from './machine-placement';
import { resourceName } from './naming';
import { azureId } from './references';
import { backendSecret } from './tenant-credentials';

/** What tells the identity of the machines behind the gateway from the tenant's others. */
export const backendPart = 'backend';

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
  const { baseline, auditKey } = deployment;
  const ranges = subnetRanges(baseline.network, 'tenant', tenant.slot);
  const endpoints = tenantEndpoints(deployment, tenant, ranges);
  const privateNames = Object.values(endpoints);
  const backends = rolesBehindGateway(deployment);
  const certificate = {
    secretUri: `https://${endpoints.vault.name}/secrets/${backendSecret}`,
    identityId: backendIdentityId(deployment, tenant),
  };
  return placeMachines(deployment, tenant, ranges).map(({ role, number }) => ({
    baseline,
    tenantSlot: tenant.slot,
    role,
    hostName: `${tenant.id}-${role}-${number}`,
    privateNames,
    ...(bundleKey !== undefined && { bundleKey }),
    ...(auditKey !== undefined && { auditKey }),
    ...(backends.has(role) && { certificate }),
  }));
}

/** Azure id of the identity that the machines behind the gateway share. */
function backendIdentityId(deployment: Deployment, tenant: Tenant): string {
  const group = resourceName(deployment, 'resourceGroup', tenant.id, 'operator');
  const name = resourceName(deployment, 'identity', tenant.id, backendPart);
  return azureId(deployment, group, 'Microsoft.ManagedIdentity', 'userAssignedIdentities', name);
}
