import type { Hop } from '../arrival';

/**
 * The hop that is most at fault of a way that should not be: the last rule, or Azure's own default, that let the
 * packets pass, because it stands nearest to what was to be kept; else the last route, crossing or translation.
 */
export function culpritOf(path: readonly Hop[]): Hop | undefined {
  const last = (...kinds: readonly Hop['kind'][]) => path.findLast(({ kind }) => kinds.includes(kind));
  return last('rule', 'default') ?? last('route', 'peering') ?? path.at(-1);
}
