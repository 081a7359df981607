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
 * The one line that tells a person and a log how it went. Numbers that do not fit into the width come before it, those
 * that are zero first, so that the last line is always whole and always begins the same way.
 */
export function lastLine({ head, counts, seconds }: LastLine, { width }: Pick<Terminal, 'width'>): string {
  const lineOf = (told: readonly string[]) =>
    `${head}${told.length === 0 ? '' : ` – ${told.join(', ')}`} (${seconds.toFixed(1)} s)`;
  const isZero = (count: string) => count.startsWith('0 ');
  const byWeight = [...counts.filter((count) => !isZero(count)), ...counts.filter(isZero)];
  const kept = new Set(byWeight);
  const line = () => lineOf(counts.filter((count) => kept.has(count)));
  while (kept.size > 0 && columns(line()) > width) kept.delete(byWeight.pop() ?? '');
  const before = counts.filter((count) => !kept.has(count)).join(', ');
  return `${before === '' ? '' : `${wrap(before, width, '')}\n`}${line()}\n`;
}
