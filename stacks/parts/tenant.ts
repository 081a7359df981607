import type * as pulumi from '@pulumi/pulumi';
import { grantTenantAccess } from '../../components/access';
import { TenantEnvironment, type TenantEnvironmentArgs } from '../../components/tenant-environment';
import type { Inputs, TenantToBuild } from '../inputs/read-inputs';

/** What a tenant's environment needs of the platform. */
export type PlatformOffer = {
  readonly [Name in (typeof offered)[number]]: pulumi.Output<string>;
};

/** Names of the platform's outputs that a tenant's environment needs. */
export const offered = [
  'resourceGroupName',
  'virtualNetworkName',
  'virtualNetworkId',
  'firewallAddress',
  'monitorScopeName',
  'alertGroupId',
] as const;

/** Builds the environment of one tenant as it is on the day, and who may do what in it. */
export function buildTenant(
  { deployment, access }: Inputs,
  { tenant, building, bundleSignature }: TenantToBuild,
  platform: PlatformOffer,
): TenantEnvironment {
  const args: TenantEnvironmentArgs = {
    deployment: { ...deployment, protectData: deployment.protectData && building.guarded },
    tenant,
    open: building.open,
    hubResourceGroupName: platform.resourceGroupName,
    hubVirtualNetworkName: platform.virtualNetworkName,
    hubVirtualNetworkId: platform.virtualNetworkId,
    firewallAddress: platform.firewallAddress,
    monitorScopeName: platform.monitorScopeName,
    alertGroupId: platform.alertGroupId,
    bundleSignature,
  };
  const environment = new TenantEnvironment(tenant.id, args);
  grantTenantAccess({ deployment, access, tenant: tenant.id, open: building.open, environment });
  return environment;
}

/** Where a tenant answers, and the names of what it has. */
export function tenantOutputs({ tenant, building }: TenantToBuild, environment: TenantEnvironment) {
  return {
    host: tenant.host,
    slot: tenant.slot,
    open: building.open,
    certificate: tenant.certificate ?? 'self-made',
    gatewayAddress: environment.gatewayAddress,
    vaultName: environment.vaultName,
    storageAccountName: environment.storageAccountName,
    workspaceId: environment.workspaceId,
    virtualNetworkId: environment.virtualNetworkId,
    machineAddresses: environment.machineAddresses,
  };
}
