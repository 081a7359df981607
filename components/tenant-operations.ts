import type * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import type { PlacedGroup } from './asset-group';
import { createDeleteLock } from './delete-lock';
import type { Deployment } from './deployment';
import { createFlowLogs } from './flow-logs';
import type { HardenedVm } from './hardened-vm';
import { globalName } from './naming';
import { mostSensitive, tagsOf, tenantFacts } from './tags';
import { TenantAlerts } from './tenant-alerts';
import { TenantBackup } from './tenant-backup';
import type { TenantCredentials } from './tenant-credentials';
import { TenantDiagnostics } from './tenant-diagnostics';
import type { TenantGateway } from './tenant-gateway';
import type { TenantLogs } from './tenant-logs';
import type { TenantNetwork } from './tenant-network';
import type { TenantStorage } from './tenant-storage';
import type { TenantVault } from './tenant-vault';
import { TenantWorkbook } from './tenant-workbook';

/** The parts of an environment that are watched and kept. */
export interface TenantParts {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Resource groups of the customer's and the operator's assets. */
  readonly customer: PlacedGroup;
  readonly operator: PlacedGroup;
  readonly alertGroupId: pulumi.Output<string>;
  readonly network: TenantNetwork;
  readonly vault: TenantVault;
  readonly credentials: TenantCredentials;
  readonly storage: TenantStorage;
  readonly logs: TenantLogs;
  readonly gateway: TenantGateway;
  readonly machines: readonly HardenedVm[];
}

/** What is done around an environment when it stands: it is backed up, its parts report, alert, and cannot be deleted by a slip. */
export function operateTenant(name: string, parts: TenantParts, parent: pulumi.Resource): void {
  const { deployment, tenant, customer, operator, machines, alertGroupId } = parts;
  const { network, vault, credentials, storage, logs, gateway } = parts;
  const backup = new TenantBackup(
    `${name}-backup`,
    {
      deployment,
      tenant,
      ...customer,
      machineResourceGroup: operator.resourceGroup,
      machines,
      keyUri: vault.backupKeyUri,
      keyId: vault.backupKeyId,
      alertGroupId,
    },
    { parent },
  );
  const flows = createFlowLogs(
    `${name}-flows`,
    {
      deployment,
      ...operator,
      place: tenant.id,
      virtualNetworkId: network.virtualNetworkId,
      accountName: globalName(deployment, 'storageAccount', 'flows', tenant.id),
      key: { vaultUri: vault.vaultUri, name: vault.storageKeyName, id: vault.storageKeyId },
      // Addresses of the customer's users are in it.
      tags: tagsOf(deployment, {
        ...tenantFacts(tenant, 'operator'),
        purpose: 'flow-logs',
        classification: mostSensitive(deployment),
      }),
    },
    parent,
  );
  const diagnostics = new TenantDiagnostics(
    `${name}-diagnostics`,
    {
      deployment,
      workspaceId: logs.workspaceId,
      resources: [
        ...[logs, network, vault, storage, gateway, backup, ...machines].flatMap(
          ({ diagnosed }) => diagnosed,
        ),
        ...flows.diagnosed,
      ],
    },
    { parent },
  );
  new TenantAlerts(
    `${name}-alerts`,
    {
      deployment,
      tenant,
      resourceGroupName: operator.resourceGroupName,
      alertGroupId,
      machineIds: machines.map(({ machineId }) => machineId),
      gatewayId: gateway.gatewayId,
      workspaceId: logs.workspaceId,
    },
    { parent },
  );
  new TenantWorkbook(
    `${name}-workbook`,
    { deployment, tenant, resourceGroupName: operator.resourceGroupName, workspaceId: logs.workspaceId },
    { parent },
  );
  const after = [backup, diagnostics, vault, credentials, storage, logs, gateway, ...machines, flows.grant];
  const keep = (what: string, resourceId: pulumi.Output<string>) =>
    createDeleteLock(`${name}-keep-${what}`, { deployment, resourceId, after }, parent);
  keep('vault', vault.vaultId);
  keep('storage', storage.accountId);
  keep('flows', flows.accountId);
  for (const { part, dataDiskId } of machines) {
    if (dataDiskId !== undefined) keep(`${part}-data`, dataDiskId);
  }
}
