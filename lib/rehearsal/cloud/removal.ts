import { parseArmId } from './arm-id';
import { globalKey } from './rules/global-names';
import type { Store } from './store';

/** The ids of what was removed. */
export type Removed = readonly string[];

/** Removes a resource and what lies in it, and frees its name. */
export function applyRemoval(store: Store, id: string): Removed {
  const going = [id, ...store.below(id).map((below) => below.id)];
  for (const one of going) {
    store.remove(one);
    const { type, name } = parseArmId(one);
    store.names.removeSync(globalKey(type, name));
  }
  return going;
}
