import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The serial console of a machine, which QEMU writes into a file. */
export class Console {
  constructor(private readonly file: string) {}

  text(): string {
    return existsSync(this.file) ? readFileSync(this.file, 'latin1') : '';
  }

  /**
   * Waits until the console says something; throws with its last lines when the time is over or the machine is gone.
   * @param isAlive whether it may still say something.
   * @param from how many of its characters count no more.
   */
  async says(what: RegExp, seconds: number, isAlive: () => boolean, from = 0): Promise<RegExpExecArray> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const text = this.text().slice(from);
      const found = what.exec(text);
      if (found !== null) return found;
      const why = isAlive() ? undefined : 'the machine is gone';
      if (why !== undefined || Date.now() > end) {
        const last = text.split('\n').slice(-15).join('\n');
        throw new Error(
          `the console does not say ${what} (${why ?? `after ${seconds} s`}); its last lines:\n${last}`,
        );
      }
      await delay(300);
    }
  }

  /** The host keys that cloud-init tells on the console, as lines of known_hosts without a name, such as `ssh-ed25519 AAAA…`. */
  hostKeys(): string[] {
    const [, block = ''] =
      /-----BEGIN SSH HOST KEY KEYS-----\r?\n([\s\S]*?)-----END SSH HOST KEY KEYS-----/.exec(this.text()) ??
      [];
    return block.split('\n').flatMap((line) => /(?:ssh|ecdsa)-\S+ [A-Za-z0-9+/=]+/.exec(line)?.[0] ?? []);
  }
}
