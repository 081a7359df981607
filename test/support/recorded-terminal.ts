import { createColors } from 'picocolors';
import type { Terminal } from '../../lib/cli/terminal';

/** A terminal without colours, 100 columns wide, that keeps what is written. */
export class RecordedTerminal implements Terminal {
  out = '';
  errors = '';
  readonly colors = createColors(false);
  readonly width = 100;

  // Commander takes them for themselves.
  readonly write = (text: string): void => {
    this.out += text;
  };
  readonly writeError = (text: string): void => {
    this.errors += text;
  };
  progress(): void {}
}
