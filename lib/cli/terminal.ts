import { createColors } from 'picocolors';

/** Where output goes, and what that place can show. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** A line that the next one replaces; empty removes it. Nothing where standard error is not a terminal. */
  progress(text: string): void;
  readonly colors: ReturnType<typeof createColors>;
  /** Columns to wrap at: those of the terminal, or else of COLUMNS, or else 100. */
  readonly width: number;
}

const defaultWidth = 100;
const widest = 120;
const narrowest = 40;

/** The terminal of this process. Colour only on a terminal, and never with NO_COLOR (https://no-color.org). */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const coloured = !plain && (forced || (stdout.isTTY === true && env['TERM'] !== 'dumb'));
  const live = stderr.isTTY === true && env['TERM'] !== 'dumb' && env['CI'] === undefined;
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\x1b[2K');
    shown = false;
  };
  return {
    write(text) {
      clear();
      stdout.write(text);
    },
    writeError(text) {
      clear();
      stderr.write(text);
    },
    progress(text) {
      if (!live) return;
      clear();
      if (text === '') return;
      stderr.write(text.slice(0, (stderr.columns ?? defaultWidth) - 1));
      shown = true;
    },
    colors: createColors(coloured),
    width: Math.max(narrowest, Math.min(stdout.columns ?? (Number(env['COLUMNS']) || defaultWidth), widest)),
  };
}
