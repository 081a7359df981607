import type { Tenant } from '../lib/baseline/types.generated';
import type { Deployment } from './deployment';
import { hostAddress } from './host-address';
import { globalName } from './naming';
import { rangeOf } from './network';
import { serviceDomains } from './private-endpoint';

/** A name that leads to a private endpoint, and the endpoint's address. */
export interface PrivateName {
  readonly name: string;
  readonly address: string;
}

/**
 * The private endpoints of a tenant, in the order of their hosts in the endpoints subnet. All of it can be derived, so
 * a machine's document is known before anything exists.
 *
 * @param ranges address ranges of the tenant's subnets by role, in CIDR form.
 */
export function tenantEndpoints(
  deployment: Deployment,
  tenant: Tenant,
  ranges: ReadonlyMap<string, string>,
): Readonly<Record<'vault' | 'blob', PrivateName>> {
  const place = (host: number) => hostAddress(rangeOf(ranges, 'endpoints'), host);
  const named = (kind: 'vault' | 'storageAccount') => globalName(deployment, kind, 'tenants', tenant.id);
  return {
    vault: { name: `${named('vault')}.${serviceDomains.vault}`, address: place(0) },
    blob: { name: `${named('storageAccount')}.${serviceDomains.blob}`, address: place(1) },
  };
}
