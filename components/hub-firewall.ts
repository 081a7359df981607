import {
  AzureFirewall,
  FirewallPolicy,
  FirewallPolicyRuleCollectionGroup,
  PublicIPAddress,
} from '@pulumi/azure-native/network';
import * as pulumi from '@pulumi/pulumi';
import type { Deployment } from './deployment';
import type { DiagnosedResource } from './diagnostics';
import { firewallRuleCollections } from './hub-firewall-rules';
import { resourceName } from './naming';
import { staticAddress } from './public-address';
import { azureId, reference } from './references';

export interface HubFirewallArgs {
  readonly deployment: Deployment;
  readonly resourceGroup: string;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly subnetId: pulumi.Output<string>;
  /** The address that every tenant's route names: the first of the firewall's subnet. */
  readonly expectedAddress: string;
  readonly tags: Record<string, string>;
}

export interface HubFirewall {
  /** The expected address, known in a preview, once the firewall exists. */
  readonly address: pulumi.Output<string>;
  /** The address as Azure reports it; the expected one until then. */
  readonly reportedAddress: pulumi.Output<string>;
  readonly diagnosed: readonly DiagnosedResource[];
}

/**
 * The hub's firewall with its policy: nothing passes but what the baseline's `outbound` names, and machines ask
 * its DNS proxy, so that both resolve a name to the same address. A run fails when Azure gives the firewall another
 * private address than the expected one, because routes would lead nowhere.
 * https://learn.microsoft.com/azure/firewall/dns-details (2026-11-23)
 */
export function createHubFirewall(name: string, args: HubFirewallArgs, parent: pulumi.Resource): HubFirewall {
  const { deployment, resourceGroup, resourceGroupName, tags } = args;
  const common = { resourceGroupName, location: deployment.location, tags };
  const id = (type: string, itsName: string) =>
    azureId(deployment, resourceGroup, 'Microsoft.Network', type, itsName);

  const policyName = resourceName(deployment, 'firewallPolicy', 'hub');
  const policy = new FirewallPolicy(
    `${name}-firewall-policy`,
    {
      ...common,
      firewallPolicyName: policyName,
      sku: { tier: 'Standard' },
      threatIntelMode: 'Deny',
      dnsSettings: { enableProxy: asksFirewall(deployment) },
    },
    { parent },
  );
  const rules = new FirewallPolicyRuleCollectionGroup(
    `${name}-firewall-rules`,
    {
      resourceGroupName,
      firewallPolicyName: reference(policy, policyName),
      ruleCollectionGroupName: 'outbound',
      priority: 100,
      ruleCollections: firewallRuleCollections(deployment),
    },
    { parent },
  );
  const addressName = resourceName(deployment, 'publicAddress', 'hub', 'firewall');
  const address = new PublicIPAddress(
    `${name}-firewall-address`,
    { ...common, publicIpAddressName: addressName, ...staticAddress },
    { parent },
  );
  const addressId = reference(address, id('publicIPAddresses', addressName));
  const firewallName = resourceName(deployment, 'firewall', 'hub');
  const firewall = new AzureFirewall(
    `${name}-firewall`,
    {
      ...common,
      azureFirewallName: firewallName,
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      firewallPolicy: { id: reference(policy, id('firewallPolicies', policyName)) },
      ipConfigurations: [
        {
          name: 'public',
          subnet: { id: args.subnetId },
          publicIPAddress: { id: addressId },
        },
      ],
    },
    // A change of the rules while the firewall itself changes is refused.
    { parent, dependsOn: [rules] },
  );
  return {
    address: reference(firewall, args.expectedAddress),
    reportedAddress: firewall.ipConfigurations.apply((configurations) =>
      agreedAddress(args.expectedAddress, configurations?.[0]?.privateIPAddress),
    ),
    diagnosed: [
      {
        part: 'firewall',
        type: 'azure-native:network:AzureFirewall',
        id: reference(firewall, id('azureFirewalls', firewallName)),
      },
      { part: 'firewall-address', type: 'azure-native:network:PublicIPAddress', id: addressId },
    ],
  };
}

/** Whether the baseline has names resolved by the firewall's DNS proxy; by Azure alone when it does not. */
export function asksFirewall({ baseline }: Deployment): boolean {
  return baseline.network.resolvers.includes('firewall');
}

/** The address that routes name, unless Azure reports another; it reports none in a preview. */
export function agreedAddress(expected: string, found: string | undefined): string {
  if (found === undefined || found === expected) return expected;
  throw new pulumi.RunError(
    `the hub's firewall has the private address ${found}, but every tenant's route leads to ${expected}: give the firewall the first address of its subnet`,
  );
}
