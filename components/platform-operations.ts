import type * as pulumi from '@pulumi/pulumi';
import type { AuditStore } from './audit-store';
import { createAuditTrail } from './audit-trail';
import { createDeleteLock } from './delete-lock';
import type { Deployment } from './deployment';
import { createDiagnostics, type DiagnosedResource } from './diagnostics';
import { createFlowLogs } from './flow-logs';
import { globalName } from './naming';
import { leastSensitive, type TagFacts, tagsOf } from './tags';

/** The parts of the platform that are watched and kept. */
export interface PlatformParts {
  readonly deployment: Deployment;
  /** Name of the resource group, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly facts: TagFacts;
  readonly virtualNetworkId: pulumi.Output<string>;
  readonly workspaceId: pulumi.Output<string>;
  readonly vaultId: pulumi.Output<string>;
  readonly audit: AuditStore;
  /** Of its network, firewall and Bastion. */
  readonly diagnosed: readonly DiagnosedResource[];
  /** Private endpoints of the vault and the audit store. */
  readonly endpoints: readonly pulumi.Resource[];
}

/** What is done around the platform when it stands: it logs its flows and its doings, and its stores are locked. */
export function operatePlatform(name: string, parts: PlatformParts, parent: pulumi.Resource): void {
  const { deployment, resourceGroup, resourceGroupName, workspaceId, vaultId, audit } = parts;
  const flows = createFlowLogs(
    `${name}-flows`,
    {
      deployment,
      resourceGroup,
      resourceGroupName,
      place: 'hub',
      virtualNetworkId: parts.virtualNetworkId,
      accountName: globalName(deployment, 'storageAccount', 'platform', 'flows'),
      tags: tagsOf(deployment, {
        ...parts.facts,
        purpose: 'flow-logs',
        classification: leastSensitive(deployment),
      }),
    },
    parent,
  );
  const resources = [
    { part: 'workspace', type: 'azure-native:operationalinsights:Workspace', id: workspaceId },
    { part: 'vault', type: 'azure-native:keyvault:Vault', id: vaultId },
    ...parts.diagnosed,
    ...audit.diagnosed,
    ...flows.diagnosed,
  ];
  const after = [
    ...parts.endpoints,
    flows.grant,
    ...createDiagnostics(`${name}-diagnostics`, deployment, workspaceId, resources, parent),
    ...createAuditTrail(
      `${name}-audit-trail`,
      { deployment, storeId: audit.readyId, workspaceId, resources },
      parent,
    ),
  ];
  const keep = (what: string, resourceId: pulumi.Output<string>) =>
    createDeleteLock(`${name}-keep-${what}`, { deployment, resourceId, after }, parent);
  keep('vault', vaultId);
  keep('audit', audit.accountId);
  keep('flows', flows.accountId);
}
