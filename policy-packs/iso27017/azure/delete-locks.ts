import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { isServedIn, resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import { isOfType } from './id-type';
import { isInGroup } from './resource-group';

const lockType = 'azure-native:authorization:ManagementLockByScope';

/** Levels under which Azure deletes nothing. */
const levels = ['cannotdelete', 'readonly'];
const wide = /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/?$/;

/** Resources that the locks of a stack keep from being deleted, and those of which only deployment tells. */
export interface Locked {
  readonly sure: ReadonlySet<Resource>;
  readonly open: ReadonlySet<Resource>;
}

/** What one lock covers of the resources that are asked about. */
interface Covered {
  readonly sure?: readonly Resource[];
  readonly open?: readonly Resource[];
}

/**
 * Finds which of some resources Azure deletes for nobody: those with a lock of the stack on themselves, on their
 * resource group or on their subscription.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources#lock-inheritance (2026-11-27)
 */
export function lockedAmong(resources: readonly Resource[], stack: StackView): Locked {
  const sure = new Set<Resource>();
  const open = new Set<Resource>();
  const types = [...new Set(resources.map(({ type }) => type))];
  for (const lock of stack.ofType(lockType)) {
    const level = lock.properties.key('level');
    if (!level.isUnknown && !levels.includes(level.text?.trim().toLowerCase() ?? '')) continue;
    const covered = coveredBy(lock, resources, types, stack);
    for (const one of covered.sure ?? []) (level.isUnknown ? open : sure).add(one);
    for (const one of covered.open ?? []) open.add(one);
  }
  return { sure, open };
}

function coveredBy(
  lock: Resource,
  resources: readonly Resource[],
  types: readonly string[],
  stack: StackView,
): Covered {
  const scope = lock.properties.key('scope');
  if (scope.isUnknown) return coveredByMade(stack.madeFrom(lock, scope), resources, types, stack);
  const [, subscription, group] = wide.exec(scope.text?.trim().toLowerCase() ?? '') ?? [];
  if (subscription !== undefined) {
    const within = resources.filter((resource) => isServedIn(subscription, resource));
    const groupOf = ({ properties }: Resource) => properties.key('resourceGroupName');
    return group === undefined
      ? { sure: within }
      : {
          sure: within.filter((one) => groupOf(one).text?.toLowerCase() === group),
          open: within.filter((one) => groupOf(one).isUnknown),
        };
  }
  const id = parseAzureId(scope.text ?? '');
  const type = id && types.find((candidate) => isOfType(id, candidate));
  const target = type === undefined ? undefined : stack.follow(lock, scope, type);
  return target?.kind === 'resource' ? { sure: [target.resource] } : {};
}

/**
 * A scope that is made from one of the resources, alone or with its group, is that. Made from several, or from something
 * else besides, which may lie in it, it is open which of them it is; and so it is where it is made from nothing known.
 */
function coveredByMade(
  made: readonly Resource[],
  resources: readonly Resource[],
  types: readonly string[],
  stack: StackView,
): Covered {
  const stores = made.filter(({ type }) => types.includes(type));
  const isOnlyGroups = made.every(({ type }) => [...types, resourceGroupType].includes(type));
  if (stores.length > 0) return stores.length === 1 && isOnlyGroups ? { sure: stores } : { open: stores };
  if (!isOnlyGroups) return {};
  const open = resources.filter((one) => made.every((group) => isInGroup(one, group, stack) !== false));
  return { open };
}
