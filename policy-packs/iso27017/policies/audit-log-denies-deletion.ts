import { parseAzureId } from '../../../lib/resources/azure-id';
import type { Resource } from '../../../lib/resources/resource';
import { orList } from '../../../lib/resources/show';
import { resourceGroupType, type StackView } from '../../../lib/resources/stack-view';
import { assignmentType, grantableOf } from '../azure/access';
import { isAuditStore } from '../azure/audit-store';
import { isInGroup } from '../azure/resource-group';
import { expect, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

const accountType = 'azure-native:storage:StorageAccount';
const wide = /^\/subscriptions\/[^/]+(?:\/resourcegroups\/([^/]+))?\/?$/;

/**
 * Nobody holds a role by which the operators' audit log can be deleted: on its store, on what is in it, and on the
 * resource group or subscription around it there are only roles of which the baseline knows that they read. Diagnostic
 * settings write there without a role.
 * https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory (2026-11-24)
 */
export const auditLogDeniesDeletion: Rule = {
  types: [accountType, assignmentType],
  checkStack(stack, context) {
    const stores = stack.ofType(accountType).filter((account) => isAuditStore(account, context) !== false);
    if (stores.length === 0) return { notApplicable: 'the stack has no store of the audit log' };
    return stack
      .ofType(assignmentType)
      .flatMap((assignment) => at(assignment, judge(assignment, stores, stack, context)));
  },
};

function judge(
  assignment: Resource,
  stores: readonly Resource[],
  stack: StackView,
  context: Context,
): Result[] {
  const role = assignment.properties.key('roleDefinitionId');
  const { grantable } = context.baseline.access;
  if (grantableOf(role, context) !== undefined) return [];
  const scope = assignment.properties.key('scope');
  const made = scope.isUnknown ? stack.madeFrom(assignment, scope) : [];
  const expected = `a role that cannot delete the audit log (${orList(grantable.map(({ name }) => name))})`;
  const holders = made.map((maker) =>
    maker.type === accountType ? maker : stack.holderOf(maker, accountType),
  );
  const reached = stores.filter((store) => holders.includes(store) || reaches(scope.text ?? '', store));
  if (reached.length === 0) {
    const isOpen = scope.isUnknown && !made.some((maker) => isElsewhere(maker, stores, stack));
    return isOpen ? [undetermined(role, expected)] : [];
  }
  return reached.some((store) => isAuditStore(store, context))
    ? expect(role, expected, () => false)
    : [undetermined(role, expected)];
}

/**
 * Whether what a scope was made from tells that it is none of the stores: a resource of Azure that is neither a store
 * nor in one, or a resource group without any.
 */
function isElsewhere(maker: Resource, stores: readonly Resource[], stack: StackView): boolean {
  if (maker.type === resourceGroupType)
    return stores.every((store) => isInGroup(store, maker, stack) === false);
  return maker.type.startsWith('azure-native:');
}

/** Whether a scope is a store, lies in it, or holds it. */
function reaches(scope: string, { properties }: Resource): boolean {
  const group = properties.key('resourceGroupName').text?.toLowerCase();
  const [whole, around] = wide.exec(scope.trim().toLowerCase()) ?? [];
  if (whole !== undefined) return around === undefined || group === undefined || around === group;
  const id = parseAzureId(scope);
  const [outer] = id?.segments ?? [];
  return (
    outer?.type === 'storageaccounts' &&
    outer.name === properties.key('accountName').text?.toLowerCase() &&
    (group === undefined || id?.resourceGroup === group)
  );
}
