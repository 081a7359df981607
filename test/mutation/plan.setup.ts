import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { today } from './support/day';
import { totals } from './support/score';

declare module 'vitest' {
  interface ProvidedContext {
    /** File of the dev stack's plan. */
    readonly plan: string;
    /** Folder into which each test file writes its scores. */
    readonly scores: string;
  }
}

/** What is used of vitest's project: its types are for ES modules only. */
interface Project {
  provide(key: 'plan' | 'scores', value: string): void;
}

/** Previews the dev stack once, as a pull request does; what it writes is what every mutant is made of. */
export function setup(project: Project): void {
  const root = path.resolve(__dirname, '../..');
  const folder = mkdtempSync(path.join(tmpdir(), 'yosai-mutation-'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'bin/yosai.js'), 'preview', '-q', '-c', `yosai:asOf=${today}`, '-o', folder],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`the dev stack has to be compliant before it is changed:\n${stdout}${stderr}`);
  }
  project.provide('plan', path.join(folder, 'dev/plan.json'));
  project.provide('scores', folder);
  scores = folder;
}

let scores = '';

/** Prints the score of all policies. */
export function teardown(): void {
  const lines = totals(scores, (file) => readFileSync(file, 'utf8'));
  // biome-ignore lint/suspicious/noConsole: the score is what the suite is run for.
  if (lines.length > 0) console.log(lines.join('\n'));
  rmSync(scores, { recursive: true, force: true });
}
