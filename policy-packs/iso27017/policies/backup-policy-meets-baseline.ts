import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { shortestDays } from '../azure/backup-days';
import { expect, expectWord, undetermined } from '../framework/expect';
import { at } from '../framework/located';
import type { Context, Result, Rule } from '../framework/rule';

const itemType = 'azure-native:recoveryservices:ProtectedItem';
const policyType = 'azure-native:recoveryservices:ProtectionPolicy';

/** What Azure Backup calls its rhythms, from the rarest. */
const frequencies = ['Weekly', 'Daily', 'Hourly'];

/**
 * Whatever is backed up follows a backup policy of the stack, and each of those is for machines, makes copies at least
 * as often as the baseline says and keeps each day's copy for its days. Left out, Azure takes no policy. Weekly, monthly
 * and yearly copies may be kept besides.
 * https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-createorupdatepolicy,
 * https://learn.microsoft.com/azure/backup/backup-azure-vms-enhanced-policy (2026-11-27)
 */
export const backupPolicyMeetsBaseline: Rule = {
  types: [policyType, itemType],
  check(resource, context) {
    if (resource.type === itemType) return { notApplicable: 'an item is judged with the stack' };
    return judge(resource, context);
  },
  checkStack(stack) {
    const items = stack.ofType(itemType);
    if (items.length === 0) return { notApplicable: 'the stack backs nothing up' };
    return items.flatMap((item) => at(item, follow(item, stack)));
  },
};

function judge({ properties }: Resource, { baseline }: Context): Result[] {
  const { frequency, retentionDays } = baseline.dataStores.backup;
  const policy = properties.key('properties');
  const schedule = policy.key('schedulePolicy');
  const retention = policy.key('retentionPolicy');
  const duration = retention.at('dailySchedule.retentionDuration');
  const count = duration.key('count');
  const unit = duration.key('durationType');
  return [
    ...expectWord(policy.key('backupManagementType'), ['AzureIaasVM']),
    ...expectWord(schedule.key('schedulePolicyType'), ['SimpleSchedulePolicy', 'SimpleSchedulePolicyV2']),
    ...expectWord(schedule.key('scheduleRunFrequency'), frequencies.slice(frequencies.indexOf(frequency))),
    ...expectWord(retention.key('retentionPolicyType'), ['LongTermRetentionPolicy']),
    ...expect(
      unit.isUnknown ? unit : count,
      `at least ${retentionDays} days`,
      () => shortestDays(duration) >= retentionDays,
    ),
  ];
}

function follow(item: Resource, stack: StackView): Result[] {
  const id = item.properties.at('properties.policyId');
  const expected = 'a backup policy of this stack';
  const target = stack.follow(item, id, policyType);
  if (target.kind === 'outside') return expect(id, expected, () => false);
  // Policies of several vaults may have the same name.
  const isOpen =
    target.kind === 'unknown' || (id.isKnown && target.resource.properties.key('vaultName').isUnknown);
  return isOpen ? [undetermined(id, expected)] : [];
}
