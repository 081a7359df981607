import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';

/** In a file, the one place where `from` stands gets `to` instead. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of a folder, without some of what is in it, that lasts as long as the test. */
export class EditedFiles {
  readonly folder: string;

  constructor(source: string, edits: readonly Edit[] = [], without: readonly string[] = []) {
    this.folder = mkdtempSync(join(tmpdir(), 'yosai-test-'));
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    cpSync(source, this.folder, {
      recursive: true,
      filter: (path) => !without.includes(relative(source, path)),
    });
    for (const edit of edits) this.edit(edit);
  }

  edit({ file, from, to }: Edit): void {
    const text = readFileSync(this.path(file), 'utf8');
    expect(text.split(from).length, `${file} has exactly one: ${from}`).toBe(2);
    writeFileSync(
      this.path(file),
      text.replace(from, () => to),
    );
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  /** Rendered lines as a test writes them: without the temporary folder. */
  shorten(lines: readonly string[]): string[] {
    return lines.map((line) => shorten(line, this.folder));
  }

  /**
   * Puts line numbers into expected lines: `network.yaml:@«ssh:»` becomes the line on which `ssh:` first stands in
   * that file, so that a test does not break when a comment is added above; `^` before the text means the line's beginning.
   */
  withLines(expected: readonly string[]): string[] {
    return expected.map((line) => {
      const own = /^[\w./-]+/.exec(line)?.[0] ?? '';
      return line.replace(/(?:([\w./-]+\.yaml):)?@«(.*?)»/g, (_, file: string | undefined, text: string) => {
        const lines = readFileSync(this.path(file ?? own), 'utf8').split('\n');
        const index = lines.findIndex((candidate) =>
          text.startsWith('^') ? candidate.startsWith(text.slice(1)) : candidate.includes(text),
        );
        expect(index, `${file ?? own} has a line with ${text}`).toBeGreaterThanOrEqual(0);
        return `${file === undefined ? '' : `${file}:`}${index + 1}`;
      });
    });
  }
}

/** A rendered line without a folder, which it may name from the current one. */
export function shorten(line: string, folder: string): string {
  return [folder, relative(process.cwd(), folder)].reduce(
    (short, name) => short.replaceAll(`${name}/`, '').replaceAll(name, '.'),
    line,
  );
}
