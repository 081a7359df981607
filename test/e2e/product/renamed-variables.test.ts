import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RepositoryCopy } from '../../support/repository-copy';

let copy: RepositoryCopy;
beforeAll(() => {
  copy = new RepositoryCopy();
});
afterAll(() => copy.remove());

/** Renames every variable, function and class of a module; what it exports keeps its outer name. */
function renameVariables(file: string): number {
  const before = readFileSync(file, 'utf8');
  const { code } = transformSync(before, {
    loader: 'ts',
    format: 'esm',
    minifyIdentifiers: true,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
  });
  writeFileSync(file, code);
  const names = (text: string) => new Set(text.match(/\b(?:const|let|function|class) \w+/g));
  const kept = names(code);
  return [...names(before)].filter((name) => !kept.has(name)).length;
}

/** What the program asked for, without the lines on which it did. */
function asked(): unknown {
  return JSON.parse(copy.read('out/dev/plan.json'), (key, value) =>
    ['position', 'provenance'].includes(key) ? undefined : value,
  );
}

test('renaming every variable of the program changes nothing of what it asks for', () => {
  expect(copy.yosai('preview', '--quiet').code).toBe(0);
  const before = asked();
  const files = ['components', 'stacks'].flatMap((folder) =>
    readdirSync(path.join(copy.root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(copy.root, folder, file)),
  );
  const renamed = files.map(renameVariables).reduce((sum, count) => sum + count, 0);
  expect(renamed).toBeGreaterThan(200);
  const ended = copy.yosai('preview', '--quiet');
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  expect(asked()).toEqual(before);
});
