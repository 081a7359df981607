import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadBaseline, type Result } from '../baseline';
import type { Baseline } from '../baseline/baseline';
import type { CountedPromise } from '../findings/coverage';

/** What the preview needs of a control catalogue. */
export interface Catalogue {
  readonly promises: readonly CountedPromise[];
  /** English words of each promise, by its id. */
  readonly words: ReadonlyMap<string, string>;
  /** What is claimed of networks, and by what it is read from a plan. */
  readonly baseline: Pick<Baseline, 'claims' | 'network' | 'tags'>;
}

/** Loads the project's control catalogue. A project without one, of somebody else, has no coverage to print. */
export function loadCatalogue(projectRoot: string): Result<Catalogue | undefined> {
  const folder = path.join(projectRoot, 'baselines');
  if (!existsSync(path.join(folder, 'controls'))) return { ok: true, value: undefined };
  const loaded = loadBaseline(folder, {
    parts: ['controls', 'policies', 'claims', 'network', 'tags'],
  });
  if (!loaded.ok) return loaded;
  const promises = loaded.value.controls.flatMap((control) => control.promises);
  return {
    ok: true,
    value: {
      promises,
      words: new Map(promises.map(({ id, words }) => [id, words.en.trim()])),
      baseline: loaded.value,
    },
  };
}
