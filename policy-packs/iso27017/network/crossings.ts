import type { TagFact } from '../../../lib/baseline/types.generated';
import type { AzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { openReferencesOf, ownerOf } from '../azure/belonging';
import { contentsOf } from '../azure/contents';
import { undetermined, violated } from '../framework/expect';
import type { Context, Result } from '../framework/rule';
import { subnetType } from './subnets';

/** A border that no reference may cross. */
export interface Border {
  readonly fact: TagFact;
  /** How a finding speaks of the fact, such as `tenant`. */
  readonly word: string;
  /** Whether an owner is one whose resources the other side may not use; what belongs to none may be shared. */
  readonly isGuarded: (owner: string) => boolean;
  /** Whether a resource outside the stack may be used; without this, every one may. */
  readonly isShared?: (id: AzureId) => boolean;
  /** Whether a subnet has to be of the same owner, because what belongs to none cannot be shared by standing in it. */
  readonly hasOwnSubnets?: boolean;
}

/**
 * The references by which a resource uses something of another owner, by an Azure id or, where that is not known
 * yet, by a value made from the other's.
 */
export function crossingsOf(
  resource: Resource,
  owner: string,
  border: Border,
  stack: StackView,
  context: Context,
): Result[] {
  const { fact, word, isGuarded } = border;
  const expected = `of ${word} ${owner}`;
  const crosses = (other: string | undefined): other is string =>
    other !== undefined && other !== owner && isGuarded(other);
  const known = contentsOf(resource).references.flatMap(({ place, id }): Result[] => {
    const other = ownerOf(id, fact, stack, context);
    if (crosses(other)) return [violated(place, expected, `${id.segments.at(-1)?.name} of ${word} ${other}`)];
    if (other !== undefined) return [];
    const isOutside = () => stack.along(id).length === 0;
    const isInSubnet = border.hasOwnSubnets && id.segments.at(-1)?.type === 'subnets';
    if (isInSubnet && (!isOutside() || border.isShared?.(id)))
      return [violated(place, `a subnet ${expected}`, `${id.segments.at(-1)?.name}, which is of none`)];
    return border.isShared?.(id) === false && isOutside() ? [undetermined(place, expected)] : [];
  });
  const open = openReferencesOf(resource, fact, stack, context).flatMap(({ place, owners }): Result[] => {
    if (owners.length === 0) return [undetermined(place, expected)];
    const other = owners.find((maker) => crosses(maker.owner));
    if (other !== undefined)
      return [violated(place, expected, `a value made from ${other.name} of ${word} ${other.owner}`)];
    const subnet = owners.find((maker) => maker.type === subnetType && maker.owner === undefined);
    return border.hasOwnSubnets && subnet !== undefined
      ? [violated(place, `a subnet ${expected}`, `a value made from ${subnet.name}, which is of none`)]
      : [];
  });
  return [...known, ...open];
}
