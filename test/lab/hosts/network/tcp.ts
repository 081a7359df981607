import { Duplex } from 'node:stream';
import { flags, type Segment, segmentBytes } from './packets';

/** How long an acknowledgement may take before everything that has none is sent again. */
const patienceMs = 500;

const modulo = (sequence: number) => sequence >>> 0;

/**
 * The far end of one TCP connection of a machine, as a stream. As much of RFC 9293 as a link needs that loses next to
 * nothing and keeps the order: what comes out of order is passed over, and what is not acknowledged is sent again.
 */
export class TcpEnd extends Duplex {
  /** The next byte of the machine; nothing before it has said where it begins. */
  #expected: number | undefined;
  #next = 1;
  /** The first byte that is not acknowledged. */
  #first = 1;
  #window = 0;
  #unsent: Buffer[] = [];
  #sent: Buffer = Buffer.alloc(0);
  #isEnding = false;
  #finSent = false;
  #written: (() => void) | undefined;
  readonly #timer: NodeJS.Timeout;

  /**
   * @param port the machine's port, and `ownPort` the one here.
   * @param send takes what goes to the machine.
   * @param opening the machine's SYN, where it opens the connection; else it is opened from here.
   */
  constructor(
    private readonly port: number,
    private readonly ownPort: number,
    private readonly send: (segment: Segment) => void,
    private readonly forget: () => void,
    opening?: Segment,
  ) {
    super({ allowHalfOpen: true });
    if (opening === undefined) this.#segment(flags.syn, 0);
    else this.#begin(opening);
    this.#timer = setInterval(() => this.#again(), patienceMs);
    this.#timer.unref();
  }

  /** Takes a segment of the machine. */
  receive(segment: Segment): void {
    if ((segment.flags & flags.reset) !== 0) this.destroy(new Error('the machine refuses the connection'));
    else if ((segment.flags & flags.syn) !== 0) this.#takeOpening(segment);
    else this.#takeData(segment);
  }

  #begin(opening: Segment): void {
    this.#expected = modulo(opening.sequence + 1);
    this.#window = opening.window;
    this.#segment(flags.syn | flags.acknowledge, 0);
  }

  /** The answer to our SYN, or the machine's own once more. */
  #takeOpening(segment: Segment): void {
    if ((segment.flags & flags.acknowledge) === 0) {
      this.#begin(segment);
      return;
    }
    this.#expected = modulo(segment.sequence + 1);
    this.#window = segment.window;
    this.#segment(flags.acknowledge, this.#next);
    this.#flush();
  }

  #takeData(segment: Segment): void {
    this.#window = segment.window;
    if ((segment.flags & flags.acknowledge) !== 0) this.#acknowledge(segment.acknowledged);
    const isNext = segment.sequence === this.#expected;
    const isEnd = isNext && (segment.flags & flags.fin) !== 0;
    if (isNext) {
      this.#expected = modulo(segment.sequence + segment.payload.length + Number(isEnd));
      if (segment.payload.length > 0) this.push(Buffer.from(segment.payload));
      if (isEnd) this.push(null);
    }
    if (segment.payload.length > 0 || isEnd) this.#segment(flags.acknowledge, this.#next);
    this.#flush();
  }

  override _read(): void {
    // A machine of the lab says little: whatever comes is kept until somebody reads it.
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#unsent.push(bytes);
    this.#written = done;
    this.#flush();
  }

  override _final(done: () => void): void {
    this.#isEnding = true;
    this.#flush();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearInterval(this.#timer);
    this.forget();
    done(error);
  }

  /** As a stream of Node's network has it; the lab has no other. */
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }

  #acknowledge(upTo: number): void {
    const count = modulo(upTo - this.#first);
    // More than was sent is of another connection; the end of it counts one.
    if (count > this.#sent.length + Number(this.#finSent)) return;
    this.#sent = this.#sent.subarray(Math.min(count, this.#sent.length));
    this.#first = upTo;
  }

  #flush(): void {
    if (this.#expected === undefined) return;
    for (;;) {
      const room = Math.min(this.#window - this.#sent.length, segmentBytes);
      const waiting = this.#unsent[0];
      if (waiting === undefined || room <= 0) break;
      const part = waiting.subarray(0, room);
      if (part.length === waiting.length) this.#unsent.shift();
      else this.#unsent[0] = waiting.subarray(room);
      this.#segment(flags.acknowledge | flags.push, this.#next, part);
      this.#next = modulo(this.#next + part.length);
      this.#sent = Buffer.concat([this.#sent, part]);
    }
    if (this.#unsent.length > 0) return;
    const done = this.#written;
    this.#written = undefined;
    done?.();
    if (this.#isEnding && !this.#finSent && this.#sent.length === 0) {
      this.#segment(flags.acknowledge | flags.fin, this.#next);
      this.#next = modulo(this.#next + 1);
      this.#finSent = true;
    }
  }

  #again(): void {
    if (this.#expected === undefined) this.#segment(flags.syn, 0);
    for (let at = 0; at < this.#sent.length; at += segmentBytes) {
      const part = this.#sent.subarray(at, at + segmentBytes);
      this.#segment(flags.acknowledge | flags.push, modulo(this.#first + at), part);
    }
  }

  #segment(flagsOfIt: number, sequence: number, payload: Buffer = Buffer.alloc(0)): void {
    this.send({
      fromPort: this.ownPort,
      toPort: this.port,
      sequence,
      acknowledged: this.#expected ?? 0,
      flags: flagsOfIt,
      window: 65_535,
      payload,
    });
  }
}
