import { type Day, dayAt, isDay } from '../../../lib/lifecycle/calendar';
import { type Deadlines, deadlinesOf } from '../../../lib/lifecycle/deadlines';
import type { Resource } from '../../../lib/resources/resource';
import type { StackView } from '../../../lib/resources/stack-view';
import { undetermined, violated } from '../framework/expect';
import type { Context, NotApplicable, Result } from '../framework/rule';
import { belongsTo } from './belonging';
import { tagOf } from './tags';

/** The configuration by which a judgement can be repeated: without it every day may judge differently. */
export const asOf = {
  type: 'string',
  description: 'The day of judgement in Japan Standard Time, such as 2027-01-15; today when left out.',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
};

/** What a policy about leaving tenants says of a stack in which everybody stays. */
export const nobodyLeaves: NotApplicable = { notApplicable: 'no tenant of the stack leaves' };

/** What is expected of a resource of a tenant that leaves, on a day. */
export type Judge = (deadlines: Deadlines, today: Day) => readonly Result[];

/** The resources of tenants that leave, or that may: a tag that is not known yet may say so. */
export function leavingIn(stack: StackView, context: Context): Resource[] {
  // Mostly nobody does, and then nothing has to be followed to its resource group.
  if (stack.resources.every((resource) => tagOf(resource, 'terminatedOn', context).isAbsent)) return [];
  return stack.resources.filter(
    (resource) =>
      tagOf(resource, 'terminatedOn', context).isUnknown ||
      belongsTo(resource, 'terminatedOn', stack, context) !== undefined,
  );
}

/**
 * Judges a resource by the last day of service that its tags say, or those of what it stands in; one that says none
 * is of nobody who leaves. A tag or a day of judgement that cannot be read leaves the judgement open or breaks it.
 */
export function judgeLeaving(
  resource: Resource,
  stack: StackView,
  context: Context,
  judge: Judge,
): readonly Result[] {
  const { config, now, baseline } = context;
  const tag = tagOf(resource, 'terminatedOn', context);
  const said = tag.isUnknown ? undefined : belongsTo(resource, 'terminatedOn', stack, context);
  const expected = 'the last day of service, such as 2026-12-31';
  if (tag.isUnknown) return [undetermined(tag, expected)];
  if (said === undefined) return [];
  if (!isDay(said)) return [violated(tag, expected, `a text of ${said.length} characters`)];
  const today = config['asOf'] ?? dayAt(now);
  if (typeof today !== 'string' || !isDay(today)) {
    return [undetermined(tag, 'judged on a day of the calendar, as `asOf` in the configuration has to be')];
  }
  return judge(deadlinesOf(said, baseline.lifecycle), today);
}
