import { connect, type Socket } from 'node:net';
import { NoAnswer, plural, whyOf } from './no-answer';

export interface Way {
  /** An address, not a name. */
  readonly address: string;
  readonly port: number;
  /** How long the whole conversation may take, however slowly it goes on. */
  readonly seconds: number;
  /** When no conversation goes on any more, in milliseconds since 1970-01-01 UTC. */
  readonly until: number;
  /** How much is read before no more is, in bytes; 64 KiB when left out. */
  readonly most?: number;
}

const defaultMost = 64 * 1024;

/**
 * A connection from which bytes are read one by one as they are asked for. What is not asked for stays with the
 * sender, and nothing outlasts the time of the conversation; every failure is a NoAnswer.
 */
export class Wire {
  private held: Buffer = Buffer.alloc(0);
  private taken = 0;
  private trouble: NoAnswer | undefined;
  private wake: () => void = () => {};
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly socket: Socket,
    private readonly way: Way,
  ) {
    const seconds = secondsOf(way);
    this.timer = setTimeout(() => {
      this.end(`no whole answer within ${plural(seconds, 'second')}`);
      socket.destroy();
    }, seconds * 1000);
    socket.on('connect', () => this.wake());
    socket.on('readable', () => this.wake());
    socket.on('end', () => this.end('the connection was closed'));
    socket.on('close', () => this.end('the connection was closed'));
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(whyOf(error)));
  }

  static async open(way: Way): Promise<Wire> {
    // Before there is a socket that would have to be closed.
    secondsOf(way);
    const wire = new Wire(connect({ host: way.address, port: way.port, noDelay: true }), way);
    while (wire.socket.connecting) await wire.something();
    if (wire.trouble !== undefined) throw wire.trouble;
    return wire;
  }

  write(bytes: Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** The next so many bytes. */
  async read(length: number): Promise<Buffer> {
    while (this.held.length < length) await this.more();
    const bytes = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return bytes;
  }

  /** What comes next up to a line feed, without it and a carriage return before it. */
  async line(most: number): Promise<string> {
    for (;;) {
      const end = this.held.indexOf(0x0a);
      if (end > most || (end < 0 && this.held.length > most)) {
        throw new NoAnswer(`a line of more than ${plural(most, 'byte')}`);
      }
      if (end >= 0) return (await this.read(end + 1)).toString('latin1').replace(/\r?\n$/, '');
      await this.more();
    }
  }

  close(): void {
    this.end('the connection was closed');
    this.socket.destroy();
  }

  private async more(): Promise<void> {
    for (;;) {
      const bytes: Buffer | null = this.socket.read();
      if (bytes !== null) {
        this.taken += bytes.length;
        const most = this.way.most ?? defaultMost;
        if (this.taken > most) {
          this.close();
          throw new NoAnswer(`more than ${plural(most, 'byte')}`);
        }
        this.held = Buffer.concat([this.held, bytes]);
        return;
      }
      if (this.trouble !== undefined) throw this.trouble;
      await this.something();
    }
  }

  private something(): Promise<void> {
    if (this.trouble !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** What has arrived before can still be read. */
  private end(why: string): void {
    clearTimeout(this.timer);
    this.trouble ??= new NoAnswer(why);
    this.wake();
  }
}

/** How long a conversation that begins now may take. Throws a NoAnswer when there is no time left for any. */
export function secondsOf({ seconds, until }: Way): number {
  const left = (until - Date.now()) / 1000;
  if (left <= 0) throw new NoAnswer('not asked: the time was up');
  return Math.min(seconds, Math.ceil(left));
}

/** Opens a connection, holds one conversation, and closes it whatever happens. */
export async function converse<T>(way: Way, talk: (wire: Wire) => Promise<T>): Promise<T> {
  const wire = await Wire.open(way);
  try {
    return await talk(wire);
  } finally {
    wire.close();
  }
}
