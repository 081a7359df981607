import { AlertProcessingRuleByName } from '@pulumi/azure-native/alertsmanagement';
import { ProtectedItem, ProtectionPolicy, Vault } from '@pulumi/azure-native/recoveryservices';
import * as pulumi from '@pulumi/pulumi';
import type { Tenant } from '../lib/baseline/types.generated';
import { dailyBackup, recoveryVaultProperties } from './backup-settings';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { createGrantedIdentity } from './granted-identity';
import type { HardenedVm } from './hardened-vm';
import { resourceName } from './naming';
import { azureId, reference } from './references';
import { dataFacts, tagsOf } from './tags';

export interface TenantBackupArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Name of the resource group of the customer's assets, and the same as an output that depends on it. */
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  /** Name of the resource group of the machines. */
  readonly machineResourceGroup: string;
  readonly machines: readonly HardenedVm[];
  /** Address, without a version, and Azure id of the key that encrypts backups. */
  readonly keyUri: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  readonly alertGroupId: pulumi.Output<string>;
}

/**
 * The backups of a tenant: a vault of its own, encrypted with the tenant's key, and every machine in it, daily and
 * with all its disks. The policy is the enhanced one, which trusted launch needs. A failed job tells whoever is on
 * call. Customers have no right on it. White paper sections 10, 22 and 26.
 * https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy (2026-11-24)
 */
export class TenantBackup extends pulumi.ComponentResource {
  readonly vaultId: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];

  constructor(name: string, args: TenantBackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantBackup', name, {}, opts);
    const { deployment, tenant, resourceGroup, resourceGroupName, machineResourceGroup } = args;
    const tags = tagsOf(deployment, dataFacts(deployment, tenant));
    const common = { resourceGroupName, location: deployment.location, tags };
    const parent = { parent: this };
    const kept = { parent: this, protect: deployment.protectData };

    const identityId = createGrantedIdentity(
      name,
      {
        deployment,
        resourceGroup,
        resourceGroupName,
        place: tenant.id,
        part: 'backup',
        role: 'keyVaultCryptoServiceEncryptionUser',
        scope: args.keyId,
        tags,
      },
      this,
    );
    const recoveryVaultName = resourceName(deployment, 'recoveryVault', tenant.id);
    const vaultPath = ['Microsoft.RecoveryServices', 'vaults', recoveryVaultName];
    const vault = new Vault(
      `${name}-vault`,
      {
        ...common,
        vaultName: recoveryVaultName,
        sku: { name: 'RS0', tier: 'Standard' },
        identity: { type: 'UserAssigned', userAssignedIdentities: [identityId] },
        properties: recoveryVaultProperties(deployment, { identityId, keyUri: args.keyUri }),
      },
      kept,
    );
    const vaultName = reference(vault, recoveryVaultName);
    this.vaultId = reference(vault, azureId(deployment, resourceGroup, ...vaultPath));
    this.diagnosed = [{ part: 'backup', type: 'azure-native:recoveryservices:Vault', id: this.vaultId }];

    const policyName = 'daily';
    const policy = new ProtectionPolicy(
      `${name}-policy`,
      {
        resourceGroupName,
        vaultName,
        policyName,
        tags,
        properties: dailyBackup(deployment, resourceName(deployment, 'resourceGroup', tenant.id, 'backup')),
      },
      parent,
    );
    const policyId = reference(
      policy,
      azureId(deployment, resourceGroup, ...vaultPath, 'backupPolicies', policyName),
    );
    for (const { part, machineId, dataDiskId } of args.machines) {
      const machine = `iaasvmcontainerv2;${machineResourceGroup};${resourceName(deployment, 'machine', tenant.id, part)}`;
      new ProtectedItem(
        `${name}-${part}`,
        {
          resourceGroupName,
          vaultName,
          tags,
          fabricName: 'Azure',
          containerName: `iaasvmcontainer;${machine}`,
          protectedItemName: `vm;${machine}`,
          properties: {
            protectedItemType: 'Microsoft.Compute/virtualMachines',
            sourceResourceId: machineId,
            policyId,
          },
        },
        dataDiskId === undefined ? parent : kept,
      );
    }
    new AlertProcessingRuleByName(
      `${name}-alerts`,
      {
        resourceGroupName,
        alertProcessingRuleName: resourceName(deployment, 'alertRoute', tenant.id, 'backup'),
        location: 'global',
        tags,
        properties: {
          enabled: true,
          description: 'Failed backups tell whoever is on call',
          scopes: [this.vaultId],
          actions: [{ actionType: 'AddActionGroups', actionGroupIds: [args.alertGroupId] }],
        },
      },
      parent,
    );
    this.registerOutputs({ vaultId: this.vaultId });
  }
}
