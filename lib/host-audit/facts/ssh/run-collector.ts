import type { ClientChannel } from 'ssh2';
import type { Connection } from './connect';
import { Unreachable } from './unreachable';

/** What a collector printed, and why it is not all of it. */
export interface Collected {
  readonly bytes: Buffer;
  /** Absent when the last line has arrived. */
  readonly brokenOff?: string;
}

export interface RunOptions {
  /** Ends it; the reason is an Unreachable. */
  readonly signal: AbortSignal;
  /** How much the collector may print, in bytes. */
  readonly mostBytes: number;
  /** The last line that it prints. */
  readonly lastLine: Buffer;
}

/** How much of its messages is told, in characters. */
const toldCharacters = 200;

/**
 * Runs a collector in one channel, its script over standard input, and takes what it prints until its last line; what
 * has arrived when something goes wrong is kept. Rejects with Unreachable when no channel is opened.
 */
export function runCollector(
  { client }: Connection,
  script: string,
  options: RunOptions,
): Promise<Collected> {
  const { signal, mostBytes, lastLine } = options;
  return new Promise((resolve, reject) => {
    const printed = new Bytes();
    let [messages, end] = ['', ''];
    let channel: ClientChannel | undefined;
    const settle = (brokenOff?: string) => {
      signal.removeEventListener('abort', abort);
      client.off('error', lost).off('close', closed);
      channel?.removeAllListeners('data').resume().close();
      // Nobody listens any more, and the library gives up by an error.
      client.on('error', () => {});
      if (channel === undefined) return reject(new Unreachable(brokenOff ?? 'it opened no channel'));
      resolve({ bytes: printed.all(), ...(brokenOff !== undefined && { brokenOff }) });
    };
    const abort = () => settle((signal.reason as Error).message);
    const lost = (error: Error) => settle(`the connection was lost: ${error.message}`);
    const closed = () => settle('the connection was closed');
    signal.addEventListener('abort', abort);
    client.on('error', lost).on('close', closed);
    if (signal.aborted) return abort();
    client.exec('exec sh -s', (error, opened) => {
      if (error !== undefined) return settle(`it runs no command: ${error.message}`);
      channel = opened;
      opened.on('data', (chunk: Buffer) => {
        printed.add(chunk);
        if (printed.length > mostBytes) settle(`the collector printed more than ${mostBytes} bytes`);
        else if (printed.endWith(lastLine)) settle();
      });
      opened.stderr.on('data', (chunk: Buffer) => {
        if (messages.length < toldCharacters) messages += chunk.toString('utf8', 0, toldCharacters);
      });
      opened.on('exit', (code: number | null, name?: string) => {
        end = code === null ? ` by ${name ?? 'a signal'}` : ` with exit code ${code}`;
      });
      opened.on('close', () => {
        const said = messages.trim() === '' ? '' : `: ${messages.trim().slice(0, toldCharacters)}`;
        settle(`the collector ended${end} before its last line${said}`);
      });
      opened.on('error', () => {});
      opened.end(script);
    });
  });
}

/** Bytes in one piece: a host may send them one by one, and a million pieces take more room than what is in them. */
class Bytes {
  length = 0;
  #buffer = Buffer.allocUnsafe(64 * 1024);

  add(chunk: Buffer): void {
    const length = this.length + chunk.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#buffer.length));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.length);
    this.length = length;
  }

  endWith(line: Buffer): boolean {
    return this.length >= line.length && this.all().subarray(-line.length).equals(line);
  }

  all(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }
}
