import { undetermined, violated } from '../framework/expect';
import { at } from '../framework/located';
import type { Resource } from '../framework/resource';
import type { Result, Rule } from '../framework/rule';
import type { Value } from '../framework/value';

const policy = 'azure-native:recoveryservices:ProtectionPolicy';
const vault = 'azure-native:recoveryservices:Vault';

/** The longest that each unit of a retention lasts, in days. */
const longest: Readonly<Record<string, number>> = { days: 1, weeks: 7, months: 31, years: 366 };
/** What Azure takes when a vault says nothing. */
const softDeleteDefault = 14;

/**
 * The last backup of a customer that leaves is gone by the deadline: the longest retention of the policy and the soft
 * delete of its vault together take no more days than the baseline gives.
 * https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-createorupdatepolicy (2026-11-24)
 */
export const backupRetentionFitsDeadline: Rule = {
  types: [policy, vault],
  checkStack(stack, { baseline }) {
    const policies = stack.ofType(policy);
    if (policies.length === 0) return { notApplicable: 'the stack holds no backup policy' };
    const { deletionDeadlineDays } = baseline.dataStores.backup;
    return policies.flatMap((one) => at(one, judge(one, stack.holderOf(one, vault), deletionDeadlineDays)));
  },
};

function judge({ properties }: Resource, holder: Resource | undefined, deadline: number): Result[] {
  const place = properties.at('properties.retentionPolicy');
  const durations = retentions(place);
  const soft = holder?.properties.at(
    'properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays',
  );
  const softDays = soft?.isKnown ? soft.number : soft?.isUnknown ? undefined : softDeleteDefault;
  const expected = `at most ${deadline} days with soft delete`;
  const days = durations.map(daysOf);
  if (place.isUnknown || softDays === undefined || days.includes(undefined))
    return [undetermined(place, expected)];
  const longestDays = Math.max(0, ...days.map((count) => count ?? 0));
  if (longestDays === 0) return [violated(place, expected, 'no duration')];
  return longestDays + softDays <= deadline
    ? []
    : [violated(place, expected, `${longestDays} and ${softDays} days`)];
}

/** Every duration of a retention: its own, and that of each schedule. */
function retentions(place: Value): Value[] {
  return [place, ...['daily', 'weekly', 'monthly', 'yearly'].map((name) => place.key(`${name}Schedule`))]
    .map((schedule) => schedule.key('retentionDuration'))
    .filter((duration) => !duration.isAbsent);
}

/** The days of a duration; `undefined` when it is not known. */
function daysOf(duration: Value): number | undefined {
  const unit = longest[duration.key('durationType').text?.trim().toLowerCase() ?? ''];
  const count = duration.key('count').number;
  return unit === undefined || count === undefined ? undefined : unit * count;
}
