import type { AccessRegister } from '../../lib/baseline';
import type { Day } from '../../lib/lifecycle/calendar';

/** What whoever deploys is to be told of the access register on a day: grants that have ended, and overdue reviews. */
export function accessNotices({ grants }: AccessRegister, day: Day): string[] {
  return grants.flatMap(({ group, role, place, validUntil, reviewOn }, index) => {
    const grant = `grants[${index}]: ${role} of ${group} at ${place}`;
    if (validUntil < day)
      return [`${grant} ended on ${validUntil} and is not granted. Renew it or take it out`];
    return reviewOn < day
      ? [`${grant} was to be reviewed by ${reviewOn}. Review it and set the next day`]
      : [];
  });
}
