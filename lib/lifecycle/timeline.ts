import type { LocalizedText, Tenant } from '../baseline/types.generated';
import { addDays, type Day } from './calendar';
import { tenantDeadlines } from './deadlines';
import { lastDayToDelete, longestRecoveryDays, type RetentionBaseline } from './recoverable';

const words = {
  begins: { ja: 'サービスを開始します。', en: 'Service begins.' },
  suspended: {
    ja: 'この日からサービスを一時停止します。データは残ります。',
    en: 'From this day on the service is closed for the time being; all data is kept.',
  },
  lastDay: { ja: 'サービスをご利用いただける最後の日です。', en: 'Last day of service.' },
  closed: {
    ja: 'この日からサービスをご利用いただけません。データは残し、削除から守ります。',
    en: 'From this day on the service cannot be reached; data is kept and guarded against deletion.',
  },
  released: {
    ja: 'この日から、次の適用で削除の保護を外します。',
    en: 'From this day on the next deployment lifts the guard against deletion.',
  },
  removed: {
    ja: 'この日から、次の適用で環境を削除します。',
    en: 'From this day on the next deployment deletes the environment.',
  },
  latest: {
    ja: '環境を削除できる最後の日です。これより後では、期限の後にも復元できるものが残ります。',
    en: 'Last day to delete the environment: deleted later, something could be recovered after the deadline.',
  },
  goneBy: {
    ja: '期限です。この日の終わりまでに環境は残っておらず、復元もできません。',
    en: 'Deadline: at the end of this day nothing of the environment is left or can be recovered.',
  },
  deleted: { ja: '環境の削除を確認しました。', en: 'The environment was proven deleted.' },
  forgotten: {
    ja: '削除したもののうち、Azureが復元できる最後の日です。',
    en: 'Last day on which Azure can recover anything of what was deleted.',
  },
  audit: {
    ja: '運営側の監査ログに残るこの環境の最後の記録が、この日まで保持されます。',
    en: "Until this day the operators' audit log keeps its last record of the environment.",
  },
} as const satisfies Record<string, LocalizedText>;

/** Something that happens, or must have happened, on a day. */
export interface TimelineEvent {
  readonly day: Day;
  readonly kind: keyof typeof words;
  readonly words: LocalizedText;
}

/**
 * Everything that happens to a tenant and when, in the order of days. Once the deletion is proven, what still can
 * be recovered counts from its day; before that, from the day on which the environment leaves the program.
 */
export function timelineOf(tenant: Tenant, baseline: RetentionBaseline): TimelineEvent[] {
  const deadlines = tenantDeadlines(tenant, baseline.lifecycle);
  const days: Partial<Record<keyof typeof words, Day | undefined>> = {
    begins: tenant.since,
    suspended: tenant.suspendedOn,
    deleted: tenant.deletedOn,
  };
  if (deadlines !== undefined) {
    const deletedOn = tenant.deletedOn ?? deadlines.removedFrom;
    Object.assign(days, {
      lastDay: deadlines.lastDay,
      closed: deadlines.closedFrom,
      released: deadlines.releasedFrom,
      removed: deadlines.removedFrom,
      latest: lastDayToDelete(deadlines.lastDay, baseline),
      goneBy: deadlines.goneBy,
      forgotten: addDays(deletedOn, longestRecoveryDays(baseline)),
      audit: addDays(deletedOn, baseline.dataStores.logs.auditRetentionDays),
    } satisfies typeof days);
  }
  return (Object.keys(words) as (keyof typeof words)[])
    .flatMap((kind) => {
      const day = days[kind];
      return day === undefined ? [] : [{ day, kind, words: words[kind] }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}
