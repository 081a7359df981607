import * as pulumi from '@pulumi/pulumi';
import { TenantEnvironment } from '../../../components/tenant-environment';
import { exampleDeployment, exampleTenant } from './deployment';

export const deployment = exampleDeployment();
const hubId =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-dev-hub/providers/Microsoft.Network/virtualNetworks/vnet-dev-hub';

/** An environment of the example tenant, in another deployment if wished, open or closed. */
export const environment = (change: Partial<typeof deployment> = {}, open = true) =>
  new TenantEnvironment('aoba', {
    deployment: { ...deployment, ...change },
    tenant: exampleTenant,
    open,
    hubResourceGroupName: pulumi.output('rg-dev-hub'),
    hubVirtualNetworkName: pulumi.output('vnet-dev-hub'),
    hubVirtualNetworkId: pulumi.output(hubId),
    firewallAddress: pulumi.output('10.32.0.4'),
  });
