import type { Resource } from '../../../lib/resources/resource';
import { resourceGroupType } from '../../../lib/resources/stack-view';
import { tagOf } from '../azure/tags';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Located, Rule } from '../framework/rule';

/**
 * Every resource group holds assets of one owner, the customer's or the operator's: the owner that its own tag names,
 * or, where the stack does not make the group, that of the first resource in it. Assets without a tag of their own go
 * with their group.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources (2026-11-24)
 */
export const resourceGroupHoldsOneOwner: Rule = {
  checkStack(stack, context) {
    const holders = new Map<string, Resource>();
    for (const group of stack.ofType(resourceGroupType)) {
      const name = group.properties.key('resourceGroupName').text?.toLowerCase();
      if (name !== undefined) holders.set(name, group);
    }
    const judged = stack.resources.filter(
      (resource) => resource.type !== resourceGroupType && !tagOf(resource, 'owner', context).isAbsent,
    );
    if (judged.length === 0) return { notApplicable: 'nothing in the stack says whose it is' };
    return judged.flatMap((resource) => {
      const place = resource.properties.key('resourceGroupName');
      const name = place.text?.toLowerCase();
      const made = stack.madeFrom(resource, place).find(({ type }) => type === resourceGroupType);
      const holder = made ?? (name === undefined ? undefined : holders.get(name));
      if (name !== undefined && holder === undefined) holders.set(name, resource);
      return holder === undefined ? [] : judge(resource, holder, context);
    });
  },
};

function judge(resource: Resource, holder: Resource, context: Context): Located[] {
  const [own, other] = [tagOf(resource, 'owner', context), tagOf(holder, 'owner', context)];
  const isGroup = holder.type === resourceGroupType;
  // A group without the tag is for the policy about tags.
  if (other.isAbsent || (own.isKnown && own.text === other.text)) return [];
  const expected = isGroup
    ? `that of the resource group ${holder.name}`
    : `that of ${holder.name}, which stands in the same resource group`;
  if (own.isUnknown || other.isUnknown) return at(resource, [undetermined(own, expected)]);
  return at(resource, [violated(own, `${other.text}, ${expected}`, own.text ?? 'nothing')]);
}
