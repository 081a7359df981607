import { join } from 'node:path';
import { expect, it } from 'vitest';
import { environmentParts, loadBaseline, renderMistake } from '../../lib/baseline';
import { type Edit, EditedFiles } from './edited-files';

/** The baselines of this repository. */
export const baselines = join(__dirname, '..', '..', 'baselines');

/** A name, what is changed in the baselines, and the lines that come of it (`EditedFiles.withLines`). */
export type Row = readonly [name: string, edits: readonly Edit[], expected: readonly string[]];

export function change(file: string, from: string, to: string): Edit {
  return { file, from, to };
}

/** One test for each row, of the parts of an environment alone or of the catalogue too. */
export function refuses(what: 'environment' | 'everything', rows: readonly Row[]): void {
  it.each(rows)('%s', (_, edits, expected) => {
    const environment = what === 'environment';
    const files = new EditedFiles(
      baselines,
      edits,
      environment ? ['schema', 'controls', 'policies'] : ['schema'],
    );
    expect(environment ? environmentMistakes(files) : allMistakes(files)).toEqual(files.withLines(expected));
  });
}

export function allMistakes(files: EditedFiles): string[] {
  const result = loadBaseline(files.folder);
  return files.shorten(result.ok ? [] : result.mistakes.map(renderMistake));
}

function environmentMistakes(files: EditedFiles): string[] {
  const result = loadBaseline(files.folder, { parts: environmentParts });
  return files.shorten(result.ok ? [] : result.mistakes.map(renderMistake));
}
