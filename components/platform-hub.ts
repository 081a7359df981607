import { Vault } from '@pulumi/azure-native/keyvault';
import { ResourceGroup } from '@pulumi/azure-native/resources';
import * as pulumi from '@pulumi/pulumi';
import { createAuditLogin } from './audit-login';
import { createAuditStore } from './audit-store';
import { createBastion } from './bastion';
import type { Deployment } from './deployment';
import { withFixedNames } from './fixed-names';
import { hostAddress } from './host-address';
import { createHubFirewall } from './hub-firewall';
import { vaultProperties } from './key-vault';
import { createMonitorLink } from './monitor-link';
import { globalName, resourceName } from './naming';
import { createNetwork, rangeOf } from './network';
import { PlatformAlerts } from './platform-alerts';
import { operatePlatform } from './platform-operations';
import { PlatformSubscription } from './platform-subscription';
import { createPrivateEndpoint } from './private-endpoint';
import { azureId, reference } from './references';
import { mostSensitive, type TagFacts, tagsOf } from './tags';
import { createWorkspace } from './workspace';

export interface PlatformHubArgs {
  readonly deployment: Deployment;
  /** Public ranges from which operators reach Bastion, in CIDR form. */
  readonly operators: readonly string[];
  /** Mail address of whoever is on call. */
  readonly onCall: string;
  /** Whether the audit log is locked for good. */
  readonly auditLogLocked: boolean;
}

/** Hosts of the platform's endpoints subnet, in this order. */
const endpointHosts = { vault: 0, blob: 1 } as const;

/**
 * The operations hub, the one thing that tenants share: the firewall through which everything leaves, Bastion
 * through which operators come in, the platform's own vault and the store of the audit log. It is peered with each
 * tenant and lets none through to another. White paper sections 31, 39 and 42.
 */
export class PlatformHub extends pulumi.ComponentResource {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly virtualNetworkName: pulumi.Output<string>;
  readonly virtualNetworkId: pulumi.Output<string>;
  /** Private address of the firewall, to which every tenant's default route leads, once the firewall exists. */
  readonly firewallAddress: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  /** Azure id of the platform's own log workspace. */
  readonly workspaceId: pulumi.Output<string>;
  /** Name of the private-link scope through which tenants' machines reach Azure Monitor. */
  readonly monitorScopeName: pulumi.Output<string>;
  /** Azure id of the action group that tells whoever is on call. */
  readonly alertGroupId: pulumi.Output<string>;
  /** Azure id of the storage account for the operators' audit log. */
  readonly auditStoreId: pulumi.Output<string>;

  constructor(name: string, args: PlatformHubArgs, opts?: pulumi.ComponentResourceOptions) {
    super('yosai:azure:PlatformHub', name, {}, withFixedNames(opts));
    const { deployment, operators } = args;
    const platformFacts: TagFacts = { scope: 'cloud-service', owner: 'operator' };
    const networkFacts: TagFacts = { ...platformFacts, network: 'hub' };
    const groupName = resourceName(deployment, 'resourceGroup', 'hub');
    const group = new ResourceGroup(
      `${name}-group`,
      {
        resourceGroupName: groupName,
        location: deployment.location,
        tags: tagsOf(deployment, platformFacts),
      },
      { parent: this },
    );
    const inGroup = { deployment, resourceGroup: groupName, resourceGroupName: reference(group, groupName) };
    this.resourceGroupName = inGroup.resourceGroupName;

    const subscription = new PlatformSubscription(`${name}-subscription`, { deployment }, { parent: this });
    this.workspaceId = createWorkspace(
      name,
      { ...inGroup, place: 'hub', publicIngestion: false, tags: tagsOf(deployment, platformFacts) },
      this,
    );
    this.alertGroupId = new PlatformAlerts(
      `${name}-alerts`,
      { ...inGroup, onCall: args.onCall, tags: tagsOf(deployment, platformFacts) },
      { parent: this },
    ).groupId;
    const network = createNetwork(
      name,
      { ...inGroup, kind: 'hub', place: 'hub', operators, tags: networkFacts },
      this,
    );
    // Azure takes one change of a network at a time, so a peering waits until the hub's subnets are made.
    const whole = <T>(value: pulumi.Output<T>) =>
      pulumi.all([value, network.lastSubnet?.urn]).apply(([known]) => known as T);
    this.virtualNetworkName = whole(network.virtualNetworkName);
    this.virtualNetworkId = whole(network.virtualNetworkId);

    const firewall = createHubFirewall(
      name,
      {
        ...inGroup,
        subnetId: rangeOf(network.subnetIds, 'firewall'),
        // Azure gives a firewall the first address of its subnet. Deriving it lets routes be judged in a plan.
        expectedAddress: hostAddress(rangeOf(network.subnetRanges, 'firewall'), 0),
        tags: tagsOf(deployment, networkFacts),
      },
      this,
    );
    // Tenants' machines wait for the way out, and so for the features that they need.
    this.firewallAddress = pulumi
      .all([firewall.address, pulumi.all(subscription.features.map(({ urn }) => urn))])
      .apply(([address]) => address);
    const bastion = createBastion(
      name,
      {
        ...inGroup,
        subnetId: rangeOf(network.subnetIds, 'bastion'),
        tags: tagsOf(deployment, networkFacts),
      },
      this,
    );

    const vaultName = globalName(deployment, 'vault', 'platform', 'hub');
    const vaultTags = tagsOf(deployment, { ...platformFacts, classification: mostSensitive(deployment) });
    const vault = new Vault(
      `${name}-vault`,
      {
        resourceGroupName: inGroup.resourceGroupName,
        vaultName,
        location: deployment.location,
        properties: vaultProperties(deployment),
        tags: vaultTags,
      },
      { parent: this, protect: deployment.protectData },
    );
    this.vaultName = reference(vault, vaultName);
    createAuditLogin(
      `${name}-audit-login`,
      {
        deployment,
        resourceGroupName: inGroup.resourceGroupName,
        vaultName: this.vaultName,
        tags: vaultTags,
      },
      this,
    );
    const audit = createAuditStore(name, { ...inGroup, locked: args.auditLogLocked }, this);
    this.auditStoreId = audit.accountId;

    const vaultId = reference(
      vault,
      azureId(deployment, groupName, 'Microsoft.KeyVault', 'vaults', vaultName),
    );
    const endpoints = (
      [
        ['vault', vaultId],
        ['blob', this.auditStoreId],
      ] as const
    ).map(([target, serviceId]) =>
      createPrivateEndpoint(
        `${name}-endpoint-${target}`,
        {
          deployment,
          target,
          place: 'hub',
          resourceGroupName: inGroup.resourceGroupName,
          serviceId,
          subnetId: rangeOf(network.subnetIds, 'platform-endpoints'),
          address: hostAddress(rangeOf(network.subnetRanges, 'platform-endpoints'), endpointHosts[target]),
          tags: tagsOf(deployment, platformFacts),
        },
        this,
      ),
    );
    this.monitorScopeName = createMonitorLink(
      `${name}-monitor`,
      {
        ...inGroup,
        virtualNetworkId: this.virtualNetworkId,
        subnetId: rangeOf(network.subnetIds, 'monitor'),
        tags: tagsOf(deployment, platformFacts),
      },
      this,
    );
    operatePlatform(
      name,
      {
        ...inGroup,
        facts: platformFacts,
        virtualNetworkId: this.virtualNetworkId,
        workspaceId: this.workspaceId,
        vaultId,
        audit,
        diagnosed: [...network.diagnosed, ...firewall.diagnosed, ...bastion],
        endpoints,
      },
      this,
    );
    this.registerOutputs({
      resourceGroupName: this.resourceGroupName,
      virtualNetworkId: this.virtualNetworkId,
      firewallAddress: firewall.reportedAddress,
      vaultName: this.vaultName,
      auditStoreId: this.auditStoreId,
    });
  }
}
