import { groupBy } from '../findings/group-by';
import type { Resource } from './resource';

/** From how many resources of one name on their groups are kept apart. */
const manyOfOneName = 8;

/**
 * Resources by their names, in lower case. A name such as that of a subnet is in every tenant's network, so that what is
 * asked of one resource group must not look at all that have the name.
 */
export class NamedResources {
  readonly #byName: ReadonlyMap<string, readonly Resource[]>;
  readonly #byGroup = new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  readonly #groupOf: (resource: Resource) => string | undefined;

  constructor(
    resources: readonly Resource[],
    nameOf: (resource: Resource) => string | undefined,
    groupOf: (resource: Resource) => string | undefined,
  ) {
    this.#byName = groupBy(resources, nameOf);
    this.#groupOf = groupOf;
  }

  /**
   * Those of a name that are in a resource group, in lower case, or of which it is not known; all of the name without
   * a group. In the order of the stack, but that where they are many those of unknown groups come last.
   */
  of(name: string, group: string | undefined): readonly Resource[] {
    const named = this.#byName.get(name) ?? [];
    if (group === undefined) return named;
    if (named.length < manyOfOneName) {
      return named.filter((resource) => [undefined, group].includes(this.#groupOf(resource)));
    }
    const groups = this.#byGroup.get(name) ?? groupBy(named, (resource) => this.#groupOf(resource) ?? '');
    this.#byGroup.set(name, groups);
    return [...(groups.get(group) ?? []), ...(groups.get('') ?? [])];
  }
}
