import type { Resource } from '../../../lib/resources/resource';
import type { Located, Result } from './rule';

/** Says of each result that it is about the given resource. */
export function at(resource: Resource, results: readonly Result[]): Located[] {
  return results.map((result) => ({ resource, result }));
}
