import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { isServedIn, resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import type { Value } from '../../../lib/resources/value';
import { isInGroup } from './resource-group';

export const lockType = 'azure-native:authorization:ManagementLockByScope';

/** Levels under which Azure deletes nothing. */
const levels = ['cannotdelete', 'readonly'];
const wide = /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/?$/;

/**
 * Whether a lock of the stack keeps Azure from deleting a resource: one on the resource itself, on its resource group or
 * its subscription. `undefined` where only deployment tells.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#lock-inheritance (2026-11-27)
 */
export function isLocked(resource: Resource, stack: StackView): boolean | undefined {
  const verdicts = stack.ofType(lockType).map((lock) => locks(lock, resource, stack));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function locks(lock: Resource, resource: Resource, stack: StackView): boolean | undefined {
  const level = lock.properties.key('level');
  if (!level.isUnknown && !levels.includes(level.text?.trim().toLowerCase() ?? '')) return false;
  const covered = covers(lock, resource, stack);
  return covered === true && level.isUnknown ? undefined : covered;
}

function covers(lock: Resource, resource: Resource, stack: StackView): boolean | undefined {
  const scope = lock.properties.key('scope');
  if (scope.isUnknown) return mayCover(stack.madeFrom(lock, scope), resource, stack);
  const [, subscription, group] = wide.exec(scope.text?.trim().toLowerCase() ?? '') ?? [];
  if (subscription !== undefined) return isWithin(subscription, group, resource);
  if (!namesType(scope, resource)) return false;
  const target = stack.follow(lock, scope, resource.type);
  return target.kind === 'resource' && target.resource === resource;
}

/** What a scope is made from: the resource alone or with its group, something else, or nothing that is known. */
function mayCover(made: readonly Resource[], resource: Resource, stack: StackView): boolean | undefined {
  if (made.includes(resource)) return true;
  if (made.length === 0) return undefined;
  const isOfGroups = made.every(({ type }) => type === resourceGroupType);
  return isOfGroups && made.some((group) => isInGroup(resource, group, stack) !== false) ? undefined : false;
}

function isWithin(subscription: string, group: string | undefined, resource: Resource): boolean | undefined {
  if (!isServedIn(subscription, resource)) return false;
  if (group === undefined) return true;
  const own = resource.properties.key('resourceGroupName');
  return own.isUnknown ? undefined : own.text?.toLowerCase() === group;
}

/** Whether an id says of what it names that it is of the resource's type, as Azure calls that. */
function namesType(scope: Value, { type }: Resource): boolean {
  const id = parseAzureId(scope.text ?? '');
  const [, module, className] = type.toLowerCase().split(':');
  return id?.namespace === `microsoft.${module}` && id.segments.at(-1)?.type === `${className}s`;
}
