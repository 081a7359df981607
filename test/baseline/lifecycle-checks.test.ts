import { describe } from 'vitest';
import { change, refuses } from '../support/refused-baseline';

const storage = 'azure-native:storage:StorageAccount';
const workspace = 'azure-native:operationalinsights:Workspace';

describe('steps of a leaving customer', () => {
  refuses('environment', [
    [
      'a step on the day of the one that it follows',
      [change('lifecycle.yaml', 'releasedAfterDays: 11', 'releasedAfterDays: 1')],
      ['lifecycle.yaml:@«releasedAfterDays:» releasedAfterDays: 1 is not more than closedAfterDays 1'],
    ],
    [
      'what Azure can recover after the deadline',
      [change('lifecycle.yaml', `${storage}\n    days: 14`, `${storage}\n    days: 16`)],
      [
        'lifecycle.yaml:@«days: 16» recoverable[0].days: 16 days do not fit between removedAfterDays 15 and deletedWithinDays 30, which leave 15',
      ],
    ],
    [
      'a vault that can be recovered after the deadline',
      [change('data-stores.yaml', 'softDeleteDays: 7\n  purge', 'softDeleteDays: 16\n  purge')],
      [
        'lifecycle.yaml:@«deletedWithinDays:» deletedWithinDays: a deleted key vault lasts 16 days (data-stores.yaml:@«softDeleteDays: 16»): 16 days do not fit between removedAfterDays 15 and deletedWithinDays 30, which leave 15',
      ],
    ],
    [
      'backups that can be brought back after the deadline',
      [
        change('data-stores.yaml', 'softDeleteDays: 14', 'softDeleteDays: 20'),
        change('data-stores.yaml', 'retentionDays: 14', 'retentionDays: 10'),
      ],
      [
        'lifecycle.yaml:@«deletedWithinDays:» deletedWithinDays: a deleted backup lasts 20 days (data-stores.yaml:@«softDeleteDays: 20»): 20 days do not fit between removedAfterDays 15 and deletedWithinDays 30, which leave 15',
      ],
    ],
    [
      'a type given twice, a page read on no day',
      [
        change('lifecycle.yaml', workspace, storage),
        change('lifecycle.yaml', 'workspaces/delete\n    checked: 2026-11-24', 'x\n    checked: 2026-02-30'),
      ],
      [
        `lifecycle.yaml:15 recoverable[1].type: the type "${storage}" is already taken on line @«${storage}»`,
        'lifecycle.yaml:@«2026-02-30» recoverable[1].checked: "2026-02-30" is not a date of the calendar',
      ],
    ],
  ]);
});
