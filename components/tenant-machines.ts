import type * as pulumi from '@pulumi/pulumi';
import { createGrantedIdentity } from './granted-identity';
import { HardenedVm, type HardenedVmArgs } from './hardened-vm';
import type { PlacedMachine } from './machine-placement';
import { rangeOf } from './network';
import { tagsOf, tenantFacts } from './tags';

export interface TenantMachinesArgs extends Omit<HardenedVmArgs, 'role' | 'number' | 'address' | 'subnetId'> {
  readonly machines: readonly PlacedMachine[];
  /** Azure ids by subnet role. */
  readonly subnetIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Roles that answer the gateway, and so need the backend's certificate. */
  readonly backends: ReadonlySet<string>;
  /** Azure id of the secret that holds the backend's key and certificate. */
  readonly backendSecretId: pulumi.Output<string>;
}

/**
 * The machines of a tenant. Those behind the gateway share an identity that may read the backend's certificate: it
 * outlives every machine, so a rebuild grants and removes no right on what a lock guards.
 */
export function createTenantMachines(
  name: string,
  args: TenantMachinesArgs,
  parent: pulumi.Resource,
): HardenedVm[] {
  const { machines, subnetIds, backends, backendSecretId, ...common } = args;
  const identityId = machines.some(({ role }) => backends.has(role))
    ? backendIdentity(name, args, parent)
    : undefined;
  return machines.map(
    ({ role, number, subnet, address }) =>
      new HardenedVm(
        `${name}-${role}-${number}`,
        {
          ...common,
          role,
          number,
          address,
          subnetId: rangeOf(subnetIds, subnet),
          ...(identityId !== undefined && backends.has(role) && { identityId }),
        },
        { parent },
      ),
  );
}

/** Azure id of the identity of the machines behind the gateway, once it may read their certificate. */
function backendIdentity(
  name: string,
  args: TenantMachinesArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, tenant, resourceGroup, resourceGroupName } = args;
  return createGrantedIdentity(
    `${name}-backend`,
    {
      deployment,
      resourceGroup,
      resourceGroupName,
      place: tenant.id,
      part: 'backend',
      role: 'keyVaultSecretsUser',
      scope: args.backendSecretId,
      tags: tagsOf(deployment, tenantFacts(tenant, 'operator')),
    },
    parent,
  );
}
