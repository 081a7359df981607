import type { Resource } from '../../../lib/resources/resource';
import { resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import { asOf, judgeLeaving, leavingIn, nobodyLeaves } from '../azure/leaving';
import { tagOf } from '../azure/tags';
import { violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Rule } from '../framework/rule';

/**
 * Nothing of a tenant that left is part of the program once the deadline of the deletion is over. Resource groups
 * speak for what is in them; what stands in none of this stack speaks for itself by its tag, and for what extends it
 * (locks, role assignments, diagnostic settings).
 */
export const terminatedTenantIsDeleted: Rule = {
  config: { asOf },
  checkStack(stack, context) {
    const leaving = leavingIn(stack, context);
    if (leaving.length === 0) return nobodyLeaves;
    return leaving
      .filter((resource) => !hasGroup(resource, stack) && !tagOf(resource, 'terminatedOn', context).isAbsent)
      .flatMap((resource) =>
        at(
          resource,
          judgeLeaving(resource, stack, context, ({ lastDay, goneBy }, today) =>
            today <= goneBy
              ? []
              : [
                  violated(
                    '',
                    `deleted by ${goneBy}, the last day of service being ${lastDay}`,
                    `it still there on ${today}`,
                  ),
                ],
          ),
        ),
      );
  },
};

/** Whether a resource stands in a group of the stack. */
function hasGroup({ type, properties }: Resource, stack: StackView): boolean {
  if (type === resourceGroupType) return false;
  const group = properties.key('resourceGroupName').text;
  return group !== undefined && stack.find(resourceGroupType, undefined, group) !== undefined;
}
