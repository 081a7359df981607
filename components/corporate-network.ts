import { ResourceGroup } from '@pulumi/azure-native/resources';
import * as pulumi from '@pulumi/pulumi';
import { createDeleteLock } from './delete-lock';
import type { Deployment } from './deployment';
import { createDiagnostics } from './diagnostics';
import { withFixedNames } from './fixed-names';
import { createFlowLogs } from './flow-logs';
import { globalName, resourceName } from './naming';
import { createNetwork } from './network';
import { reference } from './references';
import { leastSensitive, type TagFacts, tagsOf } from './tags';
import { createWorkspace } from './workspace';

export interface CorporateNetworkArgs {
  readonly deployment: Deployment;
}

/**
 * The network of the vendor's own office systems: a resource group and a virtual network that is peered with
 * nobody and shares no route, no DNS zone, no private endpoint, no log workspace and no store of flow logs with the
 * service. White paper section 31.
 */
export class CorporateNetwork extends pulumi.ComponentResource {
  /** Name of the resource group. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** Azure id of the virtual network. */
  readonly virtualNetworkId: pulumi.Output<string>;

  constructor(name: string, args: CorporateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:CorporateNetwork', name, {}, withFixedNames(opts));
    const { deployment } = args;
    const tags: TagFacts = { scope: 'corporate', owner: 'operator', network: 'corporate' };
    const groupName = resourceName(deployment, 'resourceGroup', 'corporate');
    const group = new ResourceGroup(
      `${name}-group`,
      {
        resourceGroupName: groupName,
        location: deployment.location,
        tags: tagsOf(deployment, { scope: 'corporate', owner: 'operator' }),
      },
      { parent: this },
    );
    this.resourceGroupName = reference(group, groupName);
    const network = createNetwork(
      name,
      {
        deployment,
        kind: 'corporate',
        place: 'corporate',
        resourceGroup: groupName,
        resourceGroupName: this.resourceGroupName,
        operators: [],
        tags,
      },
      this,
    );
    this.virtualNetworkId = network.virtualNetworkId;
    const inGroup = { deployment, resourceGroup: groupName, resourceGroupName: this.resourceGroupName };
    const workspaceId = createWorkspace(
      name,
      {
        ...inGroup,
        place: 'corporate',
        publicIngestion: false,
        tags: tagsOf(deployment, { scope: 'corporate', owner: 'operator' }),
      },
      this,
    );
    const flows = createFlowLogs(
      `${name}-flows`,
      {
        ...inGroup,
        place: 'corporate',
        virtualNetworkId: this.virtualNetworkId,
        accountName: globalName(deployment, 'storageAccount', 'platform', 'corporate'),
        tags: tagsOf(deployment, {
          scope: 'corporate',
          owner: 'operator',
          purpose: 'flow-logs',
          classification: leastSensitive(deployment),
        }),
      },
      this,
    );
    const diagnostics = createDiagnostics(
      `${name}-diagnostics`,
      deployment,
      workspaceId,
      [
        { part: 'workspace', type: 'azure-native:operationalinsights:Workspace', id: workspaceId },
        ...network.diagnosed,
        ...flows.diagnosed,
      ],
      this,
    );
    createDeleteLock(
      `${name}-keep-flows`,
      { deployment, resourceId: flows.accountId, after: [flows.grant, ...diagnostics] },
      this,
    );
    this.registerOutputs({
      resourceGroupName: this.resourceGroupName,
      virtualNetworkId: this.virtualNetworkId,
    });
  }
}
