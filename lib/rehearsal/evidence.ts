import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makePrivateFolder } from './private-folder';

/** Times in an event log, in seconds since 1970-01-01 UTC. */
const timestamp = /("timestamp":)(\d+)/;

/** Names the stack whose evidence a folder holds. */
const ownerFile = 'of.json';
/** What it holds: the stack before, the events, the stack after. */
const evidenceFiles = ['before.json', 'events.jsonl', 'after.json'] as const;

/** A stack, as evidence is of one. */
export interface EvidenceOwner {
  readonly project: string;
  readonly stack: string;
}

/** Why a folder cannot take the evidence of a stack: it holds that of another, or does not say whose it holds. */
export function whyNotEvidenceOf(folder: string, { project, stack }: EvidenceOwner): string | undefined {
  const file = path.join(folder, ownerFile);
  if (!existsSync(file)) {
    const isBegun = evidenceFiles.some((name) => existsSync(path.join(folder, name)));
    return isBegun ? `holds evidence and no ${ownerFile} that tells of which stack` : undefined;
  }
  let found: Partial<EvidenceOwner>;
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) as Partial<EvidenceOwner>;
  } catch {
    return `${ownerFile} does not tell whose evidence it is`;
  }
  return found.project === project && found.stack === stack
    ? undefined
    : `holds the evidence of stack ${found.stack} of project ${found.project}, expected that of stack ${stack} of project ${project}`;
}

/**
 * A folder of what shows a deletion: the stack before it, everything that the engine did, the stack after it, as
 * `pulumi stack export` and `--event-log` write them. A deletion may take several runs: the stack before it is that of
 * the first, the events are those of all.
 */
export class Evidence {
  readonly before: string;
  readonly events: string;
  readonly after: string;

  /** @param aheadMs how far the rehearsed day is from today; the engine itself stays in the present. */
  constructor(
    readonly folder: string,
    readonly aheadMs: number,
    owner: EvidenceOwner,
  ) {
    const [before, events, after] = evidenceFiles;
    this.before = path.join(folder, before);
    this.events = path.join(folder, events);
    this.after = path.join(folder, after);
    makePrivateFolder(folder);
    writeFileSync(path.join(folder, ownerFile), JSON.stringify(owner));
  }

  /** Whether an earlier run has begun the folder. */
  get isBegun(): boolean {
    return existsSync(this.before);
  }

  /** Arguments by which the engine writes down the events of one operation. */
  get logged(): readonly string[] {
    return ['--event-log', this.#log];
  }

  /** Where an export of the stack is written before it is taken. */
  get exported(): string {
    return path.join(this.folder, 'running.json');
  }

  /** Puts an export of the stack into its place, which never holds half of one. */
  takeExport(place: string): void {
    renameSync(this.exported, place);
  }

  /**
   * Takes over what the engine wrote of one operation, with the times of the rehearsed day, and behind a line that
   * says that it was a rehearsal: nobody may take it for the deletion of something real.
   */
  takeEvents(): void {
    if (!existsSync(this.#log)) return;
    const seconds = Math.round(this.aheadMs / 1000);
    const written = readFileSync(this.#log, 'utf8');
    // Behind the last end of a line is what an engine that was killed could not finish.
    const moved = written
      .slice(0, written.lastIndexOf('\n') + 1)
      .split('\n')
      .map((line) => line.replace(timestamp, (_, key, time) => `${key}${Number(time) + seconds}`));
    const sign = { timestamp: Math.round((Date.now() + this.aheadMs) / 1000), rehearsal: {} };
    appendFileSync(this.events, `${JSON.stringify(sign)}\n${moved.join('\n')}`);
    rmSync(this.#log);
  }

  get #log(): string {
    return path.join(this.folder, 'running.jsonl');
  }
}
