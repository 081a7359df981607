import type { Resource } from '../../../lib/resources/resource';
import { show } from '../../../lib/resources/show';
import type { StackView } from '../../../lib/resources/stack-view';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Located, Rule } from '../framework/rule';
import { describePlace } from '../network/group-place';
import { subnetsNamed } from '../network/place';
import { type DescribedSubnet, subnetsOf, subnetTypes } from '../network/subnets';

const group = 'azure-native:network:NetworkSecurityGroup';
const expected = 'the network security group of the subnet';
const plannedRange = 'the range of a planned subnet';

/**
 * Every subnet has a network security group, except those whose name the baseline lists as taking none, and the
 * group is the one that its tags say is for that subnet. A subnet beside the address plan has no group that could be
 * right. Whether a group is there shows on the subnet; which one
 * it is, in the stack.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23)
 */
export const subnetRequiresNsg: Rule = {
  types: subnetTypes,
  check(resource, context) {
    const subnets = subnetsOf(resource, context.baseline.network);
    if (subnets.length === 0) return { notApplicable: 'the network lists no subnets' };
    const strays = subnets.flatMap((subnet) => subnet.strays);
    const missing = subnets
      .filter((subnet) => takesGroup(subnet, context))
      .flatMap(({ place, isOpen }) => {
        const id = place.at('networkSecurityGroup.id');
        if (!id.isAbsent && !place.isUnknown) return [];
        return [isOpen ? undetermined(id, expected) : violated(id, expected, 'nothing')];
      });
    return [
      ...missing,
      ...strays.map((range) => violated(range, plannedRange, show(range))),
      ...subnets.flatMap(({ openRanges }) => openRanges.map((range) => undetermined(range, plannedRange))),
    ];
  },
  checkStack: (stack, context) =>
    stack.ofType(...subnetTypes).flatMap((resource) =>
      subnetsOf(resource, context.baseline.network)
        .filter((subnet) => takesGroup(subnet, context))
        .flatMap((subnet) => judgeGroup(resource, subnet, stack, context)),
    ),
};

/** Only a name exempts: Azure knows the subnets that take no group by their fixed names. */
function takesGroup({ name }: DescribedSubnet, { baseline }: Context): boolean {
  const named = name === undefined ? [] : subnetsNamed(baseline.network, name);
  return named.length === 0 || named.some(({ nsg }) => nsg);
}

function judgeGroup(
  resource: Resource,
  subnet: DescribedSubnet,
  stack: StackView,
  context: Context,
): Located[] {
  const id = subnet.place.at('networkSecurityGroup.id');
  if (subnet.place.isUnknown || id.isAbsent) return [];
  const target = stack.follow(resource, id, group);
  if (target.kind !== 'resource') return at(resource, [undetermined(id, `${expected}, made in this stack`)]);
  const { planned } = subnet;
  const found = describePlace(target.resource, context);
  if (planned === undefined) return [];
  const where = [planned.kind, planned.subnet.role, planned.slot]
    .filter((part) => part !== undefined)
    .join(' ');
  if (found === undefined) return at(resource, [undetermined(id, `the group for ${where}`)]);
  return found === where
    ? []
    : at(resource, [violated(id, `the group for ${where}`, `the group for ${found}`)]);
}
