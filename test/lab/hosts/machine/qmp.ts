import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

type Answer = { readonly return?: unknown; readonly error?: { readonly desc: string } };

/**
 * The machine protocol of a running QEMU.
 * https://www.qemu.org/docs/master/interop/qmp-spec.html (2026-11-27)
 */
export class Qmp {
  readonly #waiting: ((answer: Answer) => void)[] = [];

  private constructor(private readonly socket: Socket) {
    createInterface({ input: socket }).on('line', (line) => {
      const message = JSON.parse(line) as Answer & { event?: string; QMP?: unknown };
      if (message.event === undefined && message.QMP === undefined) this.#waiting.shift()?.(message);
    });
    const end = () => {
      for (const tell of this.#waiting.splice(0)) tell({ error: { desc: 'QEMU ended' } });
    };
    socket.on('error', end).on('close', end);
  }

  /** Connects to the socket of a QEMU that is just starting. */
  static async open(file: string): Promise<Qmp> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const qmp = new Qmp(await connected(file));
        await qmp.execute('qmp_capabilities');
        return qmp;
      } catch (error) {
        if (attempt >= 100) throw error;
        await delay(100);
      }
    }
  }

  /** Runs one command; throws with QEMU's reason when it refuses. */
  async execute(command: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.push(resolve);
      this.socket.write(`${JSON.stringify({ execute: command, arguments: args })}\n`);
    });
    if (answer.error !== undefined) throw new Error(`QEMU refuses ${command}: ${answer.error.desc}`);
    return answer.return;
  }

  close(): void {
    this.socket.destroy();
  }
}

function connected(file: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(file);
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}
