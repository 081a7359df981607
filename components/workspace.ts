import { Workspace } from '@pulumi/azure-native/operationalinsights';
import type * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import { resourceName } from './naming';
import { azureId, reference } from './references';

export interface WorkspaceArgs {
  readonly deployment: Deployment;
  /** Whose it is: `hub`, `corporate` or the tenant's id. */
  readonly place: string;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Whether it takes what comes from the Internet; what Azure's own services send, it always takes. */
  readonly publicIngestion: boolean;
  readonly tags: Record<string, string>;
}

/**
 * A log workspace that keeps what it gets for the baseline's days. It knows no workspace keys: agents and readers
 * come with an identity. The result is its Azure id.
 * https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure (2026-11-23)
 */
export function createWorkspace(
  name: string,
  args: WorkspaceArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { deployment, resourceGroup, resourceGroupName } = args;
  const workspaceName = resourceName(deployment, 'workspace', args.place);
  const workspace = new Workspace(
    `${name}-workspace`,
    {
      resourceGroupName,
      workspaceName,
      location: deployment.location,
      sku: { name: 'PerGB2018' },
      retentionInDays: deployment.baseline.dataStores.logs.workspaceRetentionDays,
      publicNetworkAccessForIngestion: args.publicIngestion ? 'Enabled' : 'Disabled',
      publicNetworkAccessForQuery: 'Enabled',
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: false },
      tags: args.tags,
    },
    { parent, protect: deployment.protectData },
  );
  return reference(
    workspace,
    azureId(deployment, resourceGroup, 'Microsoft.OperationalInsights', 'workspaces', workspaceName),
  );
}
