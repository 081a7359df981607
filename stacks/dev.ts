import * as pulumi from '@pulumi/pulumi';
import { CorporateNetwork } from '../components/corporate-network';
import { PlatformHub } from '../components/platform-hub';
import { TenantEnvironment } from '../components/tenant-environment';
import { withoutVersionAliases } from '../components/without-version-aliases';
import { fewAtATime } from './inputs/few-at-a-time';
import { readInputs } from './inputs/read-inputs';

/** All in one stack: the hub, the corporate network and every tenant that has an environment on the day. */

const inputs = readInputs();
const { deployment } = inputs;

if (!inputs.keepVersionAliases) pulumi.runtime.registerStackTransformation(withoutVersionAliases);

const hub = new PlatformHub('hub', { deployment, operators: inputs.operators });
const corporate = new CorporateNetwork('corporate', { deployment });
const environments = fewAtATime(inputs.tenants, ({ tenant, building }) => ({
  tenant,
  building,
  environment: new TenantEnvironment(tenant.id, {
    deployment: { ...deployment, protectData: deployment.protectData && building.guarded },
    tenant,
    open: building.open,
    hubResourceGroupName: hub.resourceGroupName,
    hubVirtualNetworkName: hub.virtualNetworkName,
    hubVirtualNetworkId: hub.virtualNetworkId,
    firewallAddress: hub.firewallAddress,
  }),
}));

/** What the platform offers to tenants' stacks. */
export const platform = {
  resourceGroupName: hub.resourceGroupName,
  virtualNetworkId: hub.virtualNetworkId,
  firewallAddress: hub.firewallAddress,
  vaultName: hub.vaultName,
  auditStoreId: hub.auditStoreId,
  corporateNetworkId: corporate.virtualNetworkId,
};

/** By tenant: where it answers, and the names of what it has. The SDK waits for it, and so for every tenant. */
export const tenants = environments.then((all) =>
  Object.fromEntries(
    all.map(({ tenant, building, environment }) => [
      tenant.id,
      {
        host: tenant.host,
        slot: tenant.slot,
        open: building.open,
        gatewayAddress: environment.gatewayAddress,
        vaultName: environment.vaultName,
        storageAccountName: environment.storageAccountName,
        workspaceId: environment.workspaceId,
        virtualNetworkId: environment.virtualNetworkId,
        machineAddresses: environment.machineAddresses,
      },
    ]),
  ),
);
