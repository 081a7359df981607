import type { LogEntry } from './engine-service';

/**
 * Lines that a program prints, as messages. Lines that follow each other are one message, so that a secret of several
 * lines is found in it as a whole.
 */
export class PrintedLines {
  #last: LogEntry | undefined;

  constructor(private readonly messages: LogEntry[]) {}

  add(line: string, stream: 'stdout' | 'stderr'): void {
    const severity = stream === 'stderr' ? 'warning' : 'info';
    const last = this.messages.at(-1);
    const continues = last !== undefined && last === this.#last && last.severity === severity;
    const text = continues ? `${last.text}\n${line}` : line;
    if (continues) this.messages.pop();
    this.#last = { severity, text, urn: '' };
    this.messages.push(this.#last);
  }
}
