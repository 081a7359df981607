import { itemsOf, type Value } from '../../../lib/resources/value';
import { isAuditStore } from '../azure/audit-store';
import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

const accountType = 'azure-native:storage:StorageAccount';
const policyType = 'azure-native:storage:ManagementPolicy';
const blobKinds = ['baseBlob', 'snapshot', 'version'];

/**
 * No lifecycle rule deletes from the store of the audit log before the baseline's days are over. Azure deletes
 * when a blob is older than the days that a rule names, so the baseline's own number is late enough. A rule is on
 * unless it says otherwise.
 * https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-overview (2026-11-23)
 */
export const auditLogOutlivesLifecycleRule: Rule = {
  types: [policyType, accountType],
  checkStack(stack, context) {
    if (!stack.ofType(accountType).some((account) => isAuditStore(account, context) !== false)) {
      return { notApplicable: 'the stack has no store of the audit log' };
    }
    return stack.ofType(policyType).flatMap((policy) => {
      const account = stack.holderOf(policy, accountType);
      if (account === undefined) return at(policy, [undetermined('accountName', 'an account of this stack')]);
      if (isAuditStore(account, context) === false) return [];
      const rules = policy.properties.at('policy.rules');
      if (rules.isUnknown) return at(policy, [undetermined(rules, 'rules that leave the audit log alone')]);
      return at(
        policy,
        itemsOf(rules).flatMap((rule) => judge(rule, context)),
      );
    });
  },
};

function judge(rule: Value, { baseline }: Context): Result[] {
  if (rule.key('enabled').boolean === false) return [];
  const least = baseline.dataStores.logs.auditRetentionDays;
  const expected = `at least ${least} days`;
  const actions = rule.at('definition.actions');
  return blobKinds.flatMap((kind): Result[] => {
    const deletion = actions.at(`${kind}.delete`);
    if (deletion.isUnknown) return [undetermined(deletion, expected)];
    if (deletion.isAbsent) return [];
    const limits = deletion.properties;
    const open = limits.find((limit) => limit.isUnknown);
    if (open !== undefined) return [undetermined(open, expected)];
    const early = limits.filter(({ number }) => number === undefined || number < least);
    if (limits.length === 0) return [violated(deletion, expected, 'nothing')];
    return early.map((limit) => violated(limit, expected, `${limit.number ?? 'nothing'} days`));
  });
}
