import type { Mistake } from '../mistake';
import type { DataStoresBaseline, LifecycleBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { elsewhere, impossibleDate, repeated } from './common';

/** The steps of leaving, in the order in which they must follow each other. */
const steps = ['closedAfterDays', 'releasedAfterDays', 'removedAfterDays', 'deletedWithinDays'] as const;

/**
 * Checks that the steps follow each other, and that whatever can be recovered after the removal is gone when the
 * deadline ends: what is deleted on the last day that the removal leaves cannot outlast the promise.
 */
export function checkLifecycle(
  { document, value: lifecycle }: Valid<LifecycleBaseline>,
  dataStores: Valid<DataStoresBaseline> | undefined,
): Mistake[] {
  const { removedAfterDays, deletedWithinDays, recoverable } = lifecycle;
  const room = deletedWithinDays - removedAfterDays;
  const late = (days: number) =>
    `${days} days do not fit between removedAfterDays ${removedAfterDays} and deletedWithinDays ${deletedWithinDays}, which leave ${room}`;
  const mistakes = [
    ...steps.slice(1).flatMap((step, index) => {
      const before = steps[index] ?? step;
      if (lifecycle[step] > lifecycle[before]) return [];
      const text = `${lifecycle[step]} is not more than ${before} ${lifecycle[before]}`;
      return [document.mistake([step], text)];
    }),
    ...repeated(
      document,
      'the type',
      recoverable.map(({ type }, index) => ({ key: type, path: ['recoverable', index, 'type'] })),
    ),
    ...recoverable.flatMap(({ days, checked }, index) => [
      ...impossibleDate(document, ['recoverable', index, 'checked'], checked),
      ...(days > room ? [document.mistake(['recoverable', index, 'days'], late(days))] : []),
    ]),
  ];
  if (dataStores === undefined) return mistakes;
  const { keyVault, backup } = dataStores.value;
  const outlives = (what: string, path: readonly string[], text: string) =>
    document.mistake(['deletedWithinDays'], `${what} (${elsewhere(dataStores.document, path)}): ${text}`);
  const deleted = [
    ['keyVault', 'key vault', keyVault.softDeleteDays],
    ['backup', 'backup', backup.softDeleteDays],
  ] as const;
  for (const [part, words, days] of deleted) {
    if (days <= room) continue;
    mistakes.push(outlives(`a deleted ${words} lasts ${days} days`, [part, 'softDeleteDays'], late(days)));
  }
  const backupDays = backup.retentionDays + backup.softDeleteDays;
  if (backupDays > deletedWithinDays) {
    const what = `a backup lasts ${backup.retentionDays} days and ${backup.softDeleteDays} more when deleted`;
    const text = `together more than deletedWithinDays ${deletedWithinDays}`;
    mistakes.push(outlives(what, ['backup', 'retentionDays'], text));
  }
  return mistakes;
}
