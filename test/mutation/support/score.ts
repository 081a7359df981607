import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';

/** How many mutants of a policy were refused, and how many harmless changes were accepted. */
export interface Score {
  readonly policy: string;
  readonly mutants: number;
  readonly killed: number;
  readonly harmless: number;
  readonly passed: number;
}

const file = (folder: string) => path.join(folder, 'scores.jsonl');

/** Keeps a score until all test files are through. */
export function keepScore(folder: string, score: Score): void {
  appendFileSync(file(folder), `${JSON.stringify(score)}\n`);
}

/** A line for each policy that was tried, in alphabetical order, and one for all of them. */
export function totals(folder: string, read: (file: string) => string): string[] {
  if (!existsSync(file(folder))) return [];
  const scores = read(file(folder))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Score => JSON.parse(line))
    .sort((a, b) => (a.policy < b.policy ? -1 : 1));
  const sum = (count: (score: Score) => number) => scores.reduce((total, score) => total + count(score), 0);
  const all: Score = {
    policy: `all ${scores.length} policies`,
    mutants: sum(({ mutants }) => mutants),
    killed: sum(({ killed }) => killed),
    harmless: sum(({ harmless }) => harmless),
    passed: sum(({ passed }) => passed),
  };
  return [...scores, all].map(
    ({ policy, mutants, killed, harmless, passed }) =>
      `${policy}: mutants: ${killed} of ${mutants} killed, harmless: ${passed} of ${harmless} passed`,
  );
}
