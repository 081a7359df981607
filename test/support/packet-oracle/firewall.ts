import { isInPrefix, isPrefix } from './address';
import { isPort, isProtocol, type Packet } from './packet';
import { type Inputs, idIn, partIn, partsIn, textIn, textsIn } from './plain';
import { azureId, type PlainHost, type World } from './world';

interface Collection {
  readonly kind: 'nat' | 'network';
  readonly allows: boolean;
  readonly rules: readonly Inputs[];
}

/**
 * Collections in the order in which the firewall asks them: groups by priority, in each the collections by priority.
 * https://learn.microsoft.com/azure/firewall/rule-processing (2026-11-27)
 */
function collectionsOf(world: World, firewall: PlainHost): Collection[] {
  const policy = idIn(firewall.resource.inputs, 'firewallPolicy');
  const byPriority = (a: Inputs, b: Inputs) => Number(a['priority']) - Number(b['priority']);
  return world
    .of('FirewallPolicyRuleCollectionGroup')
    .map(({ inputs }) => inputs)
    .filter((inputs) => policyOf(world, inputs) === policy)
    .sort(byPriority)
    .flatMap((group) => [...partsIn(group, 'ruleCollections')].sort(byPriority))
    .map((collection) => ({
      kind:
        textIn(collection, 'ruleCollectionType') === 'FirewallPolicyNatRuleCollection' ? 'nat' : 'network',
      allows: textIn(partIn(collection, 'action'), 'type')?.toLowerCase() !== 'deny',
      rules: partsIn(collection, 'rules'),
    }));
}

function policyOf(world: World, inputs: Inputs): string | undefined {
  const name = textIn(inputs, 'firewallPolicyName')?.toLowerCase();
  const policy = world
    .of('FirewallPolicy')
    .find((resource) => textIn(resource.inputs, 'firewallPolicyName')?.toLowerCase() === name);
  return policy === undefined ? undefined : azureId(policy);
}

/** Whether the network rules let a packet through; without one that says so it is dropped. */
export function firewallAllows(world: World, firewall: PlainHost, packet: Packet): boolean {
  for (const { kind, allows, rules } of collectionsOf(world, firewall)) {
    if (kind === 'network' && rules.some((rule) => matches(rule, packet))) return allows;
  }
  return false;
}

/** Where a NAT rule sends a packet to the firewall's public address, and on which port. */
export function translated(
  world: World,
  firewall: PlainHost,
  packet: Packet,
): { readonly address: string; readonly port: number } | undefined {
  for (const { kind, rules } of collectionsOf(world, firewall)) {
    const rule = kind === 'nat' ? rules.find((candidate) => matches(candidate, packet)) : undefined;
    if (rule === undefined) continue;
    return {
      address: textIn(rule, 'translatedAddress') ?? '',
      port: Number(textIn(rule, 'translatedPort')),
    };
  }
  return undefined;
}

function matches(rule: Inputs, packet: Packet): boolean {
  const isIn = (texts: readonly string[], address: string) =>
    texts.some((text) => text.trim() === '*' || (isPrefix(text) && isInPrefix(address, text)));
  return (
    textsIn(rule, 'ipProtocols').some((text) => isProtocol(packet.protocol, text)) &&
    isIn(textsIn(rule, 'sourceAddresses'), packet.source) &&
    isIn(textsIn(rule, 'destinationAddresses'), packet.destination) &&
    textsIn(rule, 'destinationPorts').some((text) => isPort(packet.port, text))
  );
}
