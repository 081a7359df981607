import { assignmentType, grantableOf } from '../azure/access';
import { isAuditStore } from '../azure/audit-store';
import { parseAzureId } from '../azure/azure-id';
import { expect, orList, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Resource } from '../framework/resource';
import type { Context, Result, Rule } from '../framework/rule';
import type { StackView } from '../framework/stack-view';

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
  if (scope.isUnknown && made.length === 0) return [undetermined(role, expected)];
  const reached = stores.filter((store) => made.includes(store) || reaches(scope.text ?? '', store));
  if (reached.length === 0) return [];
  return reached.some((store) => isAuditStore(store, context))
    ? expect(role, expected, () => false)
    : [undetermined(role, expected)];
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
