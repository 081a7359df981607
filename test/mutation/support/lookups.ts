import { isTaggable } from '../../../policy-packs/iso27017/azure/taggable-types';

/**
 * What a rule reads to find other resources by: names, and the groups they stand in. Another name leads elsewhere or
 * nowhere; that a reference does is tried at the reference. And the tags of what takes none.
 */
const lookups = [/^resourceGroupName$/, /^(name|\w+Name)$/i];

/** Whether a property that a rule reads needs no mutant of its own. */
export function isLookup(type: string, path: string): boolean {
  return lookups.some((lookup) => lookup.test(path)) || (path === 'tags' && !isTaggable(type));
}
