import { expect, it } from 'vitest';
import type { AccessRegister } from '../../lib/baseline';
import { accessNotices } from '../../stacks/inputs/access-notices';

const register: AccessRegister = {
  groups: [],
  grants: [
    {
      group: 'operators',
      role: 'reader',
      place: 'platformHub',
      approvedBy: 'security@example.jp',
      validFrom: '2026-11-01',
      validUntil: '2027-10-31',
      reviewOn: '2027-04-30',
    },
  ],
};

it.each([
  ['on the day of the review', '2027-04-30', []],
  [
    'after the day of the review',
    '2027-05-01',
    [
      'grants[0]: reader of operators at platformHub was to be reviewed by 2027-04-30. Review it and set the next day',
    ],
  ],
  [
    'after the last day',
    '2027-11-01',
    [
      'grants[0]: reader of operators at platformHub ended on 2027-10-31 and is not granted. Renew it or take it out',
    ],
  ],
])('tells of a grant %s', (_, day, expected) => {
  expect(accessNotices(register, day)).toEqual(expected);
});
