import { subnetRanges } from '../../../lib/baseline/addresses';
import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { orList, show } from '../../../lib/resources/show';
import type { StackView } from '../../../lib/resources/stack-view';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { slotOf } from '../azure/belonging';
import { gatewayType } from '../azure/gateway';
import { tagOf } from '../azure/tags';
import { expect, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';
import { isInside, isSlot } from '../network/place';
import { networkType } from '../network/subnets';

/**
 * A gateway hands what customers send to machines of their own tenant: each address behind it is in a subnet of the
 * tenant's slot. A name would lead wherever its zone says on the day, so there is none. What joins a pool by itself, as
 * interfaces do, is a reference, and those between tenants are judged elsewhere. The slot is that of the network in which
 * the gateway stands: a tag that says another one would lead to another tenant.
 * https://learn.microsoft.com/azure/application-gateway/application-gateway-components#backend-pools (2026-11-27)
 */
export const gatewayLeadsToOwnSubnets: Rule = {
  types: [gatewayType],
  checkStack(stack, context) {
    const { network } = context.baseline;
    return stack.ofType(gatewayType).flatMap((gateway) => {
      // Its group may say it, but a tag that is not known may say otherwise.
      const isOpen = tagOf(gateway, 'slot', context).isUnknown;
      const slot = isOpen ? undefined : slotOf(gateway, stack, context);
      const ranges = isSlot(network, slot) ? [...subnetRanges(network, 'tenant', slot).values()] : undefined;
      const addresses = itemsOf(gateway.properties.key('backendAddressPools')).flatMap((pool) =>
        itemsOf(pool.key('backendAddresses')),
      );
      return at(gateway, [
        ...(slot === undefined ? [] : judgePlace(gateway, slot, stack, context)),
        ...addresses.flatMap((address) => judge(address, ranges)),
      ]);
    });
  },
};

/** Whether the gateway stands in networks of its slot, where the stack has them. */
function judgePlace(gateway: Resource, slot: number, stack: StackView, context: Context): Result[] {
  const expected = `in a network of slot ${slot}, as the gateway's tags say`;
  return itemsOf(gateway.properties.key('gatewayIPConfigurations')).flatMap((configuration) => {
    const subnet = configuration.at('subnet.id');
    const id = parseAzureId(subnet.text ?? '');
    const networks =
      id === undefined
        ? stack.madeFrom(gateway, subnet).flatMap((maker) => stack.holderOf(maker, networkType) ?? [])
        : stack.along(id).filter(({ type }) => type === networkType);
    return networks.flatMap((network): Result[] => {
      const said = tagOf(network, 'slot', context);
      if (said.isUnknown) return [undetermined(subnet, expected)];
      const isOwn = said.isAbsent || said.text === String(slot);
      return isOwn ? [] : [violated(subnet, expected, `one of slot ${show(said)}`)];
    });
  });
}

function judge(place: Value, ranges: readonly string[] | undefined): Result[] {
  const address = place.key('ipAddress');
  const name = place.key('fqdn');
  const named =
    name.isAbsent || place.isUnknown
      ? []
      : name.isUnknown
        ? [undetermined(name, 'absent')]
        : [violated(name, 'absent, as a name may lead anywhere', name.text ?? 'no text')];
  if (address.isAbsent) return named;
  if (ranges === undefined) {
    return [...named, undetermined(address, "in a subnet of the gateway's tenant, whose slot its tags say")];
  }
  const isOwn = ({ text = '' }: Value) => ranges.some((range) => isInside(text.trim(), range));
  return [...named, ...expect(address, `in ${orList(ranges)}`, isOwn)];
}
