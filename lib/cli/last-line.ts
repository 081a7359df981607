import type { Terminal } from './terminal';
import { columns, wrap } from './wrap';

/** What the last line of a command says. */
export interface LastLine {
  /** The command, of what, and how it went in a word, such as `yosai audit: BLOCKED`. */
  readonly head: string;
  /** Numbers with what they count, those that matter most first. */
  readonly counts: readonly string[];
  readonly seconds: number;
}

/**
 * The one line that tells a person and a log how it went. Numbers that do not fit into the width come before it, so that
 * the last line is always whole and always begins the same way.
 */
export function lastLine({ head, counts, seconds }: LastLine, { width }: Pick<Terminal, 'width'>): string {
  const lineOf = (kept: number) => {
    const told = kept === 0 ? '' : ` – ${counts.slice(0, kept).join(', ')}`;
    return `${head}${told} (${seconds.toFixed(1)} s)`;
  };
  let kept = counts.length;
  while (kept > 0 && columns(lineOf(kept)) > width) kept -= 1;
  const before = counts.slice(kept).join(', ');
  return `${before === '' ? '' : `${wrap(before, width, '')}\n`}${lineOf(kept)}\n`;
}
