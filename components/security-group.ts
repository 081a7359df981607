import { NetworkSecurityGroup, type NetworkSecurityGroupArgs } from '@pulumi/azure-native/network';
import type * as pulumi from '@pulumi/pulumi';
import { type SubnetPlace, securityRules } from '../lib/baseline/network-rules';
import type { Deployment } from './deployment';

type SecurityRuleArgs = NonNullable<pulumi.Unwrap<NetworkSecurityGroupArgs['securityRules']>>[number];

/**
 * The rules of a subnet's network security group as Azure takes them: a list of one stands in the singular
 * property, because service tags and `*` are admitted only there.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function securityRuleArgs(deployment: Deployment, place: SubnetPlace): SecurityRuleArgs[] {
  return securityRules(deployment.baseline.network, place).map((rule) => ({
    name: rule.name,
    priority: rule.priority,
    direction: rule.direction,
    access: rule.access,
    protocol: rule.protocol,
    ...oneOrMany('sourceAddressPrefix', 'sourceAddressPrefixes', rule.sources),
    sourcePortRange: '*',
    ...oneOrMany('destinationAddressPrefix', 'destinationAddressPrefixes', rule.destinations),
    ...oneOrMany('destinationPortRange', 'destinationPortRanges', rule.ports),
  }));
}

function oneOrMany<One extends string, Many extends string>(
  one: One,
  many: Many,
  values: readonly string[],
): Partial<Record<One, string> & Record<Many, string[]>> {
  const entry = values.length === 1 ? { [one]: values[0] } : { [many]: [...values] };
  return entry as Partial<Record<One, string> & Record<Many, string[]>>;
}

/** A network security group with exactly the rules that the baseline gives the subnet. */
export function createSecurityGroup(
  name: string,
  args: {
    deployment: Deployment;
    place: SubnetPlace;
    resourceGroupName: pulumi.Input<string>;
    networkSecurityGroupName: string;
    tags: Record<string, string>;
  },
  opts: pulumi.CustomResourceOptions,
): NetworkSecurityGroup {
  return new NetworkSecurityGroup(
    name,
    {
      resourceGroupName: args.resourceGroupName,
      networkSecurityGroupName: args.networkSecurityGroupName,
      location: args.deployment.location,
      securityRules: securityRuleArgs(args.deployment, args.place),
      tags: args.tags,
    },
    opts,
  );
}
