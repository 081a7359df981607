import * as pulumi from '@pulumi/pulumi';
import type { AssetOwner, Tenant } from '../lib/baseline/types.generated';
import { createAssetGroup } from './asset-group';
import type { BundleSignature } from './bundle-signature';
import type { Deployment } from './deployment';
import { withFixedNames } from './fixed-names';
import { placeMachines, rolesBehindGateway } from './machine-placement';
import { rangeOf } from './network';
import { TenantCredentials } from './tenant-credentials';
import { tenantEndpoints } from './tenant-endpoints';
import { TenantGateway } from './tenant-gateway';
import { TenantLogs } from './tenant-logs';
import { createTenantMachines } from './tenant-machines';
import { TenantNetwork } from './tenant-network';
import { operateTenant } from './tenant-operations';
import { TenantStorage } from './tenant-storage';
import { TenantVault } from './tenant-vault';

export interface TenantEnvironmentArgs {
  readonly deployment: Deployment;
  readonly tenant: Tenant;
  /** Whether the service can be reached. */
  readonly open: boolean;
  readonly hubResourceGroupName: pulumi.Output<string>;
  readonly hubVirtualNetworkName: pulumi.Output<string>;
  readonly hubVirtualNetworkId: pulumi.Output<string>;
  /** Private address of the hub's firewall, once that exists. */
  readonly firewallAddress: pulumi.Output<string>;
  /** Name of the hub's private-link scope for Azure Monitor. */
  readonly monitorScopeName: pulumi.Output<string>;
  /** Azure id of the action group that tells whoever is on call. */
  readonly alertGroupId: pulumi.Output<string>;
  /** By whom the hardening of its machines is signed. */
  readonly bundleSignature: BundleSignature;
}

/**
 * Everything that one customer has: two resource groups, for the customer's assets and the operator's, and in
 * them network, vault, storage, logs, gateway and machines of its own. Nothing is shared with another tenant but
 * the hub. White paper sections 11 and 19.
 */
export class TenantEnvironment extends pulumi.ComponentResource {
  /** Public address of the gateway, to which the tenant's host name points. */
  readonly gatewayAddress: pulumi.Output<string>;
  /** Names of the resource groups of the customer's and the operator's assets. */
  readonly resourceGroupNames: Readonly<Record<AssetOwner, pulumi.Output<string>>>;
  readonly vaultName: pulumi.Output<string>;
  readonly storageAccountName: pulumi.Output<string>;
  readonly workspaceId: pulumi.Output<string>;
  readonly virtualNetworkId: pulumi.Output<string>;
  /** Private addresses by machine name, such as `aoba-app-1`. */
  readonly machineAddresses: Readonly<Record<string, string>>;

  constructor(name: string, args: TenantEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:TenantEnvironment', name, {}, withFixedNames(opts));
    const { deployment, tenant } = args;
    const parent = { parent: this };
    const customer = createAssetGroup(name, deployment, tenant, 'customer', this);
    const operator = createAssetGroup(name, deployment, tenant, 'operator', this);
    const common = { deployment, tenant };

    const { hubResourceGroupName, monitorScopeName } = args;
    const logs = new TenantLogs(
      `${name}-logs`,
      { ...common, ...operator, hubResourceGroupName, monitorScopeName },
      parent,
    );
    const network = new TenantNetwork(
      `${name}-network`,
      {
        ...common,
        ...operator,
        hubResourceGroupName,
        hubVirtualNetworkName: args.hubVirtualNetworkName,
        hubVirtualNetworkId: args.hubVirtualNetworkId,
        firewallAddress: args.firewallAddress,
      },
      parent,
    );
    const names = tenantEndpoints(deployment, tenant, network.subnetRanges);
    const endpoints = {
      endpointResourceGroupName: operator.resourceGroupName,
      endpointSubnetId: rangeOf(network.subnetIds, 'endpoints'),
    };
    const vault = new TenantVault(
      `${name}-vault`,
      {
        ...common,
        ...customer,
        ...endpoints,
        endpointAddress: names.vault.address,
        endpointZoneId: network.vaultZoneId,
      },
      parent,
    );
    const credentials = new TenantCredentials(
      `${name}-credentials`,
      {
        ...common,
        resourceGroupName: customer.resourceGroupName,
        vaultName: vault.vaultName,
        vaultId: vault.vaultId,
        vaultUri: vault.vaultUri,
      },
      parent,
    );
    const storage = new TenantStorage(
      `${name}-storage`,
      {
        ...common,
        ...customer,
        ...endpoints,
        endpointAddress: names.blob.address,
        vaultUri: vault.vaultUri,
        keyName: vault.storageKeyName,
        keyId: vault.storageKeyId,
      },
      parent,
    );
    const machines = placeMachines(deployment, tenant, network.subnetRanges);
    const backends = rolesBehindGateway(deployment);
    const gateway = new TenantGateway(
      `${name}-gateway`,
      {
        ...common,
        ...operator,
        open: args.open,
        subnetId: rangeOf(network.subnetIds, 'gateway'),
        certificateUri: credentials.gatewayCertificateUri,
        certificateSecretId: credentials.gatewaySecretId,
        ...(credentials.outsideSecretId && { outsideSecretId: credentials.outsideSecretId }),
        authorityCertificate: credentials.authorityCertificate,
        backendAddresses: machines.filter(({ role }) => backends.has(role)).map(({ address }) => address),
      },
      parent,
    );
    const built = createTenantMachines(
      name,
      {
        ...common,
        ...operator,
        machines,
        backends,
        backendSecretId: credentials.backendSecretId,
        subnetIds: network.subnetIds,
        dataResourceGroup: customer.resourceGroup,
        dataResourceGroupName: customer.resourceGroupName,
        dnsServer: network.dnsServer,
        diskEncryptionSetId: vault.diskEncryptionSetId,
        loginPublicKey: credentials.loginPublicKey,
        dataCollectionRuleId: logs.dataCollectionRuleId,
        collectionEndpointId: logs.collectionEndpointId,
        bundleSignature: args.bundleSignature,
      },
      this,
    );
    operateTenant(
      name,
      {
        ...common,
        customer,
        operator,
        alertGroupId: args.alertGroupId,
        network,
        vault,
        credentials,
        storage,
        logs,
        gateway,
        machines: built,
      },
      this,
    );
    this.gatewayAddress = gateway.publicAddress;
    this.resourceGroupNames = { customer: customer.resourceGroupName, operator: operator.resourceGroupName };
    this.vaultName = vault.vaultName;
    this.storageAccountName = storage.accountName;
    this.workspaceId = logs.workspaceId;
    this.virtualNetworkId = network.virtualNetworkId;
    this.machineAddresses = Object.fromEntries(
      machines.map(({ role, number, address }) => [`${tenant.id}-${role}-${number}`, address]),
    );
    this.registerOutputs({
      gatewayAddress: this.gatewayAddress,
      vaultName: this.vaultName,
      storageAccountName: this.storageAccountName,
      workspaceId: this.workspaceId,
      virtualNetworkId: this.virtualNetworkId,
      machineAddresses: this.machineAddresses,
    });
  }
}
