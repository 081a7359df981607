import type { Resource } from '../../../lib/resources/resource';
import { belongsTo } from '../azure/belonging';
import { contentsOf } from '../azure/contents';
import { violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';
import { crossingsOf } from '../network/crossings';
import { networkAround, networkAt } from '../network/place';

const corporate = 'corporate';
const sides = [corporate, 'cloud-service'];

/** Properties that name an address to which packets are sent, and those that give a network its addresses. */
const target = /(^|\.)(nextHopIpAddress|privateIPAddress|ipAddress)$/;
const space = /^addressSpace\.addressPrefixes\[\d+\]$/;

/**
 * Nothing leads from the corporate network to the service or back: no peering, link, endpoint or other reference
 * to a resource of the other side, no route to its addresses, and no network that has them. Sides are told by the
 * scope tag of a resource or of what it stands in. White paper section 31.
 */
export const corporateNetworkStaysApart: Rule = {
  checkStack(stack, context) {
    const judged = stack.resources.flatMap((resource) => {
      const side = belongsTo(resource, 'scope', stack, context);
      return side !== undefined && sides.includes(side) ? [{ resource, side }] : [];
    });
    if (!judged.some(({ side }) => side === corporate)) {
      return { notApplicable: 'the stack holds nothing of the corporate network' };
    }
    const border = {
      fact: 'scope',
      word: 'scope',
      isGuarded: (owner: string) => sides.includes(owner),
    } as const;
    return judged.flatMap(({ resource, side }) =>
      at(resource, [
        ...crossingsOf(resource, side, border, stack, context),
        ...reached(resource, side, context),
      ]),
    );
  },
};

function reached(resource: Resource, side: string, { baseline }: Context): Result[] {
  return contentsOf(resource).ranges.flatMap((value) => {
    const text = value.text ?? '';
    const { path } = value;
    const planned = target.test(path)
      ? networkAround(baseline.network, text)
      : space.test(path)
        ? networkAt(baseline.network, text)
        : undefined;
    return planned === undefined || (planned.kind === corporate) === (side === corporate)
      ? []
      : [violated(value, `an address of scope ${side}`, text)];
  });
}
