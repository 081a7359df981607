import { randomBytes } from 'node:crypto';
import type { FactName } from '../collector/all-commands';
import { type Command, defaultBytes, runsOf } from '../collector/command';
import { collectorScript } from '../collector/script';
import { digestsOf } from './command-digest';
import { type DocumentHost, type FactsDocument, factsForm } from './document';
import { readTranscript } from './frames';
import { readFacts } from './read-facts';
import type { Algorithms } from './ssh/algorithms';
import { type Connection, connect, type Way } from './ssh/connect';
import { runCollector } from './ssh/run-collector';
import { Unreachable } from './ssh/unreachable';

/** A host to collect from: the way there, and what the inventory says it is. */
export interface Collectable {
  readonly way: Way;
  readonly is: Pick<DocumentHost, 'role' | 'onAzure' | 'managed' | 'release' | 'tenantSlot'>;
}

export interface CollectOptions {
  readonly commands: Readonly<Record<FactName, Command>>;
  readonly algorithms: Algorithms;
  /** Everything together ends after this time. */
  readonly limitMs: number;
  /** How long each machine on the way may take to let the auditor in. */
  readonly patienceMs: number;
  /** Version of yosai. */
  readonly by: string;
  /** Ends it when the auditor is interrupted. */
  readonly signal: AbortSignal;
}

/** What came of a host. */
export type Outcome = { readonly document: FactsDocument } | { readonly unreachable: string };

/** Pauses before another attempt to connect, in milliseconds; a host that starts anew is there in a few seconds. */
const pausesMs = [1000, 3000];

/** What greeting, key exchange, banners and the collector's messages may take besides its output, in bytes. */
const slackBytes = 1024 * 1024;

/**
 * Collects the facts of one host in one connection. It is tried again only while the host was not there at all: before
 * anything was run.
 */
export async function collectHost(host: Collectable, options: CollectOptions): Promise<Outcome> {
  const { limitMs, signal } = options;
  const controller = new AbortController();
  const stop = (why: string) => controller.abort(new Unreachable(why));
  const interrupt = () => stop('the audit was interrupted');
  const timer = setTimeout(() => stop(`not done within ${limitMs / 1000} s`), limitMs);
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  try {
    return await attempt(host, options, controller.signal);
  } catch (error) {
    if (error instanceof Unreachable) return { unreachable: error.message };
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  }
}

async function attempt(host: Collectable, options: CollectOptions, signal: AbortSignal): Promise<Outcome> {
  const { commands, algorithms, patienceMs } = options;
  const outputBytes = Object.values(runsOf(commands)).reduce(
    (sum, { bytes = defaultBytes }) => sum + bytes,
    0,
  );
  // Small packets are half headers, so what goes over the wire may be more.
  const limits = { outputBytes: outputBytes + slackBytes, wireBytes: 2 * outputBytes + 4 * slackBytes };
  for (let tried = 0; ; tried += 1) {
    try {
      const connection = await connect(host.way, {
        algorithms,
        signal,
        patienceMs,
        mostBytes: limits.wireBytes,
      });
      return await collect(host, connection, options, signal, limits.outputBytes);
    } catch (error) {
      const pause = pausesMs[tried];
      if (!(error instanceof Unreachable) || !error.mayRetry || pause === undefined || signal.aborted)
        throw error;
      await sleep(pause, signal);
    }
  }
}

async function collect(
  { way: { target }, is }: Collectable,
  connection: Connection,
  { commands, by }: CollectOptions,
  signal: AbortSignal,
  mostBytes: number,
): Promise<Outcome> {
  const mark = randomBytes(16).toString('hex');
  const started = Date.now();
  try {
    const { bytes, brokenOff } = await runCollector(connection, collectorScript(commands, mark), {
      signal,
      mostBytes,
      lastLine: Buffer.from(`\n${mark} \n`),
    });
    const transcript = readTranscript(bytes, mark);
    // What never began is no evidence of anything.
    if (transcript.outputs.size === 0) throw new Unreachable(brokenOff ?? 'the collector did not run');
    const { name, address, port, account } = target;
    const why = brokenOff ?? (transcript.isWhole ? undefined : 'the last line is missing');
    return {
      document: {
        form: factsForm,
        host: { name, address, port, account, hostKey: connection.hostKey, ...is },
        collected: {
          at: new Date(started).toISOString(),
          seconds: (Date.now() - started) / 1000,
          by,
          commands: digestsOf(commands),
          ...(why !== undefined && { brokenOff: why }),
        },
        facts: readFacts(transcript, commands),
      },
    };
  } finally {
    connection.close();
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
