import { existsSync } from 'node:fs';
import path from 'node:path';

import { loadBaseline, type PolicyWords, type Result, type SecretsBaseline } from '../baseline';
import type { Baseline } from '../baseline/baseline';

import type { CountedPromise } from '../findings/coverage';

/** What the preview needs of a control catalogue. */
export interface Catalogue {
  /** Whether it is the project's own. One of a fleet's projects shows a part only, of which coverage says nothing. */
  readonly isOwn: boolean;
  readonly promises: readonly CountedPromise[];
  /** English words of each promise, by its id. */
  readonly words: ReadonlyMap<string, string>;
  /** What each policy requires, by its name. */
  readonly policies: Readonly<Record<string, PolicyWords>>;
  /** Where secrets may stand. */
  readonly secrets: SecretsBaseline;
  /** What is claimed of networks, and by what it is read from a plan. */
  readonly baseline: Pick<Baseline, 'claims' | 'network' | 'tags'>;
}

/**
 * Loads the control catalogue of the project, or of the nearest folder above it: the projects of a fleet have theirs in
 * common. A project without one is of somebody else.
 */
export function loadCatalogue(projectRoot: string): Result<Catalogue | undefined> {
  const folder = baselinesOf(projectRoot);
  if (folder === undefined) return { ok: true, value: undefined };
  const loaded = loadBaseline(folder, {
    parts: ['controls', 'policies', 'secrets', 'claims', 'network', 'tags'],
  });
  if (!loaded.ok) return loaded;
  const promises = loaded.value.controls.flatMap((control) => control.promises);
  return {
    ok: true,
    value: {
      isOwn: path.dirname(folder) === projectRoot,
      promises,
      words: new Map(promises.map(({ id, words }) => [id, words.en.trim()])),
      policies: loaded.value.policies,
      secrets: loaded.value.secrets,
      baseline: loaded.value,
    },
  };
}

/** The nearest folder of baselines with a control catalogue, in a folder or above it. */
export function baselinesOf(projectRoot: string): string | undefined {
  const folder = path.join(projectRoot, 'baselines');
  if (existsSync(path.join(folder, 'controls'))) return folder;
  const above = path.dirname(projectRoot);
  return above === projectRoot ? undefined : baselinesOf(above);
}
