import type { Resource } from '../resources/resource';
import { itemsOf, type Value } from '../resources/value';
import { type Building, found, isRemark } from './building';
import type { FirewallRules } from './firewall-rule';
import type { Firewall, PublicAddress, Subnet } from './model';
import { subnetOf } from './read-endpoints';
import { type Collection, readCollections } from './read-firewall-rules';
import { types } from './types';

/** Reads firewalls with the rules of their policies, or the older ones in the firewall itself. */
export function readFirewalls(building: Building): Firewall[] {
  return building.view.ofType(types.firewall).flatMap((resource): Firewall[] => {
    const { properties } = resource;
    const configurations = itemsOf(properties.key('ipConfigurations'));
    const subnets = configurations
      .map((item) => item.key('subnet'))
      .filter((place) => !place.isAbsent)
      .map((place) => subnetOf(building, resource, place));
    const subnet = subnets.find(
      (candidate): candidate is NonNullable<typeof candidate> => candidate !== undefined,
    );
    if (subnet === undefined || isRemark(subnet)) {
      if (subnet === undefined)
        building.gap({ urn: resource.urn, path: '' }, 'a firewall outside of a subnet is not followed');
      return [];
    }
    const publics = configurations
      .map((item) => item.key('publicIPAddress'))
      .filter((value) => !value.isAbsent);
    const built: Firewall = {
      ...building.thing(resource, properties, subnet as Subnet),
      kind: 'firewall',
      subnet,
      addresses: subnet.range,
      exact: false,
      publicAddresses: publics.flatMap(
        (place) =>
          found(
            building.follow<PublicAddress>(
              resource,
              place.isUnknown ? place : place.key('id'),
              types.publicAddress,
            ),
          ) ?? [],
      ),
      rules: rulesOf(building, resource),
      open: [],
    };
    subnet.endpoints.push(built);
    return [building.keep(resource, built)];
  });
}

function rulesOf(building: Building, firewall: Resource): FirewallRules {
  const { properties } = firewall;
  const reference = properties.key('firewallPolicy');
  if (reference.isAbsent) {
    const collections = [
      'natRuleCollections',
      'networkRuleCollections',
      'applicationRuleCollections',
    ].flatMap((name) =>
      itemsOf(properties.key(name)).map((place): Collection => ({ resource: firewall, place, rank: [0] })),
    );
    return readCollections(building, collections);
  }
  const id = reference.isUnknown ? reference : reference.key('id');
  const target = building.view.follow(firewall, id, types.firewallPolicy);
  if (target.kind !== 'resource') {
    const open = building.gap(
      { urn: firewall.urn, path: id.path },
      'the firewall policy is not in the plans',
    );
    return { nat: [], network: [], application: [], open: [open] };
  }
  return policyRules(building, target.resource);
}

/**
 * The rules of a policy and of the one that it is based on, whose rules come first; its NAT rules do not pass on.
 * https://learn.microsoft.com/azure/firewall-manager/rule-hierarchy (2026-11-27)
 */
function policyRules(building: Building, policy: Resource, depth = 0): FirewallRules {
  const ranges = policy.properties.key('snat');
  if (!ranges.isAbsent) {
    building.gap(
      { urn: policy.urn, path: ranges.path },
      'for which ranges it translates sources is not followed',
    );
  }
  const collections = building.view
    .ofType(types.ruleCollectionGroup)
    .filter((group) => building.view.holderOf(group, types.firewallPolicy) === policy)
    .flatMap((group) => collectionsOf(building, group));
  const own = readCollections(building, collections);
  const base = policy.properties.key('basePolicy');
  if (base.isAbsent || depth > 8) return own;
  const id: Value = base.isUnknown ? base : base.key('id');
  const target = building.view.follow(policy, id, types.firewallPolicy);
  if (target.kind !== 'resource') {
    const open = building.gap({ urn: policy.urn, path: id.path }, 'the base policy is not in the plans');
    return { ...own, open: [...own.open, open] };
  }
  const first = policyRules(building, target.resource, depth + 1);
  return {
    nat: own.nat,
    network: [...first.network, ...own.network],
    application: [...first.application, ...own.application],
    open: [...first.open, ...own.open],
  };
}

function collectionsOf(building: Building, group: Resource): Collection[] {
  const priority = group.properties.key('priority');
  if (priority.isUnknown)
    building.gap({ urn: group.urn, path: priority.path }, 'the priority is not known yet');
  return itemsOf(group.properties.key('ruleCollections')).map((place) => ({
    resource: group,
    place,
    rank: [priority.number ?? 0],
  }));
}
