import type * as pulumi from '@pulumi/pulumi';
import type { BundleSignature } from './bundle-signature';
import { createGrantedIdentity } from './granted-identity';
import { HardenedVm, type HardenedVmArgs } from './hardened-vm';
import { renderBundle, tenantBundles } from './hardening/bundle';
import type { PlacedMachine } from './machine-placement';
import { rangeOf } from './network';
import { tagsOf, tenantFacts } from './tags';
import { backendPart, tenantHosts } from './tenant-hosts';

type OwnArgs = 'role' | 'number' | 'address' | 'subnetId' | 'host' | 'bundle';

export interface TenantMachinesArgs extends Omit<HardenedVmArgs, OwnArgs> {
  readonly machines: readonly PlacedMachine[];
  /** Azure ids by subnet role. */
  readonly subnetIds: ReadonlyMap<string, pulumi.Output<string>>;
  /** Roles that answer the gateway, and so need the backend's certificate. */
  readonly backends: ReadonlySet<string>;
  /** Azure id of the secret that holds the backend's key and certificate. */
  readonly backendSecretId: pulumi.Output<string>;
  readonly bundleSignature: BundleSignature;
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
  const { machines, subnetIds, backends, backendSecretId, bundleSignature, ...common } = args;
  const hosts = tenantHosts(args.deployment, args.tenant, bundleSignature.key);
  const bundles = tenantBundles(hosts, bundleSignature.version);
  const identityId = machines.some(({ role }) => backends.has(role))
    ? backendIdentity(name, args, parent)
    : undefined;
  return machines.map(({ role, number, subnet, address }) => {
    const host = hosts.find((one) => one.hostName === `${args.tenant.id}-${role}-${number}`);
    if (host === undefined) throw new RangeError(`there is no hardening for machine ${role} ${number}`);
    return new HardenedVm(
      `${name}-${role}-${number}`,
      {
        ...common,
        role,
        number,
        address,
        subnetId: rangeOf(subnetIds, subnet),
        ...(identityId !== undefined && backends.has(role) && { identityId }),
        host,
        bundle: renderBundle(host, bundles, bundleSignature.signature),
      },
      { parent },
    );
  });
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
      part: backendPart,
      role: 'keyVaultSecretsUser',
      scope: args.backendSecretId,
      tags: tagsOf(deployment, tenantFacts(tenant, 'operator')),
    },
    parent,
  );
}
