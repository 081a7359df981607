import type { Mistake } from '../mistake';
import type { MonitoringBaseline } from '../types.generated';
import type { Valid } from '../validate';
import { repeated } from './common';

/** Checks that types and alerts are listed once, and that nothing is looked at less often than it is measured. */
export function checkMonitoring({
  document,
  value: { diagnostics, alerts },
}: Valid<MonitoringBaseline>): Mistake[] {
  const rules = (['metrics', 'queries'] as const).flatMap((list) =>
    alerts[list].map((rule, index) => ({ rule, path: ['alerts', list, index] as (string | number)[] })),
  );
  return [
    ...repeated(
      document,
      'the type',
      diagnostics.map(({ type }, index) => ({ key: type, path: ['diagnostics', index, 'type'] })),
    ),
    ...diagnostics.flatMap(({ type, logs, metrics }, index) =>
      logs.length > 0 || metrics
        ? []
        : [document.mistake(['diagnostics', index], `neither logs nor metrics of ${type} are kept`)],
    ),
    ...repeated(
      document,
      'the alert',
      rules.map(({ rule, path }) => ({ key: rule.id, path: [...path, 'id'] })),
    ),
    ...rules.flatMap(({ rule: { everyMinutes, windowMinutes }, path }) =>
      everyMinutes <= windowMinutes
        ? []
        : [
            document.mistake(
              [...path, 'everyMinutes'],
              `${everyMinutes} is more than windowMinutes ${windowMinutes}: what happens between two looks is not seen`,
            ),
          ],
    ),
  ];
}
