import { securityRules } from '../../../../lib/baseline/network-rules';
import { plannedRule } from '../../../support/planned-rule';
import { baseline, operators, type Shown } from './pack-run';

const subscription = '/subscriptions/00000000-0000-4000-8000-000000000001';

/** The Azure id of a network resource in a resource group. */
export function networkId(group: string, ...path: string[]): string {
  return [subscription, 'resourceGroups', group, 'providers', 'Microsoft.Network', ...path].join('/');
}

/** What a rule of a group looks like in a plan. */
export type PlannedRule = Record<string, unknown>;

export interface PlaceTags {
  readonly network?: string;
  readonly role?: string;
  readonly slot?: number | string;
}

/** The tags of a group for a subnet. */
export function placeTags({ network, role, slot }: PlaceTags): Record<string, string> {
  return {
    ...(network !== undefined && { 'yosai-network': network }),
    ...(role !== undefined && { 'yosai-subnet-role': role }),
    ...(slot !== undefined && { 'yosai-slot': String(slot) }),
  };
}

/** The rules of the baseline for a tenant's subnet, as components write them. */
export function baselineRules(role: string, slot = 0): PlannedRule[] {
  return securityRules(baseline.network, { kind: 'tenant', role, slot, operators }).map(plannedRule);
}

/** The rules of the baseline for a subnet of the hub. */
export function hubRules(role: string): PlannedRule[] {
  return securityRules(baseline.network, { kind: 'hub', role, operators }).map(plannedRule);
}

/** A network security group with rules, for the app subnet of the first tenant unless told otherwise. */
export function group(
  rules: unknown,
  tags: unknown = placeTags({ network: 'tenant', role: 'app', slot: 0 }),
): Shown {
  return {
    type: 'azure-native:network:NetworkSecurityGroup',
    name: 'nsg',
    properties: {
      resourceGroupName: 'rg-aoba',
      networkSecurityGroupName: 'nsg-app',
      securityRules: rules,
      tags,
    },
  };
}
