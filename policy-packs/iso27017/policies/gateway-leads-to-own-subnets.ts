import { subnetRanges } from '../../../lib/baseline/addresses';
import { orList } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { slotOf } from '../azure/belonging';
import { gatewayType } from '../azure/gateway';
import { tagOf } from '../azure/tags';
import { expect, undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Result, Rule } from '../framework/rule';
import { isInside, isSlot } from '../network/place';

/**
 * A gateway hands what customers send to machines of their own tenant: each address behind it is in a subnet of the
 * tenant's slot. A name would lead wherever its zone says on the day, so there is none. What joins a pool by itself, as
 * interfaces do, is a reference, and those between tenants are judged elsewhere.
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
      return at(
        gateway,
        addresses.flatMap((address) => judge(address, ranges)),
      );
    });
  },
};

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
