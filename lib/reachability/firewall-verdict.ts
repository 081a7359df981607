import { readRange } from '../network-model/address-sets';
import type { ApplicationRule, NetworkRule } from '../network-model/firewall-rule';
import type { DnsZone, Firewall, PrivateEndpoint } from '../network-model/model';
import { meets, union } from '../network-model/number-set';
import type { Remark } from '../network-model/remark';
import { common, moved, narrow, type Traffic, without } from '../network-model/traffic';
import type { Hop } from './arrival';
import type { Follower } from './follower';
import { onward, type Trail } from './trail';

interface Denied {
  readonly name: string;
  readonly packets: Traffic;
}

/**
 * Packets that a route has brought to a firewall: its network rules are asked first, then its application rules by
 * the name that is asked for, and what no rule allows is dropped. Packets to private addresses keep their source; a
 * connection by name begins anew at the firewall.
 * https://learn.microsoft.com/azure/firewall/rule-processing, https://learn.microsoft.com/azure/firewall/snat-private-range
 * (2026-11-27)
 */
export function passThroughFirewall(
  walk: Follower,
  firewall: Firewall,
  packets: Traffic,
  trail: Trail,
): void {
  const { rules, subnet } = firewall;
  if (rules.open.length > 0) {
    walk.route(subnet, packets, onward(trail, [], rules.open), true);
    return;
  }
  let left = packets;
  const denied: Denied[] = [];
  for (const rule of rules.network) {
    const flow = common(left, rule.flow);
    if (flow.length === 0) continue;
    for (const name of rule.names) {
      if (rule.allows) toName(walk, firewall, rule, name, flow, denied, trail);
      else if (rule.open === undefined) denied.push({ name: name.toLowerCase(), packets: rule.flow });
    }
    const matched = common(left, rule.packets);
    if (matched.length === 0) continue;
    if (rule.allows) walk.route(subnet, matched, onward(trail, [hopOf(firewall, rule)], opening(rule)), true);
    if (rule.open === undefined) left = without(left, rule.packets);
  }
  denied.length = 0;
  for (const rule of rules.application) {
    const flow = common(left, rule.packets);
    if (flow.length === 0) continue;
    for (const name of rule.names) {
      if (rule.allows) toName(walk, firewall, rule, name, flow, denied, trail);
      else if (rule.open === undefined) denied.push({ name: name.toLowerCase(), packets: rule.packets });
    }
  }
}

/** A connection to what a name stands for: the name itself, and addresses to which the plans say that it leads. */
function toName(
  walk: Follower,
  firewall: Firewall,
  rule: NetworkRule | ApplicationRule,
  name: string,
  packets: Traffic,
  denied: readonly Denied[],
  trail: Trail,
): void {
  const refused = denied.filter((deny) => holdsName(deny.name, name)).map((deny) => deny.packets);
  const flow = without(packets, ...refused);
  if (flow.length === 0) return;
  const next: Trail = {
    ...onward(trail, [hopOf(firewall, rule), connectionOf(firewall, name)], opening(rule)),
    through: [...trail.through, firewall],
    sent: trail.sent ?? flow,
  };
  const own = moved(flow, walk.model.names.ofInternet(name)).map((box) => ({
    ...box,
    sources: firewall.addresses,
  }));
  walk.arrive({ kind: 'name', name }, own, next);
  for (const endpoint of endpointsNamed(walk, firewall, name)) {
    walk.route(firewall.subnet, moved(own, endpoint.addresses), next, false);
  }
  if (name === '*') {
    const open = { where: rule.where, what: 'a name that the rule allows may lead to any address' };
    const anywhere = flow.map((box) => ({ ...box, sources: firewall.addresses }));
    walk.route(firewall.subnet, anywhere, onward(next, [], [open]), false);
  }
}

/** Private endpoints whose zone is resolved in a firewall's network, each with those zones. */
const resolved = new WeakMap<
  Firewall,
  readonly { readonly endpoint: PrivateEndpoint; readonly zones: readonly DnsZone[] }[]
>();

/** Private endpoints that a name may lead to. */
function endpointsNamed(walk: Follower, firewall: Firewall, name: string): PrivateEndpoint[] {
  const { network } = firewall.subnet;
  const known =
    resolved.get(firewall) ??
    walk.model.endpoints.flatMap((endpoint) => {
      if (endpoint.kind !== 'privateEndpoint') return [];
      const zones = endpoint.zones.filter((zone) => zone.networks.includes(network));
      return zones.length === 0 ? [] : [{ endpoint, zones }];
    });
  resolved.set(firewall, known);
  return known
    .filter(({ zones }) => zones.some((zone) => zoneHolds(zone, name)))
    .map(({ endpoint }) => endpoint);
}

/** Whether a name, or one of those that a pattern stands for, is in a zone or in the public one behind it. */
function zoneHolds(zone: DnsZone, name: string): boolean {
  const plain = name.toLowerCase().replace(/^\*\.?/, '');
  const suffix = zone.name.toLowerCase().replace(/^privatelink\./, '');
  return plain === '' || plain.endsWith(suffix) || (name.startsWith('*') && suffix.endsWith(plain));
}

/** Whether a pattern of names holds all of another. */
function holdsName(pattern: string, name: string): boolean {
  const word = name.toLowerCase();
  if (pattern === '*' || pattern === word) return true;
  return pattern.startsWith('*.') && word.endsWith(pattern.slice(1));
}

/**
 * Packets to one of a firewall's own addresses, which its NAT rules send on; their source becomes the firewall.
 * https://learn.microsoft.com/azure/firewall/tutorial-firewall-dnat (2026-11-27)
 */
export function translate(
  walk: Follower,
  firewall: Firewall,
  packets: Traffic,
  trail: Trail,
  isPublic: boolean,
): void {
  let left = packets;
  for (const rule of firewall.rules.nat) {
    const own = isPublic
      ? union(...firewall.publicAddresses.map(({ addresses }) => addresses))
      : firewall.addresses;
    const texts = rule.destinations.map((text) => readRange(text));
    const given = texts.filter((set) => set !== undefined);
    const isAny = rule.destinations.length === 0 || texts.length > given.length;
    const isUnknown = firewall.publicAddresses.some(({ isKnown }) => !isKnown);
    const named = union(...given);
    // The number of a public address is not in the plan, so that a rule for any public number may be for it.
    const destinations = isAny || (isPublic && isUnknown) ? own : meets(named, own) ? named : [];
    const matched = narrow(common(left, rule.packets), { destinations });
    if (matched.length === 0) continue;
    const hop: Hop = {
      kind: 'translation',
      what: `${firewall.name}: ${rule.name} sends it on`,
      where: rule.where,
    };
    const received = moved(matched, rule.to, rule.ports).map((box) => ({
      ...box,
      sources: firewall.addresses,
    }));
    const next = {
      ...onward(trail, [hop], opening(rule)),
      sent: trail.sent ?? matched,
      through: [...trail.through, firewall],
    };
    walk.route(firewall.subnet, received, next, true);
    if (rule.open === undefined) left = without(left, matched);
  }
  for (const open of firewall.rules.open) {
    walk.arrive({ kind: 'outside', where: open.where }, left, onward(trail, [], [open]));
  }
}

function opening(rule: { readonly open: Remark | undefined }): readonly Remark[] {
  return rule.open === undefined ? [] : [rule.open];
}

function hopOf(firewall: Firewall, { name, where }: NetworkRule | ApplicationRule): Hop {
  return { kind: 'rule', what: `${firewall.name}: ${name} allows it`, where };
}

function connectionOf(firewall: Firewall, name: string): Hop {
  return { kind: 'connection', what: `${firewall.name} connects to ${name}`, where: firewall.where };
}
