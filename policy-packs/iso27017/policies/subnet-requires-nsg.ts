import { undetermined, violated } from '../expect';
import { at } from '../located';
import { subnetsNamed } from '../place';
import type { Context, Located, Resource, Rule } from '../rule';
import type { StackView } from '../stack-view';
import { type DescribedSubnet, subnetsOf, subnetTypes } from '../subnets';
import { tagOf } from '../tags';

const group = 'azure-native:network:NetworkSecurityGroup';
const expected = 'the network security group of the subnet';

/**
 * Every subnet has a network security group, except those whose name the baseline lists as taking none, and the
 * group is the one that its tags say is for that subnet. Whether a group is there shows on the subnet; which one
 * it is, in the stack.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview (2026-11-23)
 */
export const subnetRequiresNsg: Rule = {
  types: subnetTypes,
  check(resource, context) {
    const subnets = subnetsOf(resource, context.baseline.network);
    if (subnets.length === 0) return { notApplicable: 'the network lists no subnets' };
    return subnets
      .filter((subnet) => takesGroup(subnet, context))
      .flatMap((subnet) => {
        const id = subnet.place.at('networkSecurityGroup.id');
        if (!id.isAbsent && !subnet.place.isUnknown) return [];
        return [subnet.isOpen ? undetermined(id, expected) : violated(id, expected, 'nothing')];
      });
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
  { place, planned }: DescribedSubnet,
  stack: StackView,
  context: Context,
): Located[] {
  const id = place.at('networkSecurityGroup.id');
  if (place.isUnknown || id.isAbsent) return [];
  const target = stack.follow(resource, id, group);
  if (target.kind !== 'resource') return at(resource, [undetermined(id, `${expected}, made in this stack`)]);
  const tags = (['network', 'subnetRole', 'slot'] as const).map((fact) =>
    tagOf(target.resource, fact, context),
  );
  if (planned === undefined || tags.some(({ isUnknown }) => isUnknown)) return [];
  const [kind, role, slot] = tags;
  const sameSlot = planned.kind !== 'tenant' || slot?.number === planned.slot;
  if (kind?.text === planned.kind && role?.text === planned.subnet.role && sameSlot) return [];
  const whose = [kind?.text, role?.text, slot?.number].filter((part) => part !== undefined).join(' ');
  const where = [planned.kind, planned.subnet.role, planned.slot]
    .filter((part) => part !== undefined)
    .join(' ');
  return at(resource, [
    violated(id, `the group for ${where}`, whose === '' ? 'a group without tags' : `the group for ${whose}`),
  ]);
}
