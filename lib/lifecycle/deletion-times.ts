import type { Result } from '../baseline/mistake';

/** Steps by which the engine takes a resource out of the cloud. */
const deleting = new Set(['delete', 'delete-replaced']);

/**
 * When each resource was deleted, by URN, in milliseconds since 1970-01-01 UTC, from the text that the official engine
 * writes with `--event-log`, which it knows when PULUMI_DEBUG_COMMANDS is set: one event a line. Events of a preview and deletions that failed do not count; of several
 * deletions of one URN the last does.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go (2026-11-24)
 */
export function readDeletionTimes(file: string, text: string): Result<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const event = parseEvent(line);
    if (event === undefined) {
      const what = 'is not an event; expected what `pulumi up --event-log` writes, one JSON object a line';
      return { ok: false, mistakes: [{ file, line: index + 1, text: what }] };
    }
    const { timestamp, resOutputsEvent: { planning, metadata } = {} } = event;
    if (planning === true || metadata?.urn === undefined || !deleting.has(metadata.op ?? '')) continue;
    times.set(metadata.urn, timestamp * 1000);
  }
  return { ok: true, value: times };
}

interface EngineEvent {
  readonly timestamp: number;
  readonly resOutputsEvent?: {
    readonly planning?: boolean;
    readonly metadata?: { readonly op?: string; readonly urn?: string };
  };
}

function parseEvent(line: string): EngineEvent | undefined {
  try {
    const event = JSON.parse(line) as EngineEvent | null;
    return Number.isSafeInteger(event?.timestamp) ? (event ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
