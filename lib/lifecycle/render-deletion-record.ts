import type { DeletionRecord, RecordedResource, Survivor } from './deletion-record';

/** The record of a deletion as text; times are in UTC, days in Japan Standard Time. */
export function renderDeletionRecord(record: DeletionRecord): string {
  const { tenant, rehearsed, deadlines, deletedOn, resources, survivors, breaches } = record;
  const lines = [
    `Deletion record of ${tenant.id} (${tenant.name.en}, ${tenant.name.ja}), slot ${tenant.slot}`,
    ...(rehearsed ? ['  of a rehearsal: proves nothing of what runs'] : []),
    `  last day of service ${deadlines.lastDay}, deadline of the deletion ${deadlines.goneBy}`,
    `  ${deletedOn === undefined ? 'not proven deleted' : `deleted on ${deletedOn}`}`,
    ...section('Resources', resources.map(resourceLine)),
    ...section('What survives', survivors.map(survivorLine)),
    ...section(
      'What is wrong',
      breaches.map(({ words }) => words.en),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...(lines.length === 0 ? ['nothing'] : lines).map((line) => `  ${line}`)];
}

function resourceLine({ type, name, id, deletedAt, remains, leftBehind }: RecordedResource): string {
  const when = remains ? 'STILL THERE' : leftBehind ? 'LEFT IN AZURE' : (deletedAt ?? 'TIME UNKNOWN');
  return `${when.padEnd('2027-01-15T00:00:00Z'.length)}  ${type} ${name}${id === undefined ? '' : ` (${id})`}`;
}

function survivorLine({ kind, name, type, until, canBeEnded }: Survivor): string {
  const what =
    kind === 'auditLog' ? `${name}, its last record of the environment` : `${type} ${name}, recoverable`;
  return `${what} until ${until}${canBeEnded ? ', can be ended earlier' : ''}`;
}
