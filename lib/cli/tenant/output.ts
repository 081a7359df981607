import type { LifecycleBaseline, Tenant } from '../../baseline';
import { type Day, daysBetween } from '../../lifecycle/calendar';
import { type Deadlines, tenantDeadlines } from '../../lifecycle/deadlines';
import { type Phase, phaseOf } from '../../lifecycle/phase';
import type { TimelineEvent } from '../../lifecycle/timeline';
import type { Terminal } from '../terminal';

/** A tenant on a day, as `tenant list` shows it. */
export interface TenantRow {
  readonly id: string;
  readonly name: Tenant['name'];
  readonly state: Tenant['state'];
  readonly phase: Phase;
  readonly slot: number;
  readonly since: Day;
  readonly suspendedOn?: Day;
  readonly deletedOn?: Day;
  readonly deadlines?: Deadlines;
  /** Days until the deadline of the deletion ends; negative when it is over. Absent once nothing is left to do. */
  readonly daysLeft?: number;
}

/** What there is to say of a tenant on a day. */
export function rowOf(tenant: Tenant, day: Day, lifecycle: LifecycleBaseline): TenantRow {
  const { id, name, state, slot, since, suspendedOn, deletedOn } = tenant;
  const phase = phaseOf(tenant, day, lifecycle);
  const deadlines = tenantDeadlines(tenant, lifecycle);
  return {
    id,
    name,
    state,
    phase,
    slot,
    since,
    ...(suspendedOn !== undefined && { suspendedOn }),
    ...(deletedOn !== undefined && { deletedOn }),
    ...(deadlines !== undefined && { deadlines }),
    ...(deadlines !== undefined && phase !== 'gone' && { daysLeft: daysBetween(day, deadlines.goneBy) }),
  };
}

const phaseWords: Readonly<Record<Phase, string>> = {
  notYet: 'not built yet',
  inService: 'in service',
  suspended: 'closed for the time being',
  guarded: 'closed, data guarded',
  released: 'closed, may be deleted',
  removed: 'to be deleted',
  overdue: 'OVERDUE',
  gone: 'gone',
};

/** In service means open from the day on which the environment is built; the first day of service may be later. */
function standing({ phase, since }: TenantRow, day: Day): string {
  return phase === 'inService' && day < since ? 'open, to be tried' : phaseWords[phase];
}

function leftWords({ daysLeft }: TenantRow): string {
  if (daysLeft === undefined) return '–';
  return daysLeft < 0 ? `${-daysLeft} late` : String(daysLeft);
}

/** The tenants as a table; what is overdue stands out by its word, not only by colour. */
export function renderTenants(rows: readonly TenantRow[], day: Day, { colors }: Terminal): string {
  if (rows.length === 0) return 'no tenants in the register\n';
  const head = ['tenant', 'state', `on ${day}`, 'slot', 'since', 'last day', 'gone by', 'days left'];
  const cells = rows.map((row) => [
    row.id,
    row.state,
    standing(row, day),
    String(row.slot),
    row.since,
    row.deadlines?.lastDay ?? '–',
    row.deadlines?.goneBy ?? '–',
    leftWords(row),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const body = cells.map((row, index) =>
    rows[index]?.phase === 'overdue' ? colors.red(line(row)) : line(row),
  );
  return `${[colors.bold(line(head)), ...body].join('\n')}\n`;
}

/** What happens on which day, one line each. */
export function renderTimeline(events: readonly TimelineEvent[]): string {
  return events.map(({ day, words }) => `  ${day}  ${words.en}\n`).join('');
}
