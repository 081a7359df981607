import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';

/**
 * Whether a resource stands in a resource group of the stack, by the group's name or by what the name was made from;
 * `undefined` where nothing tells.
 */
export function isInGroup(resource: Resource, group: Resource, stack: StackView): boolean | undefined {
  const named = resource.properties.key('resourceGroupName');
  const made = stack.madeFrom(resource, named);
  if (made.includes(group)) return true;
  if (named.isUnknown) return made.length === 0 ? undefined : false;
  const name = group.properties.key('resourceGroupName');
  return name.isUnknown ? undefined : named.text?.toLowerCase() === name.text?.toLowerCase();
}
