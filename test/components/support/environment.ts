import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from '../../../components/deployment';
import { TenantEnvironment } from '../../../components/tenant-environment';
import type { Tenant } from '../../../lib/baseline';
import { exampleDeployment, exampleTenant } from './deployment';

const hubId =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-dev-hub/providers/Microsoft.Network/virtualNetworks/vnet-dev-hub';

const alertGroupId =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-dev-hub/providers/Microsoft.Insights/actionGroups/ag-dev-hub';

/** The environment of the example tenant, to be made in a plan, in another deployment if wished, open or closed, or with other facts. */
export function exampleEnvironment(
  change: Partial<Deployment> = {},
  open = true,
  facts: Partial<Tenant> = {},
): TenantEnvironment {
  return new TenantEnvironment('aoba', {
    deployment: exampleDeployment(change),
    tenant: { ...exampleTenant, ...facts },
    open,
    hubResourceGroupName: pulumi.output('rg-dev-hub'),
    hubVirtualNetworkName: pulumi.output('vnet-dev-hub'),
    hubVirtualNetworkId: pulumi.output(hubId),
    firewallAddress: pulumi.output('10.32.0.4'),
    monitorScopeName: pulumi.output('ampls-dev-hub'),
    alertGroupId: pulumi.output(alertGroupId),
    bundleSignature: {},
  });
}
