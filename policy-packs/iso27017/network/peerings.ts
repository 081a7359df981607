import type { NetworkKind } from '../../../lib/baseline/types.generated';
import { types } from '../../../lib/network-model/types';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { azureIdForm } from '../azure/shared-resources';
import { tagOf } from '../azure/tags';
import type { Context } from '../framework/rule';
import { networkAt } from './place';
import { networkType } from './subnets';

export const peeringType = types.peering;

/** One end of a peering; `kind` is absent when the stack does not tell what network it is. */
export interface End {
  readonly kind?: NetworkKind;
  /** How a finding names it. */
  readonly name: string;
  /** Set for a network that is named, is not in the stack, and is none of the hub's by the configuration. */
  readonly isStrange?: true;
}

/** A peering from one network to another, and where the other is named. */
export interface Peering {
  readonly resource: Resource;
  readonly place: Value;
  readonly near: End;
  readonly far: End;
}

/** The configuration by which networks outside the stack are known as the hub's. */
export const hubNetworks = {
  type: 'array',
  description: "Azure ids of the hub's virtual networks, for stacks that do not hold them.",
  items: azureIdForm,
};

/** Every peering of a stack: resources of their own, and those in the list of a network. */
export function peeringsOf(stack: StackView, context: Context): Peering[] {
  const separate = stack.ofType(peeringType).map((resource) => {
    const holder = stack.holderOf(resource, networkType);
    const name = resource.properties.key('virtualNetworkName').text;
    const group = resource.properties.key('resourceGroupName').text;
    const near = holder === undefined ? outside(context, group, name) : endOf(holder, context);
    return { resource, peering: resource.properties, near };
  });
  const listed = stack.ofType(networkType).flatMap((resource) =>
    itemsOf(resource.properties.key('virtualNetworkPeerings')).map((peering) => ({
      resource,
      peering,
      near: endOf(resource, context),
    })),
  );
  return [...separate, ...listed].map(({ resource, peering, near }) => {
    const place = peering.at('remoteVirtualNetwork.id');
    const target = stack.follow(resource, place, networkType);
    if (target.kind === 'resource') return { resource, place, near, far: endOf(target.resource, context) };
    const id = target.kind === 'outside' ? parseAzureId(target.id) : undefined;
    const far = outside(context, id?.resourceGroup, id?.segments.at(-1)?.name, id?.subscription);
    return { resource, place, near, far };
  });
}

/**
 * What a network of the stack is: by its addresses, which packets go by, where the plan has them, else by its tag. With
 * addresses that are not known yet it may be another one than its tag says.
 */
function endOf(network: Resource, context: Context): End {
  const prefixes = network.properties.at('addressSpace.addressPrefixes');
  if (itemsOf(prefixes).some(({ isUnknown }) => isUnknown)) return { name: network.name };
  const kinds = context.baseline.tags.values.network;
  const tag = tagOf(network, 'network', context);
  const tagged = kinds.find((kind) => kind === tag.text);
  const planned = itemsOf(prefixes).flatMap(
    (prefix) => networkAt(context.baseline.network, prefix.text ?? '')?.kind ?? [],
  );
  const kind = planned.find((one) => one !== tagged) ?? planned[0] ?? tagged;
  return kind === undefined ? { name: network.name } : { kind, name: network.name };
}

/** A network by what names it; without a subscription, that of the stack, which the configuration does not tell. */
function outside(
  context: Context,
  group: string | undefined,
  name: string | undefined,
  subscription?: string,
): End {
  if (group === undefined || name === undefined) return { name: 'a network that is not known yet' };
  return isListedHub(context, group, name, subscription)
    ? { kind: 'hub', name }
    : { name: `${name}, which is not in this stack`, isStrange: true };
}

/** Whether the configuration lists a network outside the stack as the hub's; without a subscription, any has it. */
export function isListedHub(
  { config }: Context,
  group: string | undefined,
  name: string | undefined,
  subscription: string | undefined,
): boolean {
  const ids = Array.isArray(config['hubNetworks']) ? config['hubNetworks'] : [];
  return ids.some((text) => {
    const id = typeof text === 'string' ? parseAzureId(text) : undefined;
    return (
      id !== undefined &&
      id.resourceGroup === group?.toLowerCase() &&
      id.segments.at(-1)?.name === name?.toLowerCase() &&
      (subscription === undefined || id.subscription === subscription)
    );
  });
}
