import type { Result } from '../baseline/mistake';

/** Steps by which the engine takes a resource out of the cloud. */
const deleting = new Set(['delete', 'delete-replaced']);

/** What event logs say of deletions. */
export interface Deletions {
  /** When each resource was deleted, by URN, in milliseconds since 1970-01-01 UTC. */
  readonly times: ReadonlyMap<string, number>;
  /** Whether any of it was rehearsed only, which `yosai rehearse` writes into the log. */
  readonly rehearsed: boolean;
}

/**
 * Reads deletions from the text that the official engine writes with `--event-log`, which it knows when
 * PULUMI_DEBUG_COMMANDS is set: one event a line. Events of a preview and deletions that failed do not count; of
 * several deletions of one URN the last does.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go (2026-11-24)
 */
export function readDeletions(file: string, text: string): Result<Deletions> {
  const times = new Map<string, number>();
  let rehearsed = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const event = parseEvent(line);
    if (event === undefined) {
      const what = 'is not an event; expected what `pulumi up --event-log` writes, one JSON object a line';
      return { ok: false, mistakes: [{ file, line: index + 1, text: what }] };
    }
    const { timestamp, rehearsal, resOutputsEvent: { planning, metadata } = {} } = event;
    if (rehearsal !== undefined) rehearsed = true;
    if (planning === true || metadata?.urn === undefined || !deleting.has(metadata.op ?? '')) continue;
    times.set(metadata.urn, timestamp * 1000);
  }
  return { ok: true, value: { times, rehearsed } };
}

/** Puts together what several logs say, in the order of time. */
export function joinDeletions(all: readonly Deletions[]): Deletions {
  const times = all.flatMap((one) => [...one.times]).sort(([, one], [, other]) => one - other);
  return { times: new Map(times), rehearsed: all.some((one) => one.rehearsed) };
}

interface EngineEvent {
  readonly timestamp: number;
  /** Not the engine's: the simulated cloud's sign. */
  readonly rehearsal?: unknown;
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
